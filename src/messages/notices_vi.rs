//! What the host says, in Vietnamese: notices and the words of reports.

use crate::messages::catalogue::{Notice, ReportWords};

pub(crate) const REPORT: ReportWords = ReportWords {
    decimal_point: ',',
    why: "vì sao",
    help: "nên làm",
    totals: "{errors} lỗi, {warnings} cảnh báo, {hints} gợi ý",
    clean: "Đã xem {files} tệp, không thấy gì phải sửa.",
    more: "… và {n} lỗi nữa",
    per_code: "{n} chỗ: {code}",
    fixable: "{n} chỗ máy sửa giúp được: congbo check --fix",
    see_check: "Xem từng chỗ: congbo check",
    built: "Đã làm {pages} trang từ {documents} tệp trong {time}: viết {written}, giữ nguyên {unchanged}, bỏ {removed} ({output})",
    unchanged: "Không có gì đổi: {pages} trang từ {documents} tệp, xem lại trong {time} ({output})",
    see_explain: "Giải thích từng mã: congbo explain MÃ",
    left_alone: "Chưa làm trang nào; bản đã đăng được giữ nguyên.",
};

pub(crate) fn notice(notice: Notice) -> &'static str {
    match notice {
        Notice::NoSource => "lỗi: không có thư mục {path}\nChỉ đúng thư mục chứa `content/` bằng --source.",
        Notice::Machine => "lỗi máy: không đọc hoặc ghi được {path}: {reason}",
        Notice::OutputIsFile => "lỗi: {path} là một tệp, không phải thư mục\nChọn thư mục khác bằng --output.",
        Notice::OutputOverlapsSource => {
            "lỗi: thư mục đăng {path} chồng lên thư mục nguồn {source}\nTrang làm ra không được ghi vào nội dung; chọn thư mục khác bằng --output."
        }
        Notice::OutputNotOurs => {
            "lỗi: {path} có tệp không do congbo làm ra, ví dụ {example}\nCongbo không xóa, không ghi đè tệp của người khác; chọn thư mục trống bằng --output."
        }
        Notice::UnreadableManifest => {
            "lỗi: sổ ghi {path} hỏng ở dòng {line}\nKhông biết tệp nào do congbo làm ra nên không dám thay; xóa thư mục đăng rồi làm lại."
        }
        Notice::LinkInOutput => {
            "lỗi: {path} là liên kết tượng trưng\nCongbo không ghi qua liên kết; thay bằng thư mục thật."
        }
        Notice::ForeignFile => {
            "lỗi: {path} không do congbo làm ra nhưng đứng đúng chỗ của một trang\nDời tệp ấy đi rồi chạy lại."
        }
        Notice::Stopped => "đã dừng theo yêu cầu, trước khi đăng",
        Notice::Busy => "lỗi: một lượt khác đang làm {path}\nĐợi lượt ấy xong rồi chạy lại.",
        Notice::Kept => "cảnh báo: giữ lại {path}: trang này không còn, nhưng có người đã sửa tệp",
        Notice::BadPassage => "lỗi: dòng {line} không phải một đoạn `{\"id\": …, \"text\": …}`: {reason}",
        Notice::NearCode => "lỗi: không có mã “{code}”; có phải {near}?",
        Notice::NoCode => "lỗi: không có mã “{code}”; gõ `congbo explain` để xem tất cả",
        Notice::FixFile => "Sửa {path}:",
        Notice::FixMark => "  bỏ dấu BOM ở đầu tệp",
        Notice::FixLineEnds => "  đổi {count} chỗ xuống dòng kiểu Windows thành LF",
        Notice::FixComposed => "  ghép chữ có dấu về dạng dựng sẵn (NFC)",
        Notice::FixLines => "  dòng {line}:\n  - {before}\n  + {after}",
        Notice::Fixed => "Đã tự sửa {count} chỗ trong {files} tệp.",
        Notice::NothingToFix => "Không có chỗ nào tự sửa được.",
        Notice::FixChanged => "cảnh báo: không sửa {path}: tệp đã đổi trong lúc xem",
        Notice::AddressesWritten => "Đã ghi {count} địa chỉ vào {path} ({added} địa chỉ mới). Hãy đưa tệp này vào git.",
        Notice::AddressesUnchanged => "{path} đã đủ {count} địa chỉ, không có gì đổi.",
        Notice::AddressesNotWritten => "Còn lỗi nên chưa ghi {path}; sửa xong hãy chạy lại.",
        Notice::Serving => "Xem trang tại {url} (Ctrl-C để dừng)",
        Notice::OpenToOthers => {
            "CẢNH BÁO: máy khác trong mạng xem được trang này, kể cả bài chưa đăng, ở {address}\nBản xem thử không chống được máy cố ý phá: nó đọc phần đầu yêu cầu dài bao nhiêu cũng được, và một Content-Length khai sai làm nó dừng (SECURITY.md).\nBỏ --host để chỉ máy này xem được."
        }
        Notice::NoPort => "lỗi: không mở được cổng {port} ở {host}: {reason}\nChọn cổng khác bằng --port.",
        Notice::WatchLimit => {
            "cảnh báo: hệ thống không theo dõi thêm được thư mục nào (giới hạn inotify); congbo tự xem lại vài lần mỗi giây\nNâng giới hạn: sysctl fs.inotify.max_user_watches=524288"
        }
        Notice::WatchRefused => {
            "cảnh báo: hệ thống không theo dõi được thư mục ({reason}); congbo tự xem lại vài lần mỗi giây"
        }
        Notice::WatchSilent => {
            "cảnh báo: ổ đĩa này không báo khi tệp đổi; congbo tự xem lại vài lần mỗi giây (như --poll)"
        }
        Notice::Mended => "Hết lỗi.",
    }
}

//! The messages in Vietnamese.

use crate::messages::catalogue::MessageText;
use crate::messages::code::Code;

const fn text(title: &'static str, why: &'static str, help: &'static str) -> MessageText {
    MessageText { title, why, help }
}

pub(crate) fn text_of(code: Code) -> MessageText {
    match code {
        Code::NotUtf8 => text(
            "tệp không phải văn bản UTF-8 ({encoding})",
            "chữ có dấu đọc sai bảng mã sẽ hỏng khi đăng",
            "mở tệp bằng VS Code hoặc Notepad, lưu lại với mã UTF-8; chữ gõ bằng phông cũ (.VnTime, VNI) thì đổi sang Unicode bằng UniKey trước",
        ),
        Code::NulByte => text(
            "tệp có ký tự NUL",
            "đây thường là tệp nhị phân hoặc tệp hỏng, không phải Markdown",
            "chép lại nội dung vào một tệp văn bản mới",
        ),
        Code::MergeConflict => text(
            "dòng “{marker}” là dấu git để lại khi ghép hai bản của tệp mà chưa xong",
            "tệp đang giữ cả hai bản; đăng lên thì trang nói cả hai",
            "mở tệp bằng VS Code, chọn bản nào giữ lại ở từng chỗ, xóa các dòng <<<<<<<, =======, >>>>>>> rồi lưu",
        ),
        Code::ByteOrderMark => text(
            "tệp bắt đầu bằng dấu BOM",
            "dấu này không nhìn thấy nhưng nhiều công cụ hiểu nhầm là nội dung",
            "lưu lại với mã “UTF-8”, không phải “UTF-8 with BOM”",
        ),
        Code::CarriageReturns => text(
            "tệp xuống dòng kiểu Windows (CRLF), bắt đầu từ dòng này",
            "lẫn hai kiểu xuống dòng thì mỗi lần sửa một chữ sẽ hiện như sửa cả tệp",
            "lưu lại với kiểu xuống dòng LF (VS Code: bấm “CRLF” ở góc dưới, chọn LF)",
        ),
        Code::NotComposed => text(
            "chữ có dấu ghi ở dạng tổ hợp rời (NFD), bắt đầu từ đây",
            "trang vẫn hiện đúng, nhưng tìm và so chữ trong tệp dễ sót",
            "đổi sang “Unicode dựng sẵn” bằng bộ chuyển mã của UniKey rồi lưu lại",
        ),
        Code::NameNotComposed => text(
            "tên tệp ghi dấu ở dạng rời (NFD): {name}",
            "hai máy có thể hiểu thành hai tệp khác nhau",
            "đổi tên tệp thành “{proposal}”, gõ lại bằng bộ gõ Unicode dựng sẵn",
        ),
        Code::BadFileName => text(
            "tên “{name}” không dùng được trên Windows",
            "máy Windows không lấy được kho có tên này, và không ghi được trang của nó",
            "đổi tên thành “{proposal}”",
        ),
        Code::SymbolicLink => text(
            "{name} là liên kết tượng trưng",
            "congbo không đi theo liên kết, để không đăng nhầm tệp ở ngoài thư mục",
            "thay liên kết bằng chính tệp hoặc thư mục đó",
        ),
        Code::MisusedLetter => text(
            "chữ “{letter}” không phải chữ tiếng Việt",
            "đây là lỗi phông khi trích chữ từ PDF; máy tìm kiếm không nhận ra từ này",
            "viết “{proposal}”; trong lời của văn bản thì khai cả chỗ sửa ở `hiệu đính`",
        ),
        Code::SecrecyMark => text(
            "có dấu chỉ độ mật: “{mark}”",
            "tài liệu mật hoặc lưu hành nội bộ không được đăng",
            "bỏ tệp này khỏi trang nếu văn bản chưa được phép công khai; nếu chỉ nhắc đến chữ ấy, ghi ở `chấp nhận` kèm lý do",
        ),
        Code::NoFrontMatter => text(
            "tệp chưa có phần đầu",
            "không có phần đầu thì không biết đây là văn bản gì, của ai, ngày nào; tạm coi là một trang thường",
            "thêm vào đầu tệp:\n---\nloại: Quyết định\nsố ký hiệu: 393-QĐ/TU\nngày ban hành: 27/6/2011\n---\nTrang giới thiệu thì ghi `loại: Trang` và `tên bài: …`.",
        ),
        Code::UnclosedFrontMatter => text(
            "phần đầu mở bằng `---` nhưng không có dòng `---` đóng lại",
            "không biết phần đầu hết ở đâu, nội dung bắt đầu từ đâu",
            "thêm một dòng chỉ có `---` sau trường cuối cùng của phần đầu, có lẽ {last}",
        ),
        Code::HeadTooLarge => text(
            "phần đầu {size}",
            "phần đầu chỉ ghi thông tin về văn bản; dài hoặc lồng sâu như vậy thường là dán nhầm",
            "chuyển phần nội dung xuống dưới dòng `---` thứ hai, bỏ bớt ngoặc và thụt dòng",
        ),
        Code::YamlSyntax => text(
            "sai cú pháp: {reason}",
            "từ chỗ này không đọc tiếp được, các trường ghi ở đây đều mất",
            "{help}",
        ),
        Code::TabInHead => text(
            "phần đầu có dấu tab, bắt đầu từ dòng này",
            "YAML không cho phép thụt dòng bằng tab",
            "thay tab bằng dấu cách",
        ),
        Code::KeyWithoutBlank => text(
            "thiếu dấu cách sau dấu hai chấm của “{field}”",
            "thiếu dấu cách, cả dòng này bị hiểu là chữ thường và phần đầu không đọc được",
            "viết `{proposal}`",
        ),
        Code::DuplicateField => text(
            "trường “{field}” ghi hai lần",
            "không biết lấy giá trị nào",
            "giữ một dòng; nhiều giá trị thì ghi thành danh sách",
        ),
        Code::UnknownField => text(
            "không có trường “{field}”",
            "tên trường viết sai thì giá trị bị bỏ qua mà không ai biết",
            "{help}",
        ),
        Code::MisplacedField => text(
            "trường “{field}” không dùng cho loại “{kind}”",
            "trang của loại này không hiện giá trị đó",
            "bỏ dòng này, hoặc xem lại `loại`",
        ),
        Code::WrongType => text(
            "“{field}” phải là {expected}, ở đây là {found}",
            "giá trị không đúng dạng thì không hiện đúng trên trang",
            "viết như mẫu: `{example}`",
        ),
        Code::UnknownValue => text(
            "“{field}” không nhận giá trị “{value}”",
            "trường này chỉ nhận một số giá trị cố định",
            "{help}",
        ),
        Code::BadDate => text(
            "“{value}” không phải ngày tháng",
            "ngày tháng dùng để xếp thứ tự và tìm văn bản",
            "viết `29/8/2011`, `8/2011` hoặc `2011`, đúng như văn bản ghi",
        ),
        Code::ImpossibleDate => text(
            "không có ngày {value}",
            "lịch không có ngày hoặc tháng này",
            "xem lại ngày trên văn bản; nếu văn bản chỉ ghi tháng thì viết tháng, ví dụ `8/2011`",
        ),
        Code::BadNumber => text(
            "“{value}” không phải số ký hiệu",
            "số ký hiệu dùng để nhận ra văn bản khi nơi khác dẫn chiếu",
            "viết số, gạch nối, ký hiệu như văn bản in, ví dụ `393-QĐ/TU`; văn bản không ghi số thì bỏ trường này",
        ),
        Code::BadAddress => text(
            "“{value}” không phải địa chỉ của một mục",
            "địa chỉ của mục là số in trong văn bản, hoặc tên riêng đặt bằng `{#…}`",
            "viết số như `II.1.5`, `5.2.a`, `II.2.3.p2`; tên riêng chỉ gồm chữ, số và gạch nối, như `quy-che`",
        ),
        Code::BadSlug => text(
            "“{value}” không dùng làm địa chỉ trang được",
            "địa chỉ trang chỉ gồm chữ thường không dấu, chữ số và gạch nối",
            "viết `{proposal}`",
        ),
        Code::UnquotedTitle => text(
            "“{field}” {sign} mà cả giá trị không đặt trong ngoặc",
            "congbo hiểu, nhưng công cụ YAML khác sẽ hiểu sai hoặc bỏ mất chữ",
            "viết `{proposal}`",
        ),
        Code::BlankBeforeAddress => text(
            "có dấu cách trước “{address}”",
            "sau dấu cách, `#` mở đầu một chú thích: phần địa chỉ bị bỏ mất",
            "viết liền, không có dấu cách trước #: `{proposal}`",
        ),
        Code::MissingName => text(
            "không có gì để gọi tên văn bản này",
            "trang cần ít nhất một trong ba: số ký hiệu, {title_field}, tên gọi khác",
            "thêm `{title_field}: …` vào phần đầu, đúng như văn bản ghi",
        ),
        Code::MissingPart => text(
            "“{field}” thiếu phần {part}",
            "thiếu phần này thì không dùng được cả mục",
            "viết như mẫu: `{example}`",
        ),
        Code::StatusWithoutGround => text(
            "tình trạng hiệu lực “{value}” không nêu căn cứ",
            "trang không tự kết luận một văn bản còn hay hết hiệu lực",
            "viết `tình trạng hiệu lực: {là: {value}, theo: <văn bản hoặc nguồn nêu điều đó>}`, hoặc bỏ trường này",
        ),
        Code::RelationWithoutGround => text(
            "quan hệ “{field}” của văn bản chưa có toàn văn không nêu ai nói",
            "chưa có toàn văn thì không thể coi là chính văn bản nêu",
            "viết `{field}: {văn bản: {target}, theo: <văn bản hoặc nguồn nêu điều đó>}`",
        ),
        Code::ClaimWithoutSource => text(
            "bài viết ghi “{field}: {target}” mà không nêu ai nói",
            "chỉ văn bản hoặc nguồn mới nói được điều này; trang tự xếp thì chỉ xếp được `cùng nội dung`",
            "viết `{field}: {văn bản: {target}, theo: <văn bản hoặc nguồn nêu điều đó>}`, hoặc đổi thành `cùng nội dung: {target}`",
        ),
        Code::NameWithoutKind => text(
            "tên gọi khác “{value}” không bắt đầu bằng tên loại",
            "chỉ tên có loại đứng đầu mới nhận ra được trong văn bản khác",
            "viết cả tên loại, ví dụ `Nghị quyết Trung ương 7 khóa X`",
        ),
        Code::CorrectionCount => text(
            "hiệu đính “{original}” → “{corrected}” khai {declared} chỗ, thấy {found}",
            "số chỗ phải khớp để người đọc khôi phục được đúng nguyên bản",
            "đếm lại ở chỗ ghi trong `tại` (“{place}”), rồi sửa `số chỗ` hoặc sửa văn bản",
        ),
        Code::UnknownKind => text(
            "không có loại “{value}”",
            "loại quyết định địa chỉ và cách trình bày của trang",
            "{help}",
        ),
        Code::NearKind => text(
            "loại “{value}” gần giống “{proposal}”",
            "viết khác một chữ là thành một loại khác, một địa chỉ khác",
            "viết `{proposal}`, hoặc khai “{value}” ở `loại` trong site.yaml",
        ),
        Code::UnknownTopic => text(
            "không có chủ đề “{value}”",
            "chủ đề khai ở topics.yaml; viết sai thì văn bản không vào trang chủ đề nào",
            "{help}",
        ),
        Code::UnknownBody => text(
            "không có cơ quan “{value}”",
            "cơ quan khai ở bodies.yaml; viết sai thì văn bản không vào trang của cơ quan",
            "{help}",
        ),
        Code::DuplicateEntry => text(
            "“{value}” khai hai lần",
            "mục khai sau bị bỏ mất, hoặc hai mục tranh nhau một tên, một địa chỉ",
            "gộp hai mục, hoặc đặt `slug` và `tên` khác nhau",
        ),
        Code::SetextHeading => text(
            "tiêu đề gạch chân bằng `{underline}`",
            "một dòng gạch dưới đoạn văn dễ biến cả đoạn thành tiêu đề mà không ai thấy",
            "viết tiêu đề bằng dấu thăng: `{proposal}`; cần đường kẻ thì để một dòng trống ở trên",
        ),
        Code::IndentedCode => text(
            "đoạn thụt vào bốn dấu cách hoặc một tab",
            "Markdown coi đoạn này là mã máy tính: mất số mục, mất liên kết",
            "bỏ phần thụt đầu dòng",
        ),
        Code::RawHtml => text(
            "có thẻ HTML: {tag}",
            "nội dung chỉ viết bằng Markdown để trang nào cũng an toàn và đọc được",
            "{help}",
        ),
        Code::UnsafeLink => text(
            "liên kết dùng “{scheme}”",
            "liên kết như vậy có thể chạy mã trên máy người đọc, hoặc chỉ mở được trên máy người viết",
            "dùng địa chỉ `https://…`, `mailto:…` hoặc liên kết trong trang",
        ),
        Code::ForeignImage => text(
            "ảnh lấy từ trang khác: {value}",
            "mở trang là gọi sang máy chủ khác: người đọc bị theo dõi, ảnh có thể mất bất cứ lúc nào",
            "tải ảnh về, đặt trong `content/` cạnh tệp này, rồi viết `![mô tả ảnh](tên-ảnh.jpg)`",
        ),
        Code::PastedHead => text(
            "dòng “{text}” thuộc phần đầu của văn bản",
            "phần này ghi ở đầu tệp; để trong nội dung thì hiện hai lần",
            "{help}",
        ),
        Code::NumbersOutOfOrder => text(
            "{before} “{label}”",
            "số mục không liền nhau: có thể thiếu một mục hoặc viết nhầm số",
            "xem lại bản gốc và sửa cho đúng; nếu bản gốc in như vậy, ghi ở `chấp nhận` kèm lý do",
        ),
        Code::DuplicateAddress => text(
            "hai mục cùng địa chỉ “{address}”",
            "liên kết đến địa chỉ này không biết dẫn về mục nào",
            "xem lại số mục; quy chế hoặc phụ lục đi kèm thì thêm `{#tên-riêng}` vào tiêu đề `# …` của nó; bản gốc in trùng số thì thêm vào cuối dòng của một mục",
        ),
        Code::LabelInsideParagraph => text(
            "“{label}” ở giữa đoạn được hiểu là một mục mới",
            "không có dòng trống, Markdown coi các dòng này là một đoạn",
            "để một dòng trống trước “{label}” và trước mỗi mục sau đó",
        ),
        Code::DuplicateDocument => text(
            "hai tệp cùng là một văn bản: {key}",
            "mỗi văn bản chỉ có một tệp, một trang",
            "gộp hai tệp, hoặc sửa số ký hiệu hay ngày ban hành cho đúng từng văn bản",
        ),
        Code::AddressClash => text(
            "hai trang cùng địa chỉ `/{address}`",
            "trang sau sẽ đè trang trước",
            "thêm `địa chỉ trang: {proposal}` vào một trong hai tệp",
        ),
        Code::ReservedAddress => text(
            "địa chỉ `/{address}` dành cho trang chung của trang web",
            "trang này sẽ đè trang chung hoặc bị đè",
            "thêm `địa chỉ trang: {proposal}` vào phần đầu",
        ),
        Code::BadOldAddress => text(
            "“{value}” không phải địa chỉ cũ",
            "địa chỉ viết sai thì không dẫn ai đến trang này được",
            "trang thì viết từ gốc trang web, ví dụ `/quyet-dinh/2011/393-qd-tu/`; mục thì viết `II.1.5 nay là II.1.6`",
        ),
        Code::OldAddressTaken => text(
            "`{address}` đang là địa chỉ của một trang hoặc một mục khác",
            "một địa chỉ không thể vừa là trang vừa chuyển đi nơi khác",
            "bỏ địa chỉ này khỏi `địa chỉ cũ`, hoặc đổi `địa chỉ trang` của trang kia",
        ),
        Code::LostAddress => text(
            "địa chỉ đã đăng `{address}` không còn",
            "ai đã lưu, đã in, đã trích dẫn địa chỉ này sẽ gặp trang lỗi",
            "{help}",
        ),
        Code::LostAnchor => text(
            "{count} mục đã đăng của `{address}` không còn: {places}",
            "liên kết và trích dẫn đến đúng mục ấy sẽ dẫn sai chỗ",
            "{help}",
        ),
        Code::MovedWords => text(
            "lời của mục đã đăng ở `{address}` nay đứng dưới số khác: {places}",
            "liên kết và trích dẫn đến số cũ nay đến lời khác",
            "xem lại bản gốc và {file}; số mới đúng như bản gốc thì chạy `check --write-addresses` để ghi nhận",
        ),
        Code::BadAddressLock => text(
            "không đọc được dòng này của sổ địa chỉ",
            "sổ ghi những địa chỉ đã đăng; dòng hỏng thì địa chỉ ấy mất mà không ai biết",
            "lấy lại dòng này từ git (khi gộp hai nhánh: giữ cả hai bên, bỏ các dòng `<<<<`, `====`, `>>>>`)",
        ),
        Code::UnknownDocument => text(
            "không tìm thấy văn bản “{value}”",
            "liên kết không dẫn đến đâu",
            "{help}",
        ),
        Code::UnknownProvision => text(
            "{document} không có mục “{address}”",
            "liên kết sẽ dẫn đến chỗ không có",
            "{help}",
        ),
        Code::AmbiguousReference => text(
            "“{value}” có thể là {count} văn bản",
            "dẫn sai tệ hơn không dẫn: chỗ này không thành liên kết",
            "ghi thêm ngày ở sau số ký hiệu, hoặc viết rõ trong `[[…]]`: {choices}",
        ),
        Code::CitedDateDiffers => text(
            "{number} được dẫn với ngày {cited}, trang ghi ngày {own}",
            "một trong hai ngày sai, hoặc đây là văn bản khác cùng số; chỗ này không dẫn đến văn bản trên trang",
            "xem lại bản gốc; bản gốc in như vậy thì viết `[[{number}@{iso}]]` hoặc ghi ở `chấp nhận` kèm lý do",
        ),
        Code::TwoDates => text(
            "{number} được dẫn với hai ngày: {cited} và {other}",
            "hai ngày thành hai văn bản khác nhau trên trang",
            "xem lại bản gốc của cả hai nơi; đúng là hai văn bản thì ghi ở `chấp nhận` kèm lý do",
        ),
        Code::TwoTitles => text(
            "{number} được dẫn với hai trích yếu: “{cited}” và “{other}”",
            "một văn bản chỉ có một trích yếu; có thể một nơi ghi nhầm số hoặc chép sai",
            "xem lại bản gốc của cả hai nơi; bản gốc in như vậy thì ghi ở `chấp nhận` kèm lý do",
        ),
        Code::LaterDocument => text(
            "văn bản ngày {own} dẫn {number} ngày {cited}, là ngày sau nó",
            "văn bản không thể dẫn điều chưa có; thường là sai ngày",
            "xem lại hai ngày; bản gốc in như vậy thì ghi ở `chấp nhận` kèm lý do",
        ),
        Code::ReplacedBasis => text(
            "căn cứ {number} đã bị {by} thay thế từ {date}",
            "khi ban hành, căn cứ này không còn",
            "xem lại căn cứ và ngày; bản gốc in như vậy thì ghi ở `chấp nhận` kèm lý do",
        ),
        Code::ShortBeforeLong => text(
            "“{short}” đứng trước khi ghi đủ số {long}",
            "đọc đến đây chưa biết là văn bản nào, nên không thành liên kết",
            "ghi đủ số ở lần đầu, hoặc viết `[[{long}|{short}]]`",
        ),
        Code::SetCount => text(
            "nói {count} {kind} nhưng phía trước có {found}",
            "không biết là những văn bản nào, nên không thành liên kết",
            "xem lại con số; hoặc dẫn từng văn bản",
        ),
        Code::WrongSeparator => text(
            "{cited}: văn bản này phải viết là {own}",
            "văn bản của Đảng viết `số-loại/cơ quan`, của Nhà nước viết `số/loại-cơ quan`",
            "viết `{own}`; bản gốc in như vậy thì ghi ở `chấp nhận` kèm lý do",
        ),
        Code::BrokenLink => text(
            "không có tệp hoặc trang “{value}”",
            "người đọc bấm vào sẽ gặp trang lỗi",
            "{help}",
        ),
        Code::ChangedFile => text(
            "tệp “{value}” không còn như khi khai `sha256`",
            "người đọc tải về một tệp khác với tệp đã được kiểm tra",
            "lấy lại đúng tệp đã kiểm tra; nếu tệp mới là đúng, ghi `sha256: {found}`",
        ),
        Code::UnusedAcceptance => text(
            "`chấp nhận` “{value}” không ứng với chỗ nào",
            "điều được chấp nhận không còn nữa; để lại sẽ che lỗi sau này",
            "bỏ mục này khỏi `chấp nhận`",
        ),
        Code::NoContent => text(
            "không có tệp Markdown nào trong `content/`",
            "không có gì để đăng",
            "tạo `content/` và đặt vào đó một tệp `.md`, hoặc chỉ đúng thư mục bằng `--source`",
        ),
        Code::UnknownTheme => text(
            "không có giao diện “{value}”",
            "giao diện là một thư mục trong `themes/`",
            "viết `giao diện: default`, hoặc tạo thư mục `themes/{value}/`",
        ),
        Code::BrokenTheme => text(
            "giao diện bị lỗi: {reason}",
            "không làm được trang khi giao diện lỗi",
            "sửa tệp nêu trên, hoặc xóa nó để dùng lại giao diện có sẵn",
        ),
    }
}

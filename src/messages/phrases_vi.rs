//! The varying pieces of messages, in Vietnamese.

use crate::messages::phrase::{Likeness, Phrase, Sign, ValueShape, YamlProblem};

pub(crate) fn phrase(phrase: &Phrase) -> String {
    match phrase {
        Phrase::Yaml(problem) => yaml_problem(problem).0.to_owned(),
        Phrase::YamlHelp(problem) => yaml_problem(problem).1.to_owned(),
        Phrase::Shape(shape) => shape_word(*shape).to_owned(),
        Phrase::DidYouMean(name) => format!("có phải bạn muốn viết `{name}`?"),
        Phrase::DeclareIn(file) => format!("xem lại cách viết, hoặc khai thêm ở {file}"),
        Phrase::FieldList => "xem danh sách trường trong sổ tay biên tập".to_owned(),
        Phrase::ThereAre(list) => format!("ở đây có: {list}"),
        Phrase::WriteReference => {
            "viết số ký hiệu như `393-QĐ/TU`, tên đầy đủ của văn bản, hoặc `loại/tên-tệp` như `cach-lam-o-co-so/xom-dua`".to_owned()
        }
        Phrase::CheckPath => "xem lại đường dẫn: có `/` ở đầu thì tính từ trang chủ, không có thì tính từ thư mục của tệp này; dẫn đến văn bản thì viết `[[393-QĐ/TU]]`".to_owned(),
        Phrase::NoProvisions => "văn bản này không có mục đánh số; dẫn cả văn bản, không ghi `#…`".to_owned(),
        Phrase::Sign(sign) => sign_words(*sign),
        Phrase::AfterLine(line) => format!("sau dòng {line}"),
        Phrase::Kilobytes(size, most) => format!("dài {size} kB, nhiều nhất chỉ được {most} kB"),
        Phrase::Levels(levels, most) => format!("lồng nhau {levels} cấp, nhiều nhất chỉ được {most} cấp"),
        Phrase::OneOf(list) => format!("chọn một trong: {list}"),
        Phrase::CodeNames => "viết mã in trong ngoặc vuông ở đầu cảnh báo, ví dụ `numbers-out-of-order`".to_owned(),
        Phrase::OnlyWarnings => "sửa chỗ sai; chỉ cảnh báo và gợi ý mới chấp nhận được, lỗi thì không".to_owned(),
        Phrase::InvalidByte(byte) => format!("sai từ byte thứ {byte}"),
        Phrase::Found(count) => count.to_string(),
        Phrase::FoundAndLeft(count, left) => format!("{count}, còn {left} chỗ chưa sửa"),
        Phrase::InsteadOfTag(tag) => instead_of_tag(tag).to_owned(),
        Phrase::PrintedByPage => {
            "bỏ các dòng này khỏi nội dung: trang tự in, theo `cơ quan ban hành` ghi ở đầu tệp".to_owned()
        }
        Phrase::HeldByField(field) => format!("bỏ các dòng này khỏi nội dung và ghi ở đầu tệp: `{field}: …`"),
        Phrase::AfterLabel(label) => format!("sau “{label}” là"),
        Phrase::FirstInLabel(label) => format!("mục đầu tiên trong “{label}” là"),
        Phrase::FirstOfAll => "mục đầu tiên của văn bản là".to_owned(),
        Phrase::NewHome(likeness, file, line) => format!("{}; thêm vào {file}:\n{line}", like(*likeness)),
        Phrase::NoHome(file) => format!(
            "lấy lại tệp {file} từ git; nếu trang khác thay nó, ghi địa chỉ này vào `địa chỉ cũ` của trang ấy; nếu thật sự bỏ, xóa dòng này khỏi content/addresses.lock"
        ),
        Phrase::HeldBack(file) => {
            format!("{file} nay là bản nháp hoặc chưa đến ngày đăng; bỏ `bản nháp`, `đăng từ`, hoặc xóa dòng này khỏi content/addresses.lock")
        }
        Phrase::FollowAgain(file) => format!("các mục của {file} không còn trang riêng; ghi lại `theo dõi: có`, hoặc nếu thật sự bỏ, xóa chữ `theo-dõi` ở dòng này"),
        Phrase::PlaceMoved(file, line) => format!("lời của mục nay đứng ở chỗ khác; thêm vào {file}:\n{line}"),
        Phrase::PlaceGone(file) => format!(
            "xem lại {file}: khôi phục mục ấy, hoặc ghi mục thay nó ở `địa chỉ cũ`, ví dụ `địa chỉ cũ: [II.1.5 nay là II.1.6]`"
        ),
    }
}

fn yaml_problem(problem: &YamlProblem) -> (&str, &'static str) {
    match problem {
        YamlProblem::OpenBracket => (
            "ngoặc mở ở đây không đóng, hoặc thiếu dấu phẩy giữa các mục",
            "đóng `]` hoặc `}`; giữa các mục đặt dấu phẩy",
        ),
        YamlProblem::Colon => (
            "dấu hai chấm ở giữa giá trị",
            "đặt cả giá trị trong ngoặc kép: `\"…: …\"`",
        ),
        YamlProblem::NoColon => (
            "dòng không có dạng `trường: giá trị`",
            "viết `trường: giá trị`, có dấu cách sau dấu hai chấm",
        ),
        YamlProblem::Indent => (
            "thụt dòng không đều, hoặc có chữ thừa sau dấu ngoặc đóng",
            "các dòng cùng cấp thụt như nhau; giá trị trong ngoặc thì hết ở dấu ngoặc đóng",
        ),
        YamlProblem::SpecialStart => ("giá trị bắt đầu bằng ký tự đặc biệt", "đặt giá trị trong ngoặc kép"),
        YamlProblem::Dash => (
            "gạch đầu dòng ở chỗ không phải danh sách",
            "xuống dòng rồi mới bắt đầu danh sách bằng `- `",
        ),
        YamlProblem::End => (
            "dấu ngoặc kép mở ở đây không đóng",
            "thêm dấu ngoặc kép ở cuối giá trị, hoặc bỏ dấu mở",
        ),
        YamlProblem::Alias => ("giá trị bắt đầu bằng `*` hoặc `&`", "đặt giá trị trong ngoặc kép"),
        YamlProblem::Escape => (
            "dấu `\\` trong ngoặc kép",
            "viết `\\\\`, hoặc đổi ngoặc kép thành ngoặc đơn `'…'`",
        ),
        YamlProblem::Control => ("có ký tự điều khiển không nhìn thấy", "xóa dòng này rồi gõ lại"),
        YamlProblem::Depth => ("lồng quá sâu", "viết gọn lại"),
        YamlProblem::NotMapping => (
            "các dòng không có dạng `trường: giá trị`",
            "viết `trường: giá trị`, có dấu cách sau dấu hai chấm",
        ),
        YamlProblem::Other(reason) => (
            reason.as_str(),
            "mỗi dòng viết `trường: giá trị`; giá trị có ký tự đặc biệt thì đặt trong ngoặc kép",
        ),
    }
}

fn sign_words(sign: Sign) -> String {
    match sign {
        Sign::Colon => "có dấu hai chấm".to_owned(),
        Sign::Quotation => "mở đầu bằng dấu ngoặc kép".to_owned(),
        Sign::Hash => "có dấu ` #`".to_owned(),
        Sign::First(letter) => format!("mở đầu bằng `{letter}`"),
    }
}

/// What Markdown has for an HTML tag.
fn instead_of_tag(tag: &str) -> &'static str {
    match tag {
        "b" | "strong" => "viết chữ đậm bằng `**…**`",
        "i" | "em" => "viết chữ nghiêng bằng `*…*`",
        "u" | "ins" => "bỏ thẻ; trang không gạch chân chữ, để không lẫn với liên kết",
        "br" => "bỏ thẻ; muốn xuống dòng thì để một dòng trống, trong bảng thì tách thành hai dòng của bảng",
        "a" => "viết liên kết bằng `[chữ](địa chỉ)`",
        "img" => "viết ảnh bằng `![mô tả ảnh](tệp)`",
        "table" | "tr" | "td" | "th" | "tbody" | "thead" => "viết bảng bằng dấu `|`",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "viết tiêu đề bằng dấu `#`",
        "ul" | "ol" | "li" => "viết danh sách bằng `- ` hoặc `1. ` ở đầu dòng",
        "p" | "div" | "span" | "center" | "font" => "bỏ thẻ, giữ chữ; đoạn mới thì để một dòng trống",
        "script" | "style" | "iframe" | "object" | "embed" | "form" => "bỏ cả thẻ và nội dung trong thẻ",
        _ => "bỏ thẻ; nếu là dấu nhỏ hơn thì viết `\\<`",
    }
}

fn shape_word(shape: ValueShape) -> &'static str {
    match shape {
        ValueShape::Text => "chữ",
        ValueShape::List => "danh sách",
        ValueShape::Mapping => "nhóm `tên: giá trị`",
        ValueShape::YesNo => "`có` hoặc `không`",
        ValueShape::Number => "số",
        ValueShape::Nothing => "chỗ trống",
    }
}

/// What shows that a page is the one that was published.
fn like(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::File => "vẫn tệp ấy, nay có địa chỉ khác",
        Likeness::Key => "trang ấy nay ở chỗ khác (cùng số hoặc cùng tên)",
        Likeness::Words => "lời văn ấy nay ở chỗ khác",
    }
}

//! The varying pieces of messages, in English.

use crate::messages::phrase::{Likeness, Phrase, Sign, ValueShape, YamlProblem};

pub(crate) fn phrase(phrase: &Phrase) -> String {
    match phrase {
        Phrase::Yaml(problem) => yaml_problem(problem).0.to_owned(),
        Phrase::YamlHelp(problem) => yaml_problem(problem).1.to_owned(),
        Phrase::Shape(shape) => shape_word(*shape).to_owned(),
        Phrase::DidYouMean(name) => format!("did you mean `{name}`?"),
        Phrase::DeclareIn(file) => format!("look at the spelling, or declare it in {file}"),
        Phrase::FieldList => "see the list of fields in the editors' manual".to_owned(),
        Phrase::ThereAre(list) => format!("there are: {list}"),
        Phrase::WriteReference => {
            "write a number like `393-QĐ/TU`, the full name of the document, or `kind/file-name` like `cach-lam-o-co-so/xom-dua`".to_owned()
        }
        Phrase::CheckPath => "look at the path: with a leading `/` it starts at the home page, without one at this file’s folder; for a document write `[[393-QĐ/TU]]`".to_owned(),
        Phrase::NoProvisions => "this document has no numbered provisions; cite the whole, without `#…`".to_owned(),
        Phrase::AfterLabel(label) => format!("“{label}” is followed by"),
        Phrase::FirstInLabel(label) => format!("the first item in “{label}” is"),
        Phrase::FirstOfAll => "the first item of the document is".to_owned(),
        Phrase::NewHome(likeness, file, line) => format!("{}; add to {file}:\n{line}", like(*likeness)),
        Phrase::NoHome(file) => format!(
            "take {file} back from git; if another page replaces it, write this address into that page's `địa chỉ cũ`; if it is given up for good, delete this line of content/addresses.lock"
        ),
        Phrase::HeldBack(file) => {
            format!("{file} is a draft now or to appear later; take out `bản nháp` or `đăng từ`, or delete this line of content/addresses.lock")
        }
        Phrase::FollowAgain(file) => {
            format!("the provisions of {file} have no pages any more; write `theo dõi: có` again, or to give them up delete `theo-dõi` from this line")
        }
        Phrase::PlaceMoved(file, line) => format!("their words stand elsewhere now; add to {file}:\n{line}"),
        Phrase::PlaceGone(file) => format!(
            "look at {file}: put the provision back, or name what replaces it in `địa chỉ cũ`, such as `địa chỉ cũ: [II.1.5 nay là II.1.6]`"
        ),
        Phrase::Sign(sign) => sign_words(*sign),
        Phrase::AfterLine(line) => format!("after line {line}"),
        Phrase::Kilobytes(size, most) => format!("{size} kB long, at most {most} kB are allowed"),
        Phrase::Levels(levels, most) => format!("nested {levels} levels deep, at most {most} are allowed"),
        Phrase::OneOf(list) => format!("choose one of: {list}"),
        Phrase::CodeNames => {
            "write the code in square brackets at the start of the warning, such as `numbers-out-of-order`".to_owned()
        }
        Phrase::OnlyWarnings => "mend the mistake; only warnings and hints can be accepted, errors cannot".to_owned(),
        Phrase::InvalidByte(byte) => format!("wrong from byte {byte} on"),
        Phrase::Found(count) => count.to_string(),
        Phrase::FoundAndLeft(count, left) => format!("{count}, and {left} places not yet mended"),
        Phrase::InsteadOfTag(tag) => instead_of_tag(tag).to_owned(),
        Phrase::PrintedByPage => {
            "remove these lines from the content: the page prints them, from `cơ quan ban hành` in the head".to_owned()
        }
        Phrase::HeldByField(field) => {
            format!("remove these lines from the content and write in the head: `{field}: …`")
        }
    }
}

fn yaml_problem(problem: &YamlProblem) -> (&str, &'static str) {
    match problem {
        YamlProblem::OpenBracket => (
            "a bracket opened here is not closed, or a comma is missing",
            "close `]` or `}`; put commas between entries",
        ),
        YamlProblem::Colon => ("a colon inside a value", "quote the whole value: `\"…: …\"`"),
        YamlProblem::NoColon => (
            "a line without `field: value`",
            "write `field: value`, with a blank after the colon",
        ),
        YamlProblem::Indent => (
            "lines are indented unevenly, or words follow a closing quotation mark",
            "indent lines of one level alike; a quoted value ends at its closing mark",
        ),
        YamlProblem::SpecialStart => ("a value begins with a special character", "quote the value"),
        YamlProblem::Dash => ("a dash where no list is", "begin the list with `- ` on a new line"),
        YamlProblem::End => (
            "a quotation mark opened here is not closed",
            "close it at the end of the value, or remove it",
        ),
        YamlProblem::Escape => ("a `\\` in double quotes", "write `\\\\`, or use single quotes `'…'`"),
        YamlProblem::Control => ("an invisible control character", "delete the line and type it again"),
        YamlProblem::Alias => ("a value begins with `*` or `&`", "quote the value"),
        YamlProblem::Depth => ("nested too deep", "write it more simply"),
        YamlProblem::NotMapping => (
            "the lines are not `field: value`",
            "write `field: value`, with a blank after the colon",
        ),
        YamlProblem::Other(reason) => (
            reason.as_str(),
            "write `field: value` on each line; quote values with special characters",
        ),
    }
}

fn sign_words(sign: Sign) -> String {
    match sign {
        Sign::Colon => "holds a colon".to_owned(),
        Sign::Quotation => "begins with a quotation mark".to_owned(),
        Sign::Hash => "holds ` #`".to_owned(),
        Sign::First(letter) => format!("begins with `{letter}`"),
    }
}

/// What Markdown has for an HTML tag.
fn instead_of_tag(tag: &str) -> &'static str {
    match tag {
        "b" | "strong" => "write bold as `**…**`",
        "i" | "em" => "write italics as `*…*`",
        "u" | "ins" => "remove the tag; words are not underlined here, so that links stand out",
        "br" => "remove the tag; for a new line leave an empty line, in a table make two rows",
        "a" => "write links as `[words](address)`",
        "img" => "write images as `![description](file)`",
        "table" | "tr" | "td" | "th" | "tbody" | "thead" => "make tables with `|`",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "write headings with `#`",
        "ul" | "ol" | "li" => "write lists with `- ` or `1. ` at the start of a line",
        "p" | "div" | "span" | "center" | "font" => {
            "remove the tag, keep the words; for a new paragraph leave an empty line"
        }
        "script" | "style" | "iframe" | "object" | "embed" | "form" => "remove the tag and what it holds",
        _ => "remove the tag; write a less-than sign as `\\<`",
    }
}

fn shape_word(shape: ValueShape) -> &'static str {
    match shape {
        ValueShape::Text => "a text",
        ValueShape::List => "a list",
        ValueShape::Mapping => "a group of `name: value`",
        ValueShape::YesNo => "`có` or `không`",
        ValueShape::Number => "a number",
        ValueShape::Nothing => "nothing",
    }
}

/// What shows that a page is the one that was published.
fn like(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::File => "the same file has another address now",
        Likeness::Key => "the page is elsewhere now (same number or name)",
        Likeness::Words => "the same words stand elsewhere now",
    }
}

//! The messages in English.

use crate::messages::catalogue::MessageText;
use crate::messages::code::Code;

const fn text(title: &'static str, why: &'static str, help: &'static str) -> MessageText {
    MessageText { title, why, help }
}

pub(crate) fn text_of(code: Code) -> MessageText {
    match code {
        Code::NotUtf8 => text(
            "the file is not UTF-8 text ({encoding})",
            "letters with diacritics read in the wrong encoding are broken on the page",
            "open the file in VS Code or Notepad and save it as UTF-8; convert text typed in old fonts (.VnTime, VNI) to Unicode with UniKey first",
        ),
        Code::NulByte => text(
            "the file holds a NUL character",
            "this is usually a binary or damaged file, not Markdown",
            "copy the content into a new text file",
        ),
        Code::MergeConflict => text(
            "the line “{marker}” was left by git in an unfinished merge of two versions of this file",
            "the file holds both versions, and the page would state both",
            "open the file in VS Code, choose which version to keep at each place, delete the lines <<<<<<<, =======, >>>>>>> and save",
        ),
        Code::ByteOrderMark => text(
            "the file begins with a byte order mark",
            "the mark cannot be seen, and many tools take it for content",
            "save as “UTF-8”, not “UTF-8 with BOM”",
        ),
        Code::CarriageReturns => text(
            "the file has Windows line breaks (CRLF), from this line on",
            "with two kinds of line breaks, a change of one word looks like a change of the whole file",
            "save with LF line breaks (VS Code: click “CRLF” in the lower corner, choose LF)",
        ),
        Code::NotComposed => text(
            "letters with diacritics are written decomposed (NFD), from here on",
            "the page looks right, but searching and comparing in the file misses words",
            "convert to “Unicode dựng sẵn” (NFC) with UniKey and save again",
        ),
        Code::NameNotComposed => text(
            "the file's name has decomposed diacritics (NFD): {name}",
            "two machines may take it for two files",
            "rename the file to “{proposal}”, typed with composed letters",
        ),
        Code::BadFileName => text(
            "Windows refuses the name “{name}”",
            "the repository cannot be checked out on Windows, nor can the page of this name be written there",
            "rename it to “{proposal}”",
        ),
        Code::SymbolicLink => text(
            "{name} is a symbolic link",
            "congbo does not follow links, so that no file from outside is published by mistake",
            "put the file or folder itself in place of the link",
        ),
        Code::MisusedLetter => text(
            "“{letter}” is not a Vietnamese letter",
            "it comes from a broken font in a PDF; search engines do not recognise the word",
            "write “{proposal}”; in the words of a document, also declare the repair in `hiệu đính`",
        ),
        Code::SecrecyMark => text(
            "a mark of secrecy: “{mark}”",
            "secret or internal documents must not be published",
            "take the file off the site if the document is not cleared; if the words are only mentioned, say so in `chấp nhận` with the reason",
        ),
        Code::NoFrontMatter => text(
            "the file has no head",
            "without a head nobody knows what this is, whose, or of what date; it is taken for a plain page",
            "add at the top of the file:\n---\nloại: Quyết định\nsố ký hiệu: 393-QĐ/TU\nngày ban hành: 27/6/2011\n---\nA page about the site has `loại: Trang` and `tên bài: …`.",
        ),
        Code::UnclosedFrontMatter => text(
            "the head opens with `---` but no line `---` closes it",
            "nobody knows where the head ends and the content begins",
            "add a line with only `---` after the last field of the head, probably {last}",
        ),
        Code::HeadTooLarge => text(
            "the head is {size}",
            "the head holds facts about the document only; one so long or deep was usually pasted by mistake",
            "move the content below the second `---`, with fewer brackets and less indentation",
        ),
        Code::YamlSyntax => text(
            "wrong syntax: {reason}",
            "nothing can be read from this place on: all fields written here are lost",
            "{help}",
        ),
        Code::TabInHead => text(
            "the head holds a tab, from this line on",
            "YAML does not allow tabs for indentation",
            "use blanks",
        ),
        Code::KeyWithoutBlank => text(
            "no blank after the colon of “{field}”",
            "without the blank the whole line is plain text and the head cannot be read",
            "write `{proposal}`",
        ),
        Code::DuplicateField => text(
            "the field “{field}” is written twice",
            "nobody knows which value is meant",
            "keep one line; write several values as a list",
        ),
        Code::UnknownField => text(
            "there is no field “{field}”",
            "the value of a misspelt field is ignored without anybody noticing",
            "{help}",
        ),
        Code::MisplacedField => text(
            "the field “{field}” is not for the kind “{kind}”",
            "pages of this kind do not show the value",
            "remove the line, or look again at `loại`",
        ),
        Code::WrongType => text(
            "“{field}” should be {expected}, but is {found}",
            "a value of the wrong shape does not show as meant",
            "write like this: `{example}`",
        ),
        Code::UnknownValue => text(
            "“{field}” does not take the value “{value}”",
            "this field has a fixed set of values",
            "{help}",
        ),
        Code::BadDate => text(
            "“{value}” is not a date",
            "dates sort and find documents",
            "write `29/8/2011`, `8/2011` or `2011`, as the document does",
        ),
        Code::ImpossibleDate => text(
            "there is no date {value}",
            "no calendar has this day or month",
            "look again at the document; if it only gives the month, write the month, such as `8/2011`",
        ),
        Code::BadNumber => text(
            "“{value}” is not the number of a document",
            "the number is how other documents cite this one",
            "write number, hyphen and symbols as printed, such as `393-QĐ/TU`; leave the field out if no number is printed",
        ),
        Code::BadAddress => text(
            "“{value}” is not the address of a provision",
            "the address of a provision is its printed number, or an own name given by `{#…}`",
            "write numbers like `II.1.5`, `5.2.a`, `II.2.3.p2`; own names of letters, digits and hyphens, like `quy-che`",
        ),
        Code::BadSlug => text(
            "“{value}” cannot be part of an address",
            "addresses hold lower-case letters without diacritics, digits and hyphens",
            "write `{proposal}`",
        ),
        Code::UnquotedTitle => text(
            "“{field}” {sign}, and the whole value is not quoted",
            "congbo understands it, but other YAML tools misread it or lose words",
            "write `{proposal}`",
        ),
        Code::BlankBeforeAddress => text(
            "a blank before “{address}”",
            "after a blank, `#` begins a comment: the address is lost",
            "write it without a blank before #: `{proposal}`",
        ),
        Code::MissingName => text(
            "nothing names this document",
            "a page needs at least one of: a number, {title_field}, another name",
            "add `{title_field}: …` to the head, as the document has it",
        ),
        Code::MissingPart => text(
            "“{field}” lacks the part {part}",
            "without it the whole entry is of no use",
            "write like this: `{example}`",
        ),
        Code::StatusWithoutGround => text(
            "the status “{value}” names no ground",
            "the site does not decide by itself whether a document is in force",
            "write `tình trạng hiệu lực: {là: {value}, theo: <the document or source that says so>}`, or leave the field out",
        ),
        Code::RelationWithoutGround => text(
            "the relation “{field}” of a document whose text is not held does not name who says so",
            "without the text, the document itself cannot be taken to say so",
            "write `{field}: {văn bản: {target}, theo: <the document or source that says so>}`",
        ),
        Code::ClaimWithoutSource => text(
            "the write-up states “{field}: {target}” without naming who says so",
            "only a document or source can say so; the site itself can class as `cùng nội dung`, no more",
            "write `{field}: {văn bản: {target}, theo: <the document or source that says so>}`, or `cùng nội dung: {target}`",
        ),
        Code::NameWithoutKind => text(
            "the other name “{value}” does not begin with a kind",
            "only names that begin with a kind are recognised in other texts",
            "write the kind too, such as `Nghị quyết Trung ương 7 khóa X`",
        ),
        Code::CorrectionCount => text(
            "the correction “{original}” → “{corrected}” declares {declared} places, found {found}",
            "the count must be right so that readers can restore the source",
            "count again at the place that `tại` names (“{place}”), then mend `số chỗ` or the text",
        ),
        Code::UnknownKind => text(
            "there is no kind “{value}”",
            "the kind decides the page's address and form",
            "{help}",
        ),
        Code::NearKind => text(
            "the kind “{value}” is nearly “{proposal}”",
            "one letter makes another kind, another address",
            "write `{proposal}`, or declare “{value}” under `loại` in site.yaml",
        ),
        Code::UnknownTopic => text(
            "there is no topic “{value}”",
            "topics are declared in topics.yaml; with a misspelt one the document is on no topic page",
            "{help}",
        ),
        Code::UnknownBody => text(
            "there is no body “{value}”",
            "bodies are declared in bodies.yaml; with a misspelt one the document is on no body's page",
            "{help}",
        ),
        Code::DuplicateEntry => text(
            "“{value}” is declared twice",
            "the later entry is lost, or two entries compete for one name or address",
            "merge the entries, or give them different `slug` and `tên`",
        ),
        Code::SetextHeading => text(
            "a heading underlined with `{underline}`",
            "a line under a paragraph easily turns all of it into a heading without anybody noticing",
            "write headings with number signs: `{proposal}`; for a rule, leave an empty line above",
        ),
        Code::IndentedCode => text(
            "a paragraph indented by four blanks or a tab",
            "Markdown takes it for computer code: provision numbers and links are lost",
            "remove the indentation",
        ),
        Code::RawHtml => text(
            "an HTML tag: {tag}",
            "content is Markdown only, so that every page is safe and readable",
            "{help}",
        ),
        Code::UnsafeLink => text(
            "a link with “{scheme}”",
            "such a link can run code on the reader's machine, or opens only on the writer's",
            "use an `https://…` or `mailto:…` address, or a link inside the site",
        ),
        Code::ForeignImage => text(
            "an image from another site: {value}",
            "opening the page calls another server: readers are followed, and the image may vanish at any time",
            "download the image into `content/` beside this file and write `![description](name.jpg)`",
        ),
        Code::PastedHead => text(
            "the line “{text}” belongs to the head of the document",
            "it is written in the head of the file; in the content it shows twice",
            "{help}",
        ),
        Code::NumbersOutOfOrder => text(
            "{before} “{label}”",
            "numbers do not follow each other: an item may be missing or misnumbered",
            "look at the source and mend the number; if it is printed so, say so in `chấp nhận` with the reason",
        ),
        Code::DuplicateAddress => text(
            "two provisions with the address “{address}”",
            "a link to this address does not know where to lead",
            "look again at the numbers; give a regulation or annex that follows an own name in its heading, `# … {#own-name}`; if the source repeats a number, add it at the end of the line of one",
        ),
        Code::LabelInsideParagraph => text(
            "“{label}” inside a paragraph is understood as a new item",
            "without an empty line, Markdown takes these lines for one paragraph",
            "leave an empty line before “{label}” and before each item after it",
        ),
        Code::DuplicateDocument => text(
            "two files are one document: {key}",
            "each document has one file and one page",
            "merge the files, or mend number or date of one",
        ),
        Code::AddressClash => text(
            "two pages with the address `/{address}`",
            "one page would overwrite the other",
            "add `địa chỉ trang: {proposal}` to one of the files",
        ),
        Code::ReservedAddress => text(
            "the address `/{address}` belongs to the site's own pages",
            "one of the pages would overwrite the other",
            "add `địa chỉ trang: {proposal}` to the head",
        ),
        Code::BadOldAddress => text(
            "“{value}” is no former address",
            "a misspelt address leads nobody to this page",
            "write a page from the top of the site, such as `/quyet-dinh/2011/393-qd-tu/`; a provision as `II.1.5 is now II.1.6`",
        ),
        Code::OldAddressTaken => text(
            "`{address}` is the address of another page or provision",
            "an address cannot be a page and lead elsewhere at once",
            "take it out of `địa chỉ cũ`, or change the other page's `địa chỉ trang`",
        ),
        Code::LostAddress => text(
            "the published address `{address}` is gone",
            "whoever saved, printed or cited it will meet an error page",
            "{help}",
        ),
        Code::LostAnchor => text(
            "{count} published provisions of `{address}` are gone: {places}",
            "links and citations to them will miss their place",
            "{help}",
        ),
        Code::MovedWords => text(
            "published words of `{address}` stand under another number now: {places}",
            "links and citations of the old number now lead to other words",
            "compare {file} with the original; where the new numbers are right, `check --write-addresses` takes note of them",
        ),
        Code::BadAddressLock => text(
            "this line of the list of addresses cannot be read",
            "the list holds what was published; with a broken line an address can die unnoticed",
            "take the line back from git (in a merge: keep both sides, without the lines `<<<<`, `====`, `>>>>`)",
        ),
        Code::UnknownDocument => text("there is no document “{value}”", "the link leads nowhere", "{help}"),
        Code::UnknownProvision => text(
            "{document} has no provision “{address}”",
            "the link would lead to a place that is not there",
            "{help}",
        ),
        Code::AmbiguousReference => text(
            "“{value}” may be {count} documents",
            "a wrong link costs more than a missing one: this place is no link",
            "add the date after the number, or write out in `[[…]]`: {choices}",
        ),
        Code::CitedDateDiffers => text(
            "{number} is cited with the date {cited}, the site has {own}",
            "one of the dates is wrong, or another document bears the number; this place does not lead to the site's document",
            "look at the original; where it prints so, write `[[{number}@{iso}]]` or accept the finding with a reason",
        ),
        Code::TwoDates => text(
            "{number} is cited with two dates: {cited} and {other}",
            "two dates make two documents on the site",
            "look at both originals; where they are two documents, accept the finding with a reason",
        ),
        Code::TwoTitles => text(
            "{number} is cited with two titles: “{cited}” and “{other}”",
            "a document has one title; one place may have a wrong number or a slip of copying",
            "look at both originals; where the original prints so, accept the finding with a reason",
        ),
        Code::LaterDocument => text(
            "a document of {own} cites {number} of {cited}, which is later",
            "no document cites what is not there yet; usually a date is wrong",
            "look at both dates; where the original prints so, accept the finding with a reason",
        ),
        Code::ReplacedBasis => text(
            "the basis {number} was replaced by {by} on {date}",
            "on the day of issue it was no more",
            "look at basis and date; where the original prints so, accept the finding with a reason",
        ),
        Code::ShortBeforeLong => text(
            "“{short}” stands before the whole number {long}",
            "at this place nobody knows which document it is, so it is no link",
            "write the number in full the first time, or `[[{long}|{short}]]`",
        ),
        Code::SetCount => text(
            "{count} {kind} are spoken of, {found} stand before",
            "nobody knows which ones are meant, so it is no link",
            "look at the count, or cite each document",
        ),
        Code::WrongSeparator => text(
            "{cited}: this document is written {own}",
            "the Party writes `number-kind/body`, the state `number/kind-body`",
            "write `{own}`; where the original prints so, accept the finding with a reason",
        ),
        Code::BrokenLink => text(
            "there is no file or page “{value}”",
            "readers who follow it meet an error page",
            "{help}",
        ),
        Code::ChangedFile => text(
            "the file “{value}” is no longer the one whose `sha256` is declared",
            "readers would download another file than the one that was checked",
            "bring the checked file back; if the new one is right, write `sha256: {found}`",
        ),
        Code::UnusedAcceptance => text(
            "`chấp nhận` “{value}” fits nothing",
            "what was accepted is no longer there; kept, the entry hides later mistakes",
            "remove the entry from `chấp nhận`",
        ),
        Code::NoContent => text(
            "there is no Markdown file in `content/`",
            "there is nothing to publish",
            "make `content/` and put an `.md` file there, or name the right folder with `--source`",
        ),
        Code::UnknownTheme => text(
            "there is no theme “{value}”",
            "a theme is a folder in `themes/`",
            "write `giao diện: default`, or make the folder `themes/{value}/`",
        ),
        Code::BrokenTheme => text(
            "the theme is broken: {reason}",
            "no page can be made with a broken theme",
            "mend the file, or delete it to use the built-in one",
        ),
    }
}

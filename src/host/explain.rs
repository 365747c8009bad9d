//! `explain`: the page of a code, or the list of all.

use crate::base::did_you_mean::nearest;
use crate::host::command::{ExitStatus, Streams, print_notice};
use crate::host::report::{TerminalStyle, Values};
use crate::messages::code::Code;
use crate::messages::explanation::{page, title};
use crate::messages::notice::Notice;

/// Explains a code; without one, lists all of them.
pub fn explain(code: Option<&str>, style: TerminalStyle, streams: &mut Streams<'_>) -> ExitStatus {
    let language = style.language;
    let Some(typed) = code else {
        for code in Code::ALL {
            let _ = writeln!(streams.data, "{}", title(*code, language));
        }
        return ExitStatus::Fine;
    };
    let name = typed.trim().to_ascii_lowercase().replace(['_', ' '], "-");
    match Code::from_name(&name) {
        Some(code) => {
            let _ = write!(streams.data, "{}", page(code, language, 1));
            ExitStatus::Fine
        }
        None => {
            let near = nearest(&name, Code::ALL.iter().map(|code| code.name()));
            let notice = match near {
                Some(_) => Notice::NearCode,
                None => Notice::NoCode,
            };
            let values: Values<'_> = &[("code", &typed), ("near", &near.unwrap_or(""))];
            print_notice(streams.words, style, notice, values);
            ExitStatus::Usage
        }
    }
}

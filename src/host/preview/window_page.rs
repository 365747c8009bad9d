//! The page of the window, empty but for its token and its texts: the script fills it. The only user of `getrandom`.

use std::collections::BTreeMap;
use std::io;

use data_encoding::HEXLOWER;

use crate::base::html::escaped;
use crate::host::preview::media_type::HTML;
use crate::host::preview::reply::Reply;
use crate::messages::catalogue::Language;
use crate::messages::notice::PreviewText;
use crate::messages::window_text::WindowText;

/// A token that no other page can guess: 128 random bits.
///
/// # Errors
/// The system has no random bytes.
pub(super) fn token() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(HEXLOWER.encode(&bytes))
}

/// The page at one of the two addresses of the window.
pub(super) fn page(own: &str, token: &str, language: Language) -> Reply {
    let words: BTreeMap<WindowText, &str> = WindowText::ALL.map(|text| (text, text.text(language))).into();
    let shared = [
        PreviewText::Why,
        PreviewText::Help,
        PreviewText::Copy,
        PreviewText::Copied,
        PreviewText::Explain,
    ];
    let shared: BTreeMap<PreviewText, &str> = shared.map(|text| (text, text.text(language))).into();
    let json = |words: Result<String, serde_json::Error>| escaped(&words.expect("texts always serialize"));
    let title = match own {
        "phan-dau" => WindowText::EditHead,
        _ => WindowText::Import,
    };
    let code = match language {
        Language::Vietnamese => "vi",
        Language::English => "en",
    };
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <link rel=\"stylesheet\" href=\"/_congbo/window.css\">\n</head>\n\
         <body data-mode=\"{own}\" data-token=\"{token}\" data-words=\"{}\" data-shared=\"{}\">\n\
         <script src=\"/_congbo/window.js\"></script>\n</body>\n</html>\n",
        escaped(title.text(language)),
        json(serde_json::to_string(&words)),
        json(serde_json::to_string(&shared)),
    );
    Reply::bytes(200, HTML, html)
}

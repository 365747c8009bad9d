//! Addresses of links and images as editors write them: which are safe, whole, and on the web rather than on their own
//! machine.

use crate::base::path::RelPath;
use crate::base::percent;
use crate::base::span::Span;
use crate::base::web_address::{is_truncated, with_scheme};
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::messages::phrase::Phrase;

/// Schemes that links may use; everything without a scheme is a link inside the site.
const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "ftp"];

/// The scheme of an address after decoding, as a browser would see it.
pub(crate) fn scheme(dest: &str) -> Option<String> {
    let decoded: String = percent::decoded_lossy(dest)
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect();
    let (scheme, _) = decoded.split_once(':')?;
    let sound = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    sound.then(|| scheme.to_ascii_lowercase())
}

/// The name of a file on the writer's machine: `C:\…`, `\\…`, `file:///…`.
pub(crate) fn file_of_own_machine(dest: &str) -> Option<String> {
    let is_own = match scheme(dest) {
        Some(scheme) => scheme == "file" || scheme.len() == 1,
        None => dest.starts_with('\\'),
    };
    let name = dest.rsplit(['/', '\\']).next()?.trim();
    (is_own && !name.is_empty()).then(|| name.to_owned())
}

/// Returns whether words between brackets are an address rather than words: of the web, of a file, of a place.
pub(crate) fn is_address(words: &str) -> bool {
    let words = words.trim();
    let path = words.split('#').next().unwrap_or(words);
    let is_extension = |end: &str| {
        (2..=5).contains(&end.len())
            && end.starts_with(|first: char| first.is_ascii_alphabetic())
            && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let is_file = path
        .rsplit_once('.')
        .is_some_and(|(name, end)| !name.is_empty() && is_extension(end));
    let is_place = words.starts_with(['/', '#']) && words.len() > 1 && !words.contains(char::is_whitespace);
    words.contains("://") || words.starts_with("mailto:") || words.starts_with("www.") || is_file || is_place
}

/// Reports a link whose scheme could run code or read local files, one whose address was cut, and one to the web that
/// does not say so.
pub(crate) fn check_link((path, text): (&RelPath, &str), dest: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    let own = file_of_own_machine(dest);
    let unsafe_scheme = scheme(dest).filter(|scheme| !SCHEMES.contains(&scheme.as_str()));
    if let Some(scheme) = unsafe_scheme
        .map(|scheme| scheme + ":")
        .or(own.as_ref().map(|_| "\\".to_owned()))
    {
        let help = own.map_or(Phrase::LinkOutside, Phrase::OwnMachine);
        let diagnostic = Diagnostic::new(Code::UnsafeLink, Place::at(path, span));
        diagnostics.push(diagnostic.with("scheme", scheme).with("help", help));
    }
    if is_truncated(dest) && dest.contains("://") {
        diagnostics.push(Diagnostic::new(Code::TruncatedAddress, Place::at(path, span)).with("value", dest));
    }
    if let Some(whole) = with_scheme(dest) {
        let diagnostic = Diagnostic::new(Code::BrokenLink, Place::at(path, span)).with("value", dest);
        let diagnostic = diagnostic.with("help", Phrase::DidYouMean(whole.clone()));
        let written = text[span.start..span.end].rfind(&["](", dest].concat());
        diagnostics.push(match written.map(|at| span.start + at + "](".len()) {
            Some(at) => diagnostic.fix(Span::new(at, at + dest.len()), whole),
            None => diagnostic,
        });
    }
}

/// Reports an image of another site, since pages make no requests to other hosts.
pub(crate) fn check_image(file: (&RelPath, &str), dest: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    let is_foreign = match scheme(dest).as_deref() {
        Some(scheme) => ["http", "https", "ftp"].contains(&scheme),
        None => dest.starts_with("//") || with_scheme(dest).is_some(),
    };
    if !is_foreign {
        return check_link(file, dest, span, diagnostics);
    }
    let diagnostic = Diagnostic::new(Code::ForeignImage, Place::at(file.0, span));
    diagnostics.push(diagnostic.with("value", dest));
}

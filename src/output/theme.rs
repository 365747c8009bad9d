//! The only user of `tera`: a theme's templates, texts and static files.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, ReportError, State, Tera, TeraResult, Value};

use crate::base::html::escaped;
use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::input::front_matter::vocabulary::read_texts;
use crate::messages::catalogue::fill;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::output::embedded::FILES;
use crate::output::typeset::Typesetter;
use crate::output::ui_strings::UiStrings;

/// The most bytes of a page: templates that never end are stopped.
const MAX_PAGE_BYTES: usize = 64 * 1024 * 1024;

/// A theme, ready to render.
#[derive(Debug)]
pub(crate) struct Theme {
    tera: Tera,
    name: String,
    /// The texts of the interface.
    pub texts: UiStrings,
    /// Static files by name, in order of name.
    pub statics: Vec<(String, Arc<[u8]>)>,
}

/// Loads the embedded theme, with the files of a folder in place of its own.
///
/// # Errors
/// Diagnostics about templates or texts that cannot be read.
pub(crate) fn load(files: &BTreeMap<String, Arc<[u8]>>, name: &str, language: &str) -> Result<Theme, Vec<Diagnostic>> {
    let layers = layers(files, name);
    let texts = load_texts(&layers, name, language)?;
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html"]);
    tera.register_filter("fill", fill_filter);
    tera.register_filter("nowrap", unbroken_filter);
    tera.register_filter("nowrap_html", unbroken_html_filter);
    tera.register_filter("heading", heading_filter);
    let mut templates = Vec::new();
    for (path, bytes) in layers.range("templates/".to_owned().."templates0".to_owned()) {
        let Ok(text) = std::str::from_utf8(bytes) else {
            return Err(vec![broken(name, path, None, "not UTF-8")]);
        };
        if text.trim().is_empty() {
            return Err(vec![broken(name, path, None, "empty")]);
        }
        let text = if is_embedded(path, bytes) {
            condensed(text, language)
        } else {
            text.to_owned()
        };
        templates.push((path["templates/".len()..].to_owned(), text));
    }
    tera.add_raw_templates(templates)
        .map_err(|error| vec![tera_diagnostic(name, "", &error)])?;
    tera.global_context().insert("t", &texts);
    let statics = layers.range("static/".to_owned().."static0".to_owned());
    let statics = statics
        .map(|(path, bytes)| (path["static/".len()..].to_owned(), Arc::clone(bytes)))
        .collect();
    Ok(Theme {
        tera,
        name: name.to_owned(),
        texts,
        statics,
    })
}

/// Returns whether a file of the theme is the embedded one.
fn is_embedded(path: &str, bytes: &[u8]) -> bool {
    FILES.iter().any(|(name, own)| *name == path && *own == bytes)
}

/// Returns a template without the blanks at the beginnings of its lines, and, where the whole page is in Vietnamese,
/// without the attributes that say so of its parts: a tenth of what pages would weigh. Templates of a site stay as they
/// are, so that diagnostics point into their files.
fn condensed(template: &str, language: &str) -> String {
    let mut text = String::with_capacity(template.len());
    for line in template.split_inclusive('\n') {
        text.push_str(line.trim_start_matches(' '));
    }
    if language == "vi" {
        text = text.replace(" lang=\"vi\"", "");
    }
    text
}

/// Returns the embedded files, replaced by those of `themes/{name}/`, by path inside the theme.
fn layers(files: &BTreeMap<String, Arc<[u8]>>, name: &str) -> BTreeMap<String, Arc<[u8]>> {
    let mut layers: BTreeMap<String, Arc<[u8]>> = FILES
        .iter()
        .map(|(path, bytes)| ((*path).to_owned(), Arc::from(*bytes)))
        .collect();
    let prefix = format!("{name}/");
    for (path, bytes) in files {
        if let Some(inner) = path.strip_prefix(&prefix) {
            layers.insert(inner.to_owned(), Arc::clone(bytes));
        }
    }
    layers
}

/// Returns the texts of a language; texts that the theme's own file lacks come from the embedded one.
fn load_texts(layers: &BTreeMap<String, Arc<[u8]>>, name: &str, language: &str) -> Result<UiStrings, Vec<Diagnostic>> {
    let path = format!("texts/{language}.yaml");
    let embedded = FILES
        .iter()
        .find(|(file, _)| *file == path)
        .or_else(|| FILES.iter().find(|(file, _)| *file == "texts/vi.yaml"));
    let read = |bytes: &[u8]| -> Result<UiStrings, Vec<Diagnostic>> {
        let text = std::str::from_utf8(bytes).map_err(|_| vec![broken(name, &path, None, "not UTF-8")])?;
        let place = theme_path(name, &path);
        read_texts(&place, text).map(|node| UiStrings::from_node(&node))
    };
    let mut texts = read(embedded.expect("the Vietnamese texts are embedded").1)?;
    if let Some(bytes) = layers.get(&path) {
        texts.overlay(read(bytes)?);
    }
    Ok(texts)
}

fn fill_filter(text: &str, values: Kwargs, _: &State<'_>) -> TeraResult<String> {
    let values: Vec<(String, String)> = values
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_string()))
        .collect();
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    Ok(fill(text, &values))
}

/// Turns plain text into HTML whose numbers and dates stay on one line.
fn unbroken_filter(text: &str, _: Kwargs, _: &State<'_>) -> TeraResult<String> {
    Ok(Typesetter::new(BTreeMap::new()).typeset(&escaped(text)))
}

/// Does the same for HTML that the generator made.
fn unbroken_html_filter(html: &str, _: Kwargs, _: &State<'_>) -> TeraResult<String> {
    Ok(Typesetter::new(BTreeMap::new()).typeset(html))
}

/// Turns a heading into HTML whose numbers, dates and compounds stay on one line.
fn heading_filter(text: &str, _: Kwargs, _: &State<'_>) -> TeraResult<String> {
    Ok(Typesetter::new(BTreeMap::new()).typeset_heading(&escaped(text)))
}

/// A template value that is converted once and used by many pages.
#[derive(Clone, Debug)]
pub(crate) struct TemplateValue(Value);

/// Converts a value for [`Theme::render`].
pub(crate) fn prepare(value: &impl Serialize) -> TemplateValue {
    TemplateValue(Value::from_serializable(value))
}

impl Theme {
    /// Renders a template with the site's values and the view of a page.
    ///
    /// # Errors
    /// A diagnostic with the file and place in the template; or the failure of the writer.
    pub(crate) fn render(
        &self,
        template: &str,
        site: &TemplateValue,
        view: &impl Serialize,
        out: &mut dyn Write,
    ) -> Result<io::Result<()>, Box<Diagnostic>> {
        let path = format!("templates/{template}");
        let mut context =
            Context::from_serialize(view).map_err(|error| Box::new(tera_diagnostic(&self.name, &path, &error)))?;
        context.insert_value("site", site.0.clone());
        let mut bytes = PageBuffer {
            bytes: Vec::with_capacity(32 * 1024),
        };
        self.tera
            .render_to(template, &context, &mut bytes)
            .map_err(|error| Box::new(tera_diagnostic(&self.name, &path, &error)))?;
        if bytes.bytes.trim_ascii().is_empty() {
            return Err(Box::new(broken(&self.name, &path, None, "an empty page")));
        }
        Ok(out.write_all(&bytes.bytes))
    }
}

/// The bytes of a page, up to [`MAX_PAGE_BYTES`].
struct PageBuffer {
    bytes: Vec<u8>,
}

impl Write for PageBuffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > MAX_PAGE_BYTES {
            return Err(io::Error::other("the page grows without end"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn tera_diagnostic(theme: &str, path: &str, error: &tera::Error) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let path = format!("templates/{}", report.filename());
            broken(theme, &path, Some(report_span(report)), report.message())
        }
        other => broken(theme, path, None, &other.to_string()),
    }
}

fn report_span(report: &ReportError) -> Span {
    let range = report.span().range.clone();
    Span::new(range.start, range.end.max(range.start))
}

fn broken(theme: &str, path: &str, span: Option<Span>, reason: &str) -> Diagnostic {
    let path = theme_path(theme, path);
    let place = Place { path, span };
    Diagnostic::new(Code::BrokenTheme, place).with("reason", reason)
}

/// Returns the path of a theme's file in the source folder.
pub(crate) fn theme_path(theme: &str, path: &str) -> RelPath {
    let path = if path.is_empty() {
        format!("themes/{theme}/templates")
    } else {
        format!("themes/{theme}/{path}")
    };
    RelPath::new(&path)
        .or_else(|| RelPath::new("themes"))
        .expect("a constant path")
}

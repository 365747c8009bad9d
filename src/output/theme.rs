//! The only user of `tera`: a theme's templates, texts and static files.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, ReportError, Tera, Value};

use crate::base::path::RelPath;
use crate::base::span::Span;
use crate::input::front_matter::theme_settings::ThemeColours;
use crate::input::front_matter::vocabulary::read_texts;
use crate::messages::code::Code;
use crate::messages::diagnostic::{Diagnostic, Place};
use crate::output::embedded::FILES;
use crate::output::loop_ticks::TickedTemplate;
use crate::output::template_limits::TemplateLimits;
use crate::output::theme_colours::coloured;
use crate::output::theme_functions;
use crate::output::ui_strings::UiStrings;

/// The most bytes of a page: templates that never end are stopped.
const MAX_PAGE_BYTES: usize = 64 * 1024 * 1024;

/// A theme, ready to render.
#[derive(Debug)]
pub(crate) struct Theme {
    tera: Tera,
    name: String,
    limits: Arc<TemplateLimits>,
    /// The templates of the site's own, with the calls that count their loops.
    own: BTreeMap<String, TickedTemplate>,
    /// The texts of the interface.
    pub texts: UiStrings,
    /// Static files by name, in order of name.
    pub statics: Vec<(String, Arc<[u8]>)>,
}

/// Loads the embedded theme, with the files of a folder in place of its own.
///
/// # Errors
/// Diagnostics about templates or texts that cannot be read.
pub(crate) fn load(
    files: &BTreeMap<String, Arc<[u8]>>,
    name: &str,
    language: &str,
    colours: ThemeColours,
) -> Result<Theme, Vec<Diagnostic>> {
    let layers = layers(files, name);
    let texts = load_texts(&layers, name, language)?;
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html"]);
    let limits = Arc::new(TemplateLimits::default());
    theme_functions::register(&mut tera, &limits);
    let mut templates = Vec::new();
    let mut own = BTreeMap::new();
    for (path, bytes) in layers.range("templates/".to_owned().."templates0".to_owned()) {
        let Ok(text) = std::str::from_utf8(bytes) else {
            return Err(vec![broken(name, path, None, "not UTF-8")]);
        };
        if text.trim().is_empty() {
            return Err(vec![broken(name, path, None, "empty")]);
        }
        let file = path["templates/".len()..].to_owned();
        if is_embedded(path, bytes) {
            templates.push((file, condensed(text, language)));
        } else {
            let ticked = TickedTemplate::new(text);
            templates.push((file.clone(), ticked.text.clone()));
            own.insert(file, ticked);
        }
    }
    tera.add_raw_templates(templates)
        .map_err(|error| vec![tera_diagnostic(name, "", &error, &own)])?;
    tera.global_context().insert("t", &texts);
    let statics = layers.range("static/".to_owned().."static0".to_owned());
    let statics = statics
        .map(|(path, bytes)| {
            let file = &path["static/".len()..];
            (file.to_owned(), coloured(file, bytes, colours))
        })
        .collect();
    Ok(Theme {
        tera,
        name: name.to_owned(),
        limits,
        own,
        texts,
        statics,
    })
}

/// Returns whether a file of the theme is the embedded one.
fn is_embedded(path: &str, bytes: &[u8]) -> bool {
    FILES.iter().any(|(name, own)| *name == path && *own == bytes)
}

/// Returns a template without what a page only weighs more by: the blanks at the beginnings of lines, the line breaks at
/// both ends of a component, and, where the whole page is in Vietnamese, the attributes that say so of its parts; together
/// a tenth of a page. Templates of a site stay as they are, so that diagnostics point into their files.
fn condensed(template: &str, language: &str) -> String {
    let mut text = String::with_capacity(template.len());
    for line in template.split_inclusive('\n') {
        let line = line.trim_start_matches(' ');
        match (line.strip_prefix("{% endcomponent"), line.strip_suffix(" %}\n")) {
            (Some(rest), _) => text.extend(["{%- endcomponent", rest]),
            (None, Some(opening)) if opening.starts_with("{% component ") => text.extend([opening, " -%}\n"]),
            (None, Some(_) | None) => text.push_str(line),
        }
    }
    text = text.replace("&nbsp;", "\u{a0}");
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
    if let Some(bytes) = layers.get(&path).filter(|bytes| !is_embedded(&path, bytes)) {
        texts.overlay(read(bytes)?);
    }
    Ok(texts)
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
    /// A diagnostic with the file and place in the template.
    pub(crate) fn render(
        &self,
        template: &'static str,
        site: &TemplateValue,
        view: &impl Serialize,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let path = format!("templates/{template}");
        let _running = self.limits.begin(template)?;
        let failed = |error: &tera::Error| Box::new(tera_diagnostic(&self.name, &path, error, &self.own));
        let mut context = Context::from_serialize(view).map_err(|error| failed(&error))?;
        context.insert_value("site", site.0.clone());
        let mut page = PageBuffer {
            bytes: Vec::with_capacity(32 * 1024),
            limits: &self.limits,
            is_full: false,
        };
        if let Err(error) = self.tera.render_to(template, &context, &mut page) {
            let found = match page.is_full {
                true => Box::new(broken(&self.name, &path, None, "its page grows without end")),
                false => failed(&error),
            };
            // Another page would only turn as often once more.
            if self.limits.is_spent() {
                self.limits.stop((*found).clone());
            }
            return Err(found);
        }
        if page.bytes.trim_ascii().is_empty() {
            return Err(Box::new(broken(&self.name, &path, None, "an empty page")));
        }
        Ok(page.bytes)
    }

    /// The templates that run now, each with a number of its own.
    pub(crate) fn running(&self) -> Vec<(u64, &'static str)> {
        self.limits.running()
    }

    /// Renders no further page: a template takes too long. Gives the template's path.
    pub(crate) fn stop(&self, template: &str) -> RelPath {
        let path = format!("templates/{template}");
        let why = broken(&self.name, &path, None, "it takes too long for one page");
        self.limits.stop(why);
        theme_path(&self.name, &path)
    }
}

/// The bytes of a page, up to [`MAX_PAGE_BYTES`].
struct PageBuffer<'a> {
    bytes: Vec<u8>,
    limits: &'a TemplateLimits,
    /// Whether a template wrote more; the template engine does not pass a reason on.
    is_full: bool,
}

impl Write for PageBuffer<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > MAX_PAGE_BYTES {
            self.is_full = true;
            return Err(io::Error::other("a full page"));
        }
        self.limits.spend(0).map_err(io::Error::other)?;
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn tera_diagnostic(theme: &str, path: &str, error: &tera::Error, own: &BTreeMap<String, TickedTemplate>) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let path = format!("templates/{}", report.filename());
            let span = report_span(report, own.get(report.filename()));
            broken(theme, &path, Some(span), report.message())
        }
        other => broken(theme, path, None, &other.to_string()),
    }
}

/// The place of a report in the template as it is written.
fn report_span(report: &ReportError, ticked: Option<&TickedTemplate>) -> Span {
    let range = report.span().range.clone();
    let written = |offset| ticked.map_or(offset, |ticked| ticked.written_at(offset));
    let start = written(range.start);
    Span::new(start, written(range.end).max(start))
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

//! What the tests and benches of this package call, a module for each layer. No promise to others.

pub mod base {
    pub use crate::base::{
        fold::fold, path::RelPath, relation::RelationKind, slug::slug, span::line_column, span::offset_of,
    };
}
pub mod edition {
    pub use crate::edition::{
        MentionTarget, Options, Outcome, citations, compile, decoded_font, imported, snapshot_of,
    };
}
pub mod host {
    pub use crate::host::{
        build::build, check::check, command::CommandOptions, command::ExitStatus, command::Format, command::Streams,
        explain::explain, import::ImportOptions, import::import, load::load, preview::Preview, publish::Disk,
        publish::PlannedFile, publish::Publication, publish::PublishError, publish::PublishSummary, publish::Rank,
        publish::RealDisk, publish::Refusal, publish::publish, publish::publish_on, report::TerminalStyle,
        report::Verbosity, report::all as report_all,
    };
}
pub mod input {
    pub use crate::input::{
        body::html_template::HtmlTemplate, body::html_template::PlacedMention, body::html_template::Placeholder,
        body::provisions::Provision, body::provisions::ProvisionKind, citations::lexicon::Lexicon,
        citations::mention::DateDoubt, citations::mention::MentionedThing, citations::mention::NamedReference,
        citations::mention::Scope, citations::recognizer::mentions, document::Document, document::parse,
        front_matter::fields::FIELDS, front_matter::fields::FieldScope,
        front_matter::vocabulary::read as read_vocabulary, front_matter::vocabulary::read_texts,
        import::docx::read as read_docx, import::html_page::read as read_html, import::import_body,
        import::pdf_text::read as read_pdf_text, import::source_text, snapshot::Snapshot, source::SourceFile,
    };
}
pub mod messages {
    pub use crate::messages::{
        catalogue::Language, catalogue::keys, catalogue::text, code::Code, code::Severity, diagnostic::Diagnostic,
        diagnostic::LabelText, diagnostic::Place, diagnostic::sort, diff_text::DiffText, diff_text::UpdateNote,
        explanation::ExplanationText, explanation::explanation, explanation::page, explanation::title,
        import_text::DoubtReason, import_text::ImportProblem, import_text::ImportText, import_text::RepairRule,
        notice::Notice, notice::PreviewText, notice::ReportText, phrase::AcceptReason, phrase::BoldProblem,
        phrase::HeadSign, phrase::Likeness, phrase::LinkProblem, phrase::LostPlace, phrase::NoteProblem,
        phrase::OddDateReason, phrase::OldAddressProblem, phrase::OldEncoding, phrase::PastedRow, phrase::Phrase,
        phrase::Sign, phrase::TableFileProblem, phrase::TableProblem, phrase::TagAdvice, phrase::ValueShape,
        phrase::VersionChange, phrase::YamlHelp, phrase::YamlProblem, relation_problem::RelationProblem,
        stray_reason::StrayHelp, stray_reason::StrayReason, window_text::WindowText,
    };
}
pub mod model {
    pub use crate::model::{
        build_index::IndexInput, build_index::build_index, document_index::DocumentIndex,
        effective_date::stated_effective, excluded::Excluded, link_unit::LinkUnit, linker::link,
        stated_relations::stated_relation,
    };
}
pub mod output {
    pub use crate::output::{
        data_schema::FIELDS, data_schema::file_name, embedded::FILES, search::words, ui_strings::UiStrings,
    };
}
pub mod site {
    pub use crate::site::{search_layout::DIGEST_SEED, search_layout::digest};
}

//! The short name of a provision (tên ngắn).

use crate::model::indexes::DocIx;
use crate::output::page_context::PageContext;
use crate::output::views::excerpt::shortened;

/// Maximum length of a provision's first words where they are its name.
const SHORT_NAME_CHARACTERS: usize = 60;

/// Returns the short name of a provision for titles, contents, pills, search and sharing: what its document calls it
/// (`tên ngắn`), else its heading, else its first words.
pub(crate) fn provision_name(context: PageContext<'_>, index: DocIx, provision: usize) -> Option<String> {
    let entry = context.site.documents.entry(index);
    let row = &entry.document.provisions[provision];
    let own = entry.short_names.get(&provision).cloned();
    let name = own.or_else(|| row.heading().map(str::to_owned));
    name.or_else(|| Some(shortened(&row.words, SHORT_NAME_CHARACTERS)).filter(|words| !words.is_empty()))
}

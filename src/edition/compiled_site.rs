//! The type [`CompiledSite`]: the pages of a site, with all that the host may ask about them.

use std::collections::HashSet;
use std::io::Write;
use std::sync::Arc;

use data_encoding::HEXLOWER;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::base::checksums::checksum_list;
use crate::base::date::PartialDate;
use crate::base::path::RelPath;
use crate::base::span::{Span, line_column};
use crate::edition::head_proposals::{HeadProposal, head_proposals};
use crate::edition::held_back::{HeldBack, HeldBackReason};
use crate::input::document::Document;
use crate::input::front_matter::address_lock::{self, AddressLock};
use crate::input::snapshot::Attachment;
use crate::messages::diagnostic::Diagnostic;
use crate::messages::stray_reason::StrayReason;
use crate::model::identity::display_name;
use crate::model::target::DocumentRef;
use crate::output::mention_targets::{MentionTarget, mention_targets};
use crate::output::render::{RenderCache, RenderError, render};
use crate::output::theme::Theme;
use crate::output::ui_strings::UiStrings;
use crate::site::address::SiteAddress;
use crate::site::output_part::OutputPart;
use crate::site::planned_site::Site;
use crate::site::route::{Class, Route};
use crate::site::{lost_urls, published_urls, stray_files};

/// A site with its theme, ready to render any page.
#[derive(Debug)]
pub struct CompiledSite {
    site: Site,
    theme: Arc<Theme>,
    cache: RenderCache,
    lock: AddressLock,
    held_back: Vec<HeldBack>,
}

/// One file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFile {
    /// Path from the top of the output, with `/` between its parts.
    pub path: String,
    /// Decides when it is put into place.
    pub class: Class,
    /// The part of the output that it belongs to.
    pub part: OutputPart,
    /// The file of the source folder of which it is a copy, for attachments.
    pub copied_from: Option<RelPath>,
}

impl CompiledSite {
    /// A site with its theme; prepares what all pages share.
    pub(super) fn new(site: Site, theme: Arc<Theme>, lock: AddressLock, held_back: Vec<HeldBack>) -> Self {
        CompiledSite {
            cache: RenderCache::new(&site, &theme),
            site,
            theme,
            lock,
            held_back,
        }
    }

    /// The relations that texts state and heads do not declare, as lines for the heads.
    pub(crate) fn head_proposals(&self) -> Vec<HeadProposal> {
        head_proposals(&self.site)
    }

    /// The site as it was planned.
    pub(super) fn planned(&self) -> &Site {
        &self.site
    }

    /// The texts of the interface.
    pub(super) fn ui_strings(&self) -> &UiStrings {
        &self.theme.texts
    }

    /// Every file of the output, in order of address.
    pub fn files(&self) -> Vec<PageFile> {
        let file = |(position, (address, route)): (usize, &(SiteAddress, Route))| PageFile {
            path: address.output_path(),
            class: route.traits().class,
            part: route.part(),
            copied_from: self.copied_from(position).cloned(),
        };
        self.site.routes.iter().enumerate().map(file).collect()
    }

    /// The text of `content/addresses.lock` as it should be: published addresses that still lead to a page, and every
    /// address of today, new ones with the day; with it the number of addresses, and of new ones.
    pub fn addresses(&self, today: Date) -> (String, usize, usize) {
        let rows = published_urls::addresses(&self.site, &self.lock.pages, PartialDate::Day(today));
        let known: HashSet<&str> = self.lock.pages.iter().map(|row| row.page.address.as_str()).collect();
        let added = rows.iter().filter(|row| !known.contains(row.address.as_str())).count();
        let count = rows.len();
        (address_lock::write(rows, &self.site.authority), count, added)
    }

    /// Reports what lies beside the content and what would run; with it the files that only documents not published yet
    /// refer to.
    pub(super) fn stray_files(
        &self,
        met: &[(RelPath, StrayReason)],
        wanted: &HashSet<RelPath>,
        has_errors: bool,
    ) -> (Vec<Diagnostic>, Vec<RelPath>) {
        let attachments = self.site.documents.attachments.iter().enumerate();
        let is_left = |(at, file): &(usize, &Attachment)| {
            self.site.address(Route::Attachment(*at)).is_none() && wanted.contains(&file.path)
        };
        let held_back = attachments.filter(is_left).map(|(_, file)| file.path.clone()).collect();
        (stray_files::find(&self.site, met, wanted, has_errors), held_back)
    }

    /// Reports published words that are under another number now.
    pub fn moved_words(&self) -> Vec<Diagnostic> {
        lost_urls::words_that_moved(&self.site, &self.lock.pages)
    }

    /// The number of pages; addresses that only lead elsewhere are none.
    pub fn pages(&self) -> usize {
        let is_page = |(address, route): &&(SiteAddress, Route)| {
            address.output_path().ends_with(".html") && !matches!(route, Route::Redirect(_))
        };
        self.site.routes.iter().filter(is_page).count()
    }

    /// The number of documents with a file.
    pub fn documents(&self) -> usize {
        self.site.documents.entries.len()
    }

    /// The target of each mention in a file, in the order of its parsed table, and for a name the number of bytes that
    /// belong to it; `None` for a file that gave no document. Only tests call it.
    pub fn mention_targets(&self, file: &RelPath) -> Option<Vec<(MentionTarget, Option<usize>)>> {
        let index = self.site.documents.with_file(file)?;
        Some(mention_targets(&self.site, self.cache.keys(&self.site), index))
    }

    /// The list of digests, made from the bytes of all other files. A build knows them, and makes the list from them.
    fn checksums(&self) -> Result<String, RenderError> {
        let mut rows = Vec::with_capacity(self.site.routes.len());
        for (position, (address, route)) in self.site.routes.iter().enumerate() {
            let digest = match (self.attachment_at(position), route) {
                (_, Route::Checksums) => continue,
                (Some(original), _) => original.sha256.clone(),
                (None, _) => {
                    let mut bytes = Vec::new();
                    self.render(position, &mut bytes)?;
                    HEXLOWER.encode(&Sha256::digest(&bytes))
                }
            };
            rows.push((address.output_path(), digest));
        }
        Ok(checksum_list(
            rows.iter().map(|(path, digest)| (path.as_str(), digest.clone())),
        ))
    }

    /// Renders the file at a position of [`CompiledSite::files`]; attachments give no bytes.
    ///
    /// # Errors
    /// A diagnostic about content or theme, or the failure of the sink.
    pub fn render(&self, position: usize, out: &mut dyn Write) -> Result<(), RenderError> {
        let (address, route) = &self.site.routes[position];
        if *route == Route::Checksums {
            let list = self.checksums()?;
            return out.write_all(list.as_bytes()).map_err(RenderError::Sink);
        }
        render(&self.site, &self.theme, &self.cache, (address, *route), out)
    }

    /// The same for a run that makes each file once: the HTML of a body is dropped with the page that shows it, unless
    /// the document has further pages.
    ///
    /// # Errors
    /// Those of [`CompiledSite::render`].
    pub fn render_once(&self, position: usize, out: &mut dyn Write) -> Result<(), RenderError> {
        let rendered = self.render(position, out);
        if let Route::Document(index) = self.site.routes[position].1
            && self.site.address(Route::Print(index)).is_none()
        {
            self.site.documents.document(index).drop_markup();
        }
        rendered
    }

    /// The templates that run now, each with a number of its own.
    pub(crate) fn running_templates(&self) -> Vec<(u64, &'static str)> {
        self.theme.running()
    }

    /// Renders no further page with this version of the theme, since a template takes too long. Gives its path.
    pub(crate) fn stop_template(&self, template: &str) -> RelPath {
        self.theme.stop(template)
    }

    /// The documents that are not published yet.
    pub fn held_back(&self) -> &[HeldBack] {
        &self.held_back
    }

    /// The position of the page or file at an address from the top of the site (`quyet-dinh/2011/393-qd-tu/`,
    /// empty for home), among [`CompiledSite::files`].
    pub fn find(&self, address: &str) -> Option<usize> {
        let routes = &self.site.routes;
        routes.binary_search_by(|(known, _)| known.as_str().cmp(address)).ok()
    }

    /// The address of a file at a position, from the top of the site.
    pub fn address_at(&self, position: usize) -> &str {
        self.site.routes[position].0.as_str()
    }

    /// The position of the page for addresses that do not exist.
    pub fn not_found(&self) -> Option<usize> {
        self.find("404.html")
    }

    /// The file of the source folder that the file at a position is a copy of.
    pub fn copied_from(&self, position: usize) -> Option<&RelPath> {
        Some(&self.attachment_at(position)?.path)
    }

    /// The file of the source folder that the file at a position is a copy of, as it was read.
    pub(crate) fn attachment_at(&self, position: usize) -> Option<&Attachment> {
        match self.site.routes[position].1 {
            Route::Attachment(attachment) => Some(&self.site.documents.attachments[attachment]),
            _ => None,
        }
    }

    /// The page of a document's file: its address and display name.
    pub fn page_of(&self, path: &RelPath) -> Option<(String, String)> {
        let index = self.site.documents.with_file(path)?;
        let address = self.site.address_of(DocumentRef::Held(index));
        let name = display_name(self.site.documents.document(index));
        Some((address.to_string(), name))
    }

    /// The document whose text the page at a position shows.
    fn document_at(&self, position: usize) -> Option<&Document> {
        match self.site.routes[position].1 {
            Route::Document(index) | Route::Provision(index, _) => Some(self.site.documents.document(index)),
            _ => None,
        }
    }

    /// The file of the document whose text the page at a position shows.
    pub(crate) fn file_at(&self, position: usize) -> Option<&RelPath> {
        Some(&self.document_at(position)?.path)
    }

    /// Why the document of a page would not be published: for the ribbon of the preview.
    pub fn why_unpublished(&self, position: usize, today: Date) -> Option<HeldBackReason> {
        HeldBackReason::of(self.document_at(position)?, today)
    }

    /// The file of a page, and the line (from 1) of each of its places by the place's id.
    pub fn lines(&self, position: usize) -> Option<(RelPath, Vec<(String, usize)>)> {
        let document = self.document_at(position)?;
        let text = document.source();
        let line = |span: Span| line_column(text, span.clamped(text).start).line;
        let rows = document.provisions.iter();
        let places = rows.map(|row| (row.address.to_string(), line(row.span))).collect();
        Some((document.path.clone(), places))
    }

    /// The theme's static files, by name.
    pub fn statics(&self) -> &[(String, Arc<[u8]>)] {
        &self.theme.statics
    }
}

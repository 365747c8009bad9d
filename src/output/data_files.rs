//! Writes the data files of `/du-lieu/`: documents, provisions, relations, and a README that lists their fields.

use std::io::{self, Write};

use serde::Serialize;

use crate::base::date::PartialDate;
use crate::base::fold::fold;
use crate::base::kind::Form;
use crate::base::number::DocNumber;
use crate::input::front_matter::metadata::{Holding, Years};
use crate::model::indexes::{DocIx, StubIx};
use crate::model::relations::Edge;
use crate::model::target::{DocumentRef, Location};
use crate::output::csv_rows::CsvRow;
use crate::output::data_schema::{FIELDS, file_name};
use crate::output::document_names::anchor;
use crate::output::keys::DocumentKeys;
use crate::output::views::document_entry::holding_name;
use crate::output::views::locality::scope_name;
use crate::output::{csv_rows, json_rows};
use crate::site::planned_site::Site;
use crate::site::route::DataFile;

/// The status of a document whose status is not known.
const STATUS_UNKNOWN: &str = "Chưa xác định";

#[derive(Serialize)]
struct DocumentRow<'a> {
    key: &'a str,
    kind: &'a str,
    number: Option<&'a str>,
    title: Option<&'a str>,
    issuer: Option<String>,
    date: Option<String>,
    status: Option<&'a str>,
    holding: Option<&'static str>,
    url: String,
    topics: Vec<&'a str>,
    years: Vec<i16>,
    places: Vec<String>,
    places_now: Vec<String>,
    place_scopes: Vec<&'static str>,
    programme: bool,
}

#[derive(Serialize)]
struct ProvisionRow<'a> {
    document: &'a str,
    address: &'a str,
    label: &'a str,
    heading: Option<&'a str>,
    /// Absent in CSV.
    text: &'a str,
    url: String,
}

#[derive(Serialize)]
struct RelationRow<'a> {
    from: &'a str,
    from_provision: Option<String>,
    to: &'a str,
    to_provision: Option<String>,
    r#type: &'static str,
    origin: &'static str,
    /// Absent in CSV.
    sentence: Option<String>,
    #[serde(skip)]
    edge: &'a Edge,
}

impl CsvRow for DocumentRow<'_> {
    fn cells(&self, each: &mut dyn FnMut(&str)) {
        each(self.key);
        each(self.kind);
        let (issuer, date) = (self.issuer.as_deref(), self.date.as_deref());
        let known = [self.number, self.title, issuer, date, self.status, self.holding];
        known.into_iter().for_each(|cell| each(cell.unwrap_or_default()));
        each(&self.url);
        each(&self.topics.join("; "));
        let years: Vec<String> = self.years.iter().map(i16::to_string).collect();
        let lists = [&years, &self.places, &self.places_now].into_iter();
        lists.for_each(|cells| each(&cells.join("; ")));
        each(&self.place_scopes.join("; "));
        each(if self.programme { "true" } else { "false" });
    }
}

impl CsvRow for ProvisionRow<'_> {
    fn cells(&self, each: &mut dyn FnMut(&str)) {
        let heading = self.heading.unwrap_or_default();
        let cells = [self.document, self.address, self.label, heading, &self.url];
        cells.into_iter().for_each(each);
    }
}

impl CsvRow for RelationRow<'_> {
    fn cells(&self, each: &mut dyn FnMut(&str)) {
        let from = self.from_provision.as_deref().unwrap_or_default();
        let to = self.to_provision.as_deref().unwrap_or_default();
        let cells = [self.from, from, self.to, to, self.r#type, self.origin];
        cells.into_iter().for_each(each);
    }
}

impl RelationRow<'_> {
    fn with_sentence(self, site: &Site) -> Self {
        let sentence = self.edge.sentence(&site.documents).map(|(sentence, _)| sentence);
        RelationRow { sentence, ..self }
    }
}

/// Writes a data file.
///
/// # Errors
/// The failure of the writer.
pub(super) fn write(site: &Site, keys: &DocumentKeys, file: DataFile, out: &mut dyn Write) -> io::Result<()> {
    match file {
        DataFile::Documents => json_rows::write(document_rows(site, keys), out),
        DataFile::Provisions => json_rows::write(provisions(site, keys), out),
        DataFile::Relations => json_rows::write(relations(site, keys).map(|row| row.with_sentence(site)), out),
        DataFile::DocumentsCsv => csv_rows::write(document_rows(site, keys), &FIELDS[0], out),
        DataFile::ProvisionsCsv => csv_rows::write(provisions(site, keys), &FIELDS[1], out),
        DataFile::RelationsCsv => csv_rows::write(relations(site, keys), &FIELDS[2], out),
        DataFile::Readme => out.write_all(readme().as_bytes()),
    }
}

/// Returns items in the order of the keys of their documents.
fn in_key_order<T>(items: impl Iterator<Item = T>, keys: &DocumentKeys, node: impl Fn(&T) -> DocumentRef) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_by_cached_key(|item| {
        let key = keys.get(node(item));
        (fold(key), key.to_owned(), node(item))
    });
    items
}

fn document_rows<'a>(site: &'a Site, keys: &'a DocumentKeys) -> impl Iterator<Item = DocumentRow<'a>> {
    let held = site.documents.indexes().map(DocumentRef::Held);
    let stubs = site.graph.stubs.indexes().map(DocumentRef::Stub);
    let nodes = in_key_order(held.chain(stubs), keys, |node| *node);
    nodes.into_iter().map(|node| match node {
        DocumentRef::Held(index) => held_row(site, keys, index),
        DocumentRef::Stub(index) => not_held_row(site, keys, index),
    })
}

fn held_row<'a>(site: &'a Site, keys: &'a DocumentKeys, index: DocIx) -> DocumentRow<'a> {
    let documents = &site.documents;
    let entry = documents.entry(index);
    let (document, head) = (&entry.document, &entry.document.head);
    let is_official = document.kind.form == Form::Official;
    let places = documents.localities(index);
    DocumentRow {
        key: keys.get(DocumentRef::Held(index)),
        kind: &document.kind.name,
        number: head.number.as_ref().map(|number| number.value.printed()),
        title: document.title_text.as_deref(),
        issuer: Some(entry.issuers().map(|body| documents.bodies[body.get()].name.as_str()))
            .map(|names| names.collect::<Vec<_>>().join("; "))
            .filter(|names| !names.is_empty()),
        date: head.date.as_ref().map(|date| date.value.iso()),
        status: is_official.then(|| head.status.as_ref().map_or(STATUS_UNKNOWN, |status| status.value)),
        holding: document.holding.map(holding_name),
        url: site.address_of(DocumentRef::Held(index)).to_string(),
        topics: entry
            .topics
            .iter()
            .map(|topic| documents.topics[topic.get()].slug.as_str())
            .collect(),
        years: match &head.years {
            Years::Known(years) => years.clone(),
            Years::Unknown | Years::Absent => Vec::new(),
        },
        places: places.iter().map(|place| place.names.join(", ")).collect(),
        places_now: places
            .iter()
            .map(|place| place.now.clone().unwrap_or_default())
            .collect(),
        place_scopes: places
            .iter()
            .map(|place| scope_name(&place.scope).unwrap_or_default())
            .collect(),
        programme: site.programmes.contains(index),
    }
}

fn not_held_row<'a>(site: &'a Site, keys: &'a DocumentKeys, index: StubIx) -> DocumentRow<'a> {
    let row = &site.graph.stubs.rows[index.get()];
    DocumentRow {
        key: keys.get(DocumentRef::Stub(index)),
        kind: row.kind.as_ref().map_or("Văn bản", |kind| &kind.name),
        number: row.number().map(DocNumber::printed),
        title: row.titles.first().map(String::as_str),
        issuer: row.issuers.first().cloned(),
        date: row.date.map(PartialDate::iso),
        status: Some(STATUS_UNKNOWN),
        holding: Some(holding_name(Holding::None)),
        url: site.address_of(DocumentRef::Stub(index)).to_string(),
        topics: Vec::new(),
        years: Vec::new(),
        places: Vec::new(),
        places_now: Vec::new(),
        place_scopes: Vec::new(),
        programme: false,
    }
}

fn provisions<'a>(site: &'a Site, keys: &'a DocumentKeys) -> impl Iterator<Item = ProvisionRow<'a>> {
    let is_text = |index: &DocIx| {
        let document = site.documents.document(*index);
        document.kind.form == Form::Official && document.has_own_text()
    };
    let indexes = in_key_order(site.documents.indexes().filter(is_text), keys, |index| {
        DocumentRef::Held(*index)
    });
    indexes.into_iter().flat_map(move |index| {
        let page = site.address_of(DocumentRef::Held(index)).to_string();
        let rows = site.documents.document(index).provisions.iter();
        rows.filter(|row| !row.repeats_parent()).map(move |row| ProvisionRow {
            document: keys.get(DocumentRef::Held(index)),
            address: row.address.as_str(),
            label: &row.label,
            heading: row.heading(),
            text: row.text(),
            url: format!("{page}#{}", row.address),
        })
    })
}

/// Returns relations by the document that states them; those of one document in the order of its front matter and text.
fn relations<'a>(site: &'a Site, keys: &'a DocumentKeys) -> impl Iterator<Item = RelationRow<'a>> {
    let indexes = in_key_order(site.documents.indexes(), keys, |index| DocumentRef::Held(*index));
    indexes
        .into_iter()
        .flat_map(|index| site.graph.edges_from(index))
        .map(|edge| relation_row(site, keys, edge))
}

fn relation_row<'a>(site: &'a Site, keys: &'a DocumentKeys, edge: &'a Edge) -> RelationRow<'a> {
    let spot = |node: DocumentRef, spot: &Location| match (node, spot) {
        (DocumentRef::Held(index), Location::Provision(provision)) => anchor(site, index, *provision).to_string(),
        (_, Location::Unchecked(address)) => address.to_string(),
        (DocumentRef::Stub(_), Location::Provision(_)) => String::new(),
    };
    let from = DocumentRef::Held(edge.from);
    RelationRow {
        from: keys.get(from),
        from_provision: edge
            .from_provision
            .map(|provision| spot(from, &Location::Provision(provision))),
        to: keys.get(edge.to),
        to_provision: edge.to_location.as_ref().map(|place| spot(edge.to, place)),
        r#type: edge.kind.name(),
        origin: edge.origin.name(),
        sentence: None,
        edge,
    }
}

fn readme() -> String {
    let mut out = String::from(
        "# Dữ liệu mở\n\nCác tệp trong thư mục này do congbo tạo cùng lúc với trang web, mã UTF-8. \
         Trường có thể được thêm, không bao giờ đổi tên.\n\n\
         Mỗi bảng có hai dạng: JSON để chương trình đọc, và CSV cùng dòng để mở bằng Excel hay LibreOffice \
         (có BOM, danh sách nối bằng `; `, null là ô trống). CSV có cùng cột, trừ hai cột dài chỉ có trong JSON: `text` \
         của điều khoản và `sentence` của quan hệ; `url` dẫn đến chữ ấy trên trang. Ô nào trong CSV bắt đầu bằng `=`, `+`, `-`, `@` thì có thêm dấu `'` \
         ở đầu, để bảng tính không hiểu thành công thức; bản JSON giữ nguyên chữ.\n\n\
         Nội dung là bản đọc, không thay bản chính thức; khi có khác biệt, theo bản do cơ quan ban hành phát hành.\n",
    );
    for table in &FIELDS {
        out.push_str(&format!(
            "\n## {}, {}\n\n{}\n\n| trường | kiểu | ý nghĩa |\n|---|---|---|\n",
            file_name(table.file),
            file_name(table.csv),
            table.description
        ));
        for (name, kind, description) in table.fields {
            out.push_str(&format!("| `{name}` | {kind} | {description} |\n"));
        }
    }
    out
}

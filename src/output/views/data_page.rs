//! The page about the data files.

use serde::Serialize;

use crate::output::data_schema::{FIELDS, file_name};
use crate::output::page_context::{Link, PageContext};
use crate::output::views::breadcrumbs::home_crumb;
use crate::output::views::page_view::{PageView, page_view};
use crate::output::views::structured_data::describe_dataset;
use crate::site::address::SiteAddress;
use crate::site::route::{DataFile, Route};

#[derive(Serialize)]
struct FieldView {
    name: &'static str,
    r#type: &'static str,
    description: &'static str,
}

#[derive(Serialize)]
struct DataFileView {
    name: &'static str,
    url: String,
    csv: Link,
    description: &'static str,
    fields: Vec<FieldView>,
}

#[derive(Serialize)]
struct DataView {
    files: Vec<DataFileView>,
    readme_url: String,
    /// The digests of all files of the site.
    sums_url: String,
    sums_title: String,
}

/// The page about the data files.
#[derive(Serialize)]
pub(crate) struct DataPage {
    page: PageView,
    data: DataView,
}

/// Makes the page about the data files.
pub(crate) fn data_page(context: PageContext<'_>, address: &SiteAddress) -> DataPage {
    let mut page = page_view(context, "data", address, context.texts.view("data", &[]));
    page.breadcrumbs = vec![home_crumb(context)];
    page.description = Some(context.texts.view("data_lead", &[]));
    let json = FIELDS.iter().map(|table| (file_name(table.file), "application/json"));
    let csv = FIELDS.iter().map(|table| (file_name(table.csv), "text/csv"));
    page.machine = describe_dataset(context, &page, json.chain(csv));
    let url = |file: DataFile| context.route_url(Route::DataFile(file)).unwrap_or_default();
    let files = FIELDS.iter().map(|table| DataFileView {
        name: file_name(table.file),
        url: url(table.file),
        csv: Link {
            title: file_name(table.csv).to_owned(),
            url: url(table.csv),
        },
        description: table.description,
        fields: table
            .fields
            .iter()
            .map(|(name, r#type, description)| FieldView {
                name,
                r#type,
                description,
            })
            .collect(),
    });
    DataPage {
        page,
        data: DataView {
            files: files.collect(),
            readme_url: url(DataFile::Readme),
            sums_url: context.route_url(Route::Checksums).unwrap_or_default(),
            sums_title: context.texts.view("data_sums", &[]),
        },
    }
}

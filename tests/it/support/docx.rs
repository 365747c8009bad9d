//! Makes a .docx of the parts that a fixture writes out.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::files_below;

/// The namespaces that fixtures use.
const NAMESPACES: &str = concat!(
    r#" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#,
    r#" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#,
    r#" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#,
    r#" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing""#,
    r#" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape""#,
    r#" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main""#,
    r#" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math""#,
    r#" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office""#,
);

/// The parts that a document refers to by kind, and their outermost elements.
const PARTS: [(&str, &str); 5] = [
    ("styles", "w:styles"),
    ("numbering", "w:numbering"),
    ("footnotes", "w:footnotes"),
    ("endnotes", "w:endnotes"),
    ("comments", "w:comments"),
];

/// An archive of parts.
pub fn archive(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("written to memory");
    }
    zip.finish().expect("finished").into_inner()
}

/// A .docx whose text is some paragraphs of WordprocessingML.
pub fn of_body(body: &str) -> Vec<u8> {
    archive(&[part("word/document.xml", &document(body)), root_relationships()])
}

/// A .docx of the parts below a folder; outermost elements and relationships by kind are added.
pub fn of_folder(root: &Path) -> Vec<u8> {
    let mut parts = vec![root_relationships()];
    let mut relationships = String::new();
    for path in files_below(root, "") {
        let name = path
            .strip_prefix(root)
            .expect("below it")
            .to_string_lossy()
            .replace('\\', "/");
        let bytes = fs::read(&path).expect("a readable part");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let kind = PARTS.iter().find(|(kind, _)| name == format!("word/{kind}.xml"));
        if name == "word/document.xml" {
            parts.push(part(&name, &document(&text)));
        } else if name == "word/relationships.xml" {
            relationships.push_str(&text);
        } else if let Some((kind, element)) = kind {
            relationships.push_str(&relationship(kind, kind, &format!("{kind}.xml")));
            parts.push(part(&name, &format!("<{element}{NAMESPACES}>{text}</{element}>")));
        } else {
            parts.push((name, bytes));
        }
    }
    let relationships = format!("<Relationships>{relationships}</Relationships>");
    parts.push(part("word/_rels/document.xml.rels", &relationships));
    archive(&parts)
}

fn document(body: &str) -> String {
    format!(r#"<?xml version="1.0" encoding="UTF-8"?><w:document{NAMESPACES}><w:body>{body}</w:body></w:document>"#)
}

fn part(name: &str, text: &str) -> (String, Vec<u8>) {
    (name.to_owned(), text.as_bytes().to_vec())
}

fn root_relationships() -> (String, Vec<u8>) {
    let inner = relationship("rId1", "officeDocument", "word/document.xml");
    part("_rels/.rels", &format!("<Relationships>{inner}</Relationships>"))
}

fn relationship(id: &str, kind: &str, target: &str) -> String {
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    format!(r#"<Relationship Id="{id}" Type="{namespace}/{kind}" Target="{target}"/>"#)
}

//! Reads which parts of a .docx or .xlsx belong to a part (ECMA-376, part 2, 9.3).

use std::collections::BTreeMap;

use crate::input::office::archive::Archive;
use crate::input::office::xml_tree::XmlTree;
use crate::messages::import_text::ImportProblem;

/// The relationships of one part, by id.
#[derive(Default)]
pub(crate) struct Relationships {
    by_id: BTreeMap<String, Relationship>,
}

/// A part or an address that another part refers to.
pub(crate) struct Relationship {
    /// The last word of its type, such as `styles` or `hyperlink`.
    kind: String,
    /// The name of a part, or an address outside.
    pub(crate) target: String,
    /// Whether it leads outside of the archive.
    pub(crate) is_external: bool,
}

impl Relationships {
    /// Reads the relationships of a part; those of the archive itself for an empty name.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub(crate) fn of(archive: &mut Archive<'_>, part: &str) -> Result<Self, ImportProblem> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let Some(bytes) = archive.read(&format!("{folder}/_rels/{name}.rels"))? else {
            return Ok(Relationships::default());
        };
        let tree = XmlTree::parse(&bytes)?;
        let mut by_id = BTreeMap::new();
        for element in tree.root().children() {
            let (Some(id), Some(kind), Some(target)) = (
                element.attribute("Id"),
                element.attribute("Type"),
                element.attribute("Target"),
            ) else {
                continue;
            };
            let is_external = element.attribute("TargetMode") == Some("External");
            let target = if is_external {
                target.to_owned()
            } else {
                resolved(folder, target)
            };
            let kind = kind.rsplit('/').next().unwrap_or(kind).to_owned();
            by_id.insert(
                id.to_owned(),
                Relationship {
                    kind,
                    target,
                    is_external,
                },
            );
        }
        Ok(Relationships { by_id })
    }

    /// The target of an id.
    pub(crate) fn get(&self, id: &str) -> Option<&Relationship> {
        self.by_id.get(id)
    }

    /// The part of a kind, such as `styles`.
    pub(crate) fn part(&self, kind: &str) -> Option<&str> {
        let mut all = self.by_id.values();
        let found = all.find(|relationship| relationship.kind == kind && !relationship.is_external);
        found.map(|relationship| relationship.target.as_str())
    }
}

/// The name of a part that is given from a folder: `../media/a.png`, `/word/a.xml`.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

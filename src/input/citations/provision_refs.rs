//! Finds references to provisions (`điểm a khoản 2 Điều 5`, `các khoản 1, 2 và 4 Điều 62`, `điểm 1.5, mục 1, phần II`) and
//! gives their addresses.
//!
//! Takes normalized text and gives ranges of it.

use std::ops::Range;

use crate::base::address::Address;
use crate::base::pattern::Pattern;
use crate::input::citations::pointer_chains::{ProvisionRef, provisions};
use crate::input::citations::pointer_units::references;

/// References that form one list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pointer {
    /// Its members, at least one, in their order.
    pub(crate) members: Vec<ProvisionRef>,
    /// Its words.
    pub(crate) range: Range<usize>,
}

impl Pointer {
    /// The last member, which a document behind the list directly follows.
    pub(crate) fn last(&self) -> Option<&ProvisionRef> {
        self.members.last()
    }
}

/// Finds the references to provisions in a normalized text, in order.
pub(crate) fn pointers(text: &str) -> Vec<Pointer> {
    let pointer = |units: Vec<_>| {
        let members = provisions(&units);
        let range = members.first()?.range.start..members.last()?.range.end;
        Some(Pointer { members, range })
    };
    references(text).into_iter().filter_map(pointer).collect()
}

/// The address that a text gives in words, if it is the reference to one provision and nothing else.
pub(crate) fn only_provision(text: &str) -> Option<Address> {
    let found = pointers(text);
    let [pointer] = found.as_slice() else { return None };
    let is_one = pointer.members.len() == 1 && pointer.range == (0..text.len());
    pointer
        .last()
        .filter(|only| is_one && only.here.is_none())?
        .address
        .clone()
}

/// How a document follows a provision of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Following {
    /// `Điều 3 Quy chế`, `Điều 3 của Quy chế`: one reference.
    Joined,
    /// `Điều 3 (Quy chế)`, `Điều 3 - Quy chế`
    Beside,
}

/// Maximum distance between a provision and its document, in bytes.
const MAX_DISTANCE: usize = 40;

/// The list of provisions right before the document that begins at `at`, by its index.
pub(crate) fn pointer_before(text: &str, pointers: &[Pointer], at: usize) -> Option<(usize, Following)> {
    /// Text between a provision and its document.
    static JOINT: Pattern = Pattern::new(
        r"^(?:,? ?(?:(?:của|tại|trong|thuộc|(?:được )?(?:ban hành )?kèm theo) )?|( (?:- |\((?:của |tại )?)))$",
    );
    let index = pointers
        .partition_point(|pointer| pointer.range.end <= at)
        .checked_sub(1)?;
    let between = text.get(pointers[index].range.end..at)?;
    let joint = (between.len() <= MAX_DISTANCE)
        .then(|| JOINT.captures(between))
        .flatten()?;
    let is_beside = joint.get(1).is_some();
    Some((
        index,
        if is_beside {
            Following::Beside
        } else {
            Following::Joined
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::{pointer_before, pointers};

    /// The members of all lists: the words of each, and its address.
    #[track_caller]
    fn check(text: &str, members: &str) {
        let found = pointers(text);
        let found = found.iter().flat_map(|pointer| &pointer.members).map(|member| {
            let address = member.address.as_ref().map_or("-", |address| address.as_str());
            let here = member.here.map_or(String::new(), |level| format!("@{level:?}"));
            format!("{}={address}{here}", &text[member.range.clone()])
        });
        assert_eq!(found.collect::<Vec<_>>().join(" | "), members, "{text}");
    }

    #[test]
    fn levels_make_addresses_in_either_order() {
        for (words, address) in [
            ("điểm 1.5 mục 1 phần II", "II.1.5"),
            ("điểm 1.5, mục 1, phần II", "II.1.5"),
            ("phần II, mục 1, điểm 1.5", "II.1.5"),
            ("khoản 2 Điều 5", "5.2"),
            ("điểm a khoản 2 Điều 5", "5.2.a"),
            ("điểm đ, khoản 2, Điều 5", "5.2.đ"),
            ("Điều 5, điểm a khoản 2", "5.2.a"),
            ("mục II.2.3", "II.2.3"),
            ("Điều 20", "20"),
            ("Mục 1 Chương II", "chuong-II.muc-1"),
            ("Phần thứ nhất", "I"),
            ("khoản 1a Điều 5b", "5b.1a"),
            ("điểm a1 khoản 2 Điều 5", "5.2.a1"),
            ("Phụ lục II", "pl2"),
            ("Phụ lục số 02", "pl2"),
            ("phụ lục IIa", "pl2a"),
            ("Mục 2.5 Phụ lục I", "pl1.2.5"),
            ("khoản 2 Điều 3 Phụ lục IV", "pl4.3.2"),
            ("mục I Phụ lục 1A", "pl1a.I"),
        ] {
            check(words, &format!("{words}={address}"));
        }
    }

    #[test]
    fn each_member_of_a_list_has_its_own_address() {
        check("khoản 2 và khoản 7 Điều 29", "khoản 2=29.2 | khoản 7 Điều 29=29.7");
        check("các khoản 1, 2 và 4 Điều 62", "khoản 1=62.1 | 2=62.2 | 4 Điều 62=62.4");
        check("điểm a, b khoản 2 Điều 5", "điểm a=5.2.a | b khoản 2 Điều 5=5.2.b");
        check(
            "điểm a và điểm b khoản 1, khoản 3 Điều 5",
            "điểm a=5.1.a | điểm b khoản 1=5.1.b | khoản 3 Điều 5=5.3",
        );
        check("Điều 3, khoản 2 Điều 5", "Điều 3=3 | khoản 2 Điều 5=5.2");
        check("từ Điều 41 đến Điều 45", "Điều 41=41 | Điều 45=45");
        check(
            "khoản 1 Điều 3 và tại khoản 2 Điều 5",
            "khoản 1 Điều 3=3.1 | khoản 2 Điều 5=5.2",
        );
        check(
            "khoản 1, điểm a khoản 2 Điều 5",
            "khoản 1=5.1 | điểm a khoản 2 Điều 5=5.2.a",
        );
        check("Điều 5, khoản 2 và khoản 3", "Điều 5, khoản 2=5.2 | khoản 3=5.3");
        check("các khoản 1, 2 Điều này", "khoản 1=1@Article | 2 Điều này=2@Article");
        check("khoản 1, 2, 3 ngày", "khoản 1=1 | 2=2");
        check("Điều 5, 10 người", "Điều 5=5");
        check("tài khoản 2, khoản 1.5 triệu, Điều 4.5.TL", "");
        check("Danh mục II, DANH MỤC II, khoản mục 2, phụ lục 02-A", "");
        check("Phụ lục I và Phụ lục III", "Phụ lục I=pl1 | Phụ lục III=pl3");
        check("các Phụ lục I, II và IV", "Phụ lục I=pl1 | II=pl2 | IV=pl4");
    }

    #[test]
    fn a_provision_belongs_to_the_document_behind_it() {
        let text = "theo khoản 1 Điều 3 của Nghị định";
        let at = |text: &str| text.find("Nghị").expect("there");
        assert!(pointer_before(text, &pointers(text), at(text)).is_some());
        let text = "theo Điều 3. Nghị định";
        assert_eq!(pointer_before(text, &pointers(text), at(text)), None);
    }
}

//! The collation of Vietnamese: the tailoring of CLDR for `vi` and the root that it changes. The only user of the crates
//! of ICU4X.
//!
//! The data that come with `icu_collator` hold the tailorings of all languages, 0.9 MB of which this program compares
//! none. That of Vietnamese is a few hundred numbers; a test holds them to the crate's own.

use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::provider::{
    Baked, CollationData, CollationDiacriticsV1, CollationJamoV1, CollationMetadataV1, CollationReorderingV1,
    CollationRootV1, CollationSpecialPrimariesV1, CollationTailoringV1,
};
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_collections::codepointtrie::{CodePointTrie, CodePointTrieHeader, TrieType};
use icu_locale_core::locale;
use icu_normalizer::provider::{Baked as BakedNormalizer, NormalizerNfdDataV1, NormalizerNfdTablesV1};
use icu_provider::prelude::{DataError, DataPayload, DataProvider, DataRequest, DataResponse, DataResponseMetadata};
use zerovec::ZeroVec;

static COLLATOR: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    let collator = Collator::try_new_unstable(&VietnameseData, preferences(), CollatorOptions::default());
    let collator = collator.expect("the collation data of `vi` is compiled in");
    // An owned collator is bound to one thread. There is one, for as long as the program runs.
    Box::leak(Box::new(collator)).as_borrowed()
});

/// The collation, ready to compare.
pub(super) type VietnameseCollator = &'static CollatorBorrowed<'static>;

/// Returns the collation of Vietnamese, with numbers by their value.
pub(super) fn vietnamese_collation() -> VietnameseCollator {
    &COLLATOR
}

fn preferences() -> CollatorPreferences {
    let mut preferences = CollatorPreferences::from(&locale!("vi"));
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    preferences
}

/// The data of one language: what differs from the root is here, the rest in the crates.
struct VietnameseData;

impl DataProvider<CollationTailoringV1> for VietnameseData {
    fn load(&self, _: DataRequest<'_>) -> Result<DataResponse<CollationTailoringV1>, DataError> {
        Ok(DataResponse {
            metadata: DataResponseMetadata::default(),
            payload: DataPayload::from_owned(tailoring()),
        })
    }
}

macro_rules! from_crate {
    ($baked:ident: $($marker:ident),*) => {
        $(impl DataProvider<$marker> for VietnameseData {
            fn load(&self, request: DataRequest<'_>) -> Result<DataResponse<$marker>, DataError> {
                $baked.load(request)
            }
        })*
    };
}

from_crate!(Baked: CollationDiacriticsV1, CollationJamoV1, CollationMetadataV1, CollationReorderingV1, CollationRootV1,
    CollationSpecialPrimariesV1);
from_crate!(BakedNormalizer: NormalizerNfdDataV1, NormalizerNfdTablesV1);

/// The value of a letter that Vietnamese orders as the root does.
const AS_IN_ROOT: u32 = 192;

/// The lengths of the two tables of the trie.
const BLOCKS: usize = 64;
const VALUES: usize = 182;

/// The blocks of the trie in which Vietnamese differs.
const OWN_BLOCKS: [(usize, u16); 2] = [(1, 64), (4, 118)];

/// The letters that differ: A, E, O, U, a, e, o, u, each with its contexts below, then Đ and đ.
const OWN_VALUES: [(usize, u32); 10] = [
    (65, 1737),
    (69, 75_465),
    (79, 124_617),
    (85, 214_729),
    (97, 272_073),
    (101, 345_801),
    (111, 394_953),
    (117, 485_065),
    (134, 838_993_286),
    (135, 838_993_157),
];

/// What the marks of ă, â, ê, ô, ơ, ư make of the letter before them.
const CONTEXTS: [u16; 66] = [
    11008, 1436, 1, 770, 60419, 1414, 774, 60418, 1414, 13056, 1436, 48, 770, 62466, 1414, 18176, 1436, 1, 770, 65535,
    18434, 1414, 795, 65535, 18435, 1414, 21248, 1436, 48, 795, 65535, 21506, 1414, 11008, 1285, 1, 770, 60419, 1285,
    774, 60418, 1285, 13056, 1285, 48, 770, 62466, 1285, 18176, 1285, 1, 770, 65535, 18434, 1285, 795, 65535, 18435,
    1285, 21248, 1285, 48, 795, 65535, 21506, 1285,
];

/// The tailoring of `vi` in CLDR, as icu_collator_data 2.4 has it.
fn tailoring() -> CollationData<'static> {
    let header = CodePointTrieHeader {
        high_start: 512,
        shifted12_high_start: 1,
        index3_null_offset: 32_767,
        data_null_offset: 0,
        null_value: AS_IN_ROOT,
        trie_type: TrieType::Small,
    };
    let mut blocks = [0; BLOCKS];
    OWN_BLOCKS.iter().for_each(|(at, block)| blocks[*at] = *block);
    let mut values = [AS_IN_ROOT; VALUES];
    OWN_VALUES.iter().for_each(|(at, value)| values[*at] = *value);
    let (index, data) = (ZeroVec::alloc_from_slice(&blocks), ZeroVec::alloc_from_slice(&values));
    CollationData {
        trie: CodePointTrie::try_new(header, index, data).expect("the tables fit their header"),
        ces: ZeroVec::new(),
        ce32s: ZeroVec::new(),
        contexts: ZeroVec::alloc_from_slice(&CONTEXTS),
    }
}

#[cfg(test)]
mod tests {
    use icu_collator::options::CollatorOptions;
    use icu_collator::provider::{Baked, CollationTailoringV1};
    use icu_collator::{Collator, CollatorBorrowed};
    use icu_locale_core::locale;
    use icu_provider::prelude::{DataIdentifierBorrowed, DataLocale, DataProvider, DataRequest, DataResponse};

    use super::{preferences, tailoring, vietnamese_collation};

    /// A newer icu_collator may bring another root, to which other numbers belong: write what this prints.
    #[test]
    fn the_tailoring_is_that_of_the_crate() {
        let vietnamese = DataLocale::from(locale!("vi"));
        let request = DataRequest {
            id: DataIdentifierBorrowed::for_locale(&vietnamese),
            ..DataRequest::default()
        };
        let known: DataResponse<CollationTailoringV1> = Baked.load(request).expect("the data of all languages");
        assert_eq!(tailoring(), *known.payload.get());
    }

    #[test]
    fn texts_are_ordered_as_by_the_crate() {
        let whole: CollatorBorrowed<'static> =
            Collator::try_new(preferences(), CollatorOptions::default()).expect("the data of all languages");
        let own = vietnamese_collation();
        let letters = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ";
        let mut words: Vec<String> = letters.chars().map(String::from).collect();
        words.extend(letters.to_uppercase().chars().map(String::from));
        words.extend(letters.chars().map(|letter| format!("{letter}n 10")));
        words.extend(
            [
                "a\u{306}",
                "Đ",
                "o\u{31b}\u{301}",
                "9",
                "10",
                "10a",
                "",
                "-",
                "“a”",
                "ß",
                "한",
                "z",
            ]
            .map(String::from),
        );
        for left in &words {
            for right in &words {
                assert_eq!(own.compare(left, right), whole.compare(left, right), "{left} {right}");
            }
        }
    }
}

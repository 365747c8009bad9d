//! Syllables of Vietnamese: which spellings are possible.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::base::fold::without_tones;
use crate::base::word_list::WordList;

/// Consonants at the start, the longer ones of two before the shorter.
const ONSETS: WordList = WordList("ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x|");

/// What may follow, without tones.
const RHYMES: &str = "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ăc|ăm|ăn|ăng|ăp|ăt|âc|âm|ân|âng|âp|ât|âu|ây|e|ec|em|en|eng|eo|ep|et|\
     ê|êch|êm|ên|êng|ênh|êp|êt|êu|i|ia|ich|iêc|iêm|iên|iêng|iêp|iêt|iêu|im|in|inh|ip|it|iu|o|oa|oac|oach|oai|oam|\
     oan|oang|oanh|oao|oap|oat|oay|oăc|oăm|oăn|oăng|oăt|oc|oe|oen|oeo|oet|oi|om|on|ong|ooc|oong|op|ot|ô|ôc|ôi|ôm|\
     ôn|ông|ôp|ôt|ơ|ơi|ơm|ơn|ơp|ơt|u|ua|uâ|uân|uâng|uât|uây|uc|uê|uêch|uên|uênh|ui|um|un|ung|uôc|uôi|uôm|uôn|uông|\
     uôt|uơ|uơn|up|ut|uy|uya|uych|uyên|uyêt|uynh|uyp|uyt|uyu|ư|ưa|ưc|ưi|ưm|ưn|ưng|ươc|ươi|ươm|ươn|ương|ươp|ươt|ươu|\
     ưt|ưu|y|yêm|yên|yêng|yêt|yêu|ynh|yt";

static KNOWN_RHYMES: LazyLock<HashSet<&str>> = LazyLock::new(|| RHYMES.split('|').collect());

/// Returns whether a word in lower case and NFC is spelled as a Vietnamese syllable.
pub(crate) fn is_syllable(word: &str) -> bool {
    let (plain, tones) = without_tones(word);
    let mut rhymes = ONSETS.iter().filter_map(|onset| plain.strip_prefix(onset));
    tones <= 1 && (KNOWN_RHYMES.contains(plain.as_str()) || rhymes.any(|rhyme| KNOWN_RHYMES.contains(rhyme)))
}

#[cfg(test)]
mod tests {
    use super::is_syllable;

    #[test]
    fn tells_syllables_from_other_words() {
        for word in "quyết định về công tác dân vận nghĩa xã giếng gì quốc huyện khuỷu ý yến ươm thuở".split(' ')
        {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["windowsđ", "coâng", "hộì", "ôban", "franỗois", "ng", ""] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}

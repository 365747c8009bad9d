//! The files in which the script looks words and pairs of words up.
//!
//! A file is a series of terms: the folded word or pair, the number of its forms with tones, and for each of them the
//! form (empty if it is the folded one) and its list (`posting_list.rs`). Texts are preceded by their lengths.

use std::borrow::Cow;

use crate::base::thread_chunks::in_parts;
use crate::output::page_context::PageContext;
use crate::output::search::posting_list::{PostingList, push_bytes, push_number};
use crate::output::search::search_items::SearchItem;
use crate::output::search::term_reader::{NO_SECOND_WORD, TermTable, read};
use crate::output::search::word_folding::Word;
use crate::site::search_layout::{DIGEST_SEED, digest};

/// A term as a file has it: its folded words, those with tones, and its list for one range of items. The second word may be
/// empty. Terms compare as they do when they are joined by a blank, which no letter of a word comes before.
type FileTerm<'a> = ([&'a str; 2], [&'a str; 2], &'a PostingList);

/// The terms of all items. Files are written from them when they are asked for, and not kept: both together would take the
/// most memory that a build ever has.
#[derive(Debug)]
pub(super) struct WordFiles {
    /// For each range of items, its terms, and for each file the numbers of those that it has.
    tables: Vec<(TermTable, Vec<Vec<u32>>)>,
}

impl WordFiles {
    /// Reads the words of all items, which go into a number of files.
    pub(super) fn new(context: PageContext<'_>, files: usize, items: &[SearchItem]) -> WordFiles {
        let tables = in_parts(items.len(), |range| {
            let table = read(context, items, range);
            let by_file = terms_by_file(&table, files);
            (table, by_file)
        });
        WordFiles { tables }
    }

    /// Writes a file.
    pub(super) fn file(&self, file: usize) -> Vec<u8> {
        let mut terms: Vec<FileTerm<'_>> = Vec::new();
        for (table, by_file) in &self.tables {
            terms.extend(by_file[file].iter().map(|number| file_term(table, *number as usize)));
        }
        // Stable: the lists of one term follow each other as their items do.
        terms.sort_by_key(|(folded, toned, _)| (*folded, *toned));
        let mut out = Vec::new();
        for same in terms.chunk_by(|left, right| left.0 == right.0) {
            let forms: Vec<&[FileTerm<'_>]> = same.chunk_by(|left, right| left.1 == right.1).collect();
            push_bytes(&mut out, joined(same[0].0).as_bytes());
            push_number(&mut out, forms.len() as u32);
            for form in forms {
                let (folded, toned, _) = &form[0];
                let toned = if toned == folded { ["", ""] } else { *toned };
                push_bytes(&mut out, joined(toned).as_bytes());
                let mut list = PostingList::default();
                form.iter().for_each(|(_, _, part)| list.append(part));
                list.write(&mut out);
            }
        }
        if out.is_empty() {
            // A file of no bytes looks like one that a power cut emptied: a term without name and forms instead.
            push_bytes(&mut out, b"");
            push_number(&mut out, 0);
        }
        out
    }
}

fn terms_by_file(table: &TermTable, files: usize) -> Vec<Vec<u32>> {
    let mut by_file = vec![Vec::new(); files];
    for (number, term) in table.terms.iter().enumerate() {
        by_file[file_of(&table.words, *term, files)].push(number as u32);
    }
    by_file
}

fn file_of(words: &[Word], (first, second): (u32, u32), files: usize) -> usize {
    let first = &words[first as usize];
    let sum = match second {
        NO_SECOND_WORD => digest(DIGEST_SEED, &first.folded),
        second => digest(first.before_another, &words[second as usize].folded),
    };
    sum as usize % files
}

fn file_term(table: &TermTable, number: usize) -> FileTerm<'_> {
    let (first, second) = table.terms[number];
    let first = &table.words[first as usize];
    let list = &table.lists[number];
    match second {
        NO_SECOND_WORD => ([&first.folded, ""], [&first.toned, ""], list),
        second => {
            let second = &table.words[second as usize];
            ([&first.folded, &second.folded], [&first.toned, &second.toned], list)
        }
    }
}

fn joined([first, second]: [&str; 2]) -> Cow<'_, str> {
    match second {
        "" => first.into(),
        second => format!("{first} {second}").into(),
    }
}

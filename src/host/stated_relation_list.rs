//! Prints the relations and days that texts state and heads do not declare, as lines to add to the heads.

use std::io::Write;

use crate::edition::HeadProposal;
use crate::host::command::print_notice;
use crate::host::report::TerminalStyle;
use crate::messages::notice::Notice;

/// The most files whose lines are printed; the others are counted.
const MAX_NAMED: usize = 5;

/// Prints the lines of the first files, and how many others there are.
pub(super) fn print_stated_relations(out: &mut dyn Write, style: TerminalStyle, proposals: &[HeadProposal]) {
    if proposals.is_empty() {
        return;
    }
    let count: usize = proposals.iter().map(|proposal| proposal.facts).sum();
    print_notice(out, style, Notice::StatedRelations, &[("count", &count)]);
    for proposal in proposals.iter().take(MAX_NAMED) {
        for line in &proposal.lines {
            let path = &proposal.path;
            print_notice(out, style, Notice::StatedRelation, &[("path", path), ("line", line)]);
        }
    }
    let more = proposals.len().saturating_sub(MAX_NAMED);
    if more > 0 {
        print_notice(out, style, Notice::StatedRelationsMore, &[("count", &more)]);
    }
}

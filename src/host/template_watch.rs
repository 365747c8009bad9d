//! Watches the templates that run: one that takes too long for a page is named, and the program need not wait for it.
//!
//! Looks are counted instead of time, so that a machine that slept, or a process that was stopped, accuses nobody.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread::Builder;
use std::time::Duration;

use crate::base::path::RelPath;
use crate::edition::CompiledSite;
use crate::host::command::{ExitStatus, print_notice};
use crate::host::publish::abandon;
use crate::host::report::TerminalStyle;
use crate::host::signals::stop;
use crate::messages::notice::Notice;

/// The time between two looks.
pub(super) const LOOK_INTERVAL: Duration = Duration::from_millis(100);

/// How many looks in a row may meet one template at one page: ten seconds.
const MAX_LOOKS: usize = 100;

/// How long the other pages have for ending, when the program has to.
const GRACE: Duration = Duration::from_millis(300);

/// How often each running template was met.
#[derive(Debug, Default)]
pub(super) struct TemplateWatch(BTreeMap<u64, usize>);

impl TemplateWatch {
    /// Looks once; gives the template that takes too long.
    pub(super) fn look(&mut self, site: &CompiledSite) -> Option<&'static str> {
        let running = site.running_templates();
        self.0.retain(|id, _| running.iter().any(|(known, _)| known == id));
        let mut endless = None;
        for (id, template) in running {
            let looks = self.0.entry(id).or_insert(0);
            *looks += 1;
            if *looks > MAX_LOOKS {
                endless = endless.or(Some(template));
            }
        }
        endless
    }
}

/// Does work that renders pages. Where a template takes too long for one, the program ends with its name, since nothing
/// else ends such a page; what a build has made so far is removed from its output.
pub(super) fn watched<T>(
    site: &CompiledSite,
    (style, output): (TerminalStyle, Option<&Path>),
    work: impl FnOnce() -> T,
) -> T {
    std::thread::scope(|scope| {
        let (finished, wait) = channel::<()>();
        // Where the system gives no thread, the work is done unwatched.
        let _ = Builder::new().spawn_scoped(scope, move || {
            let mut watch = TemplateWatch::default();
            while wait.recv_timeout(LOOK_INTERVAL) == Err(RecvTimeoutError::Timeout) {
                if let Some(template) = watch.look(site) {
                    end_at(&site.stop_template(template), style, output);
                }
            }
        });
        let result = work();
        drop(finished);
        result
    })
}

/// Ends the program.
fn end_at(template: &RelPath, style: TerminalStyle, output: Option<&Path>) -> ! {
    stop();
    let mut out = io::stderr();
    print_notice(&mut out, style, Notice::EndlessTemplate, &[("path", template)]);
    std::thread::sleep(GRACE);
    if let Some(output) = output {
        abandon(output);
        print_notice(&mut out, style, Notice::LeftAlone, &[]);
    }
    std::process::exit(i32::from(ExitStatus::Machine.code()))
}

//! The man pages of the program and of each command, in the language of the help.

use clap_mangen::Man;

use crate::messages::catalogue::{self, Language};

/// The headings that clap_mangen writes in English, and their keys in the catalogue.
pub(super) const HEADINGS: [(&str, &str); 5] = [
    ("NAME", "cli.man.NAME"),
    ("SYNOPSIS", "cli.man.SYNOPSIS"),
    ("DESCRIPTION", "cli.man.DESCRIPTION"),
    ("SUBCOMMANDS", "cli.man.SUBCOMMANDS"),
    ("VERSION", "cli.man.VERSION"),
];

/// Returns each page with the name of its file: `congbo.1`, `congbo-build.1`.
pub(super) fn man_pages(command: &clap::Command, language: Language) -> Vec<(String, Vec<u8>)> {
    let mut command = command.clone();
    command.build();
    let mut pages = Vec::new();
    add_pages(&command, "congbo", language, &mut pages);
    pages
}

fn add_pages(command: &clap::Command, name: &str, language: Language, pages: &mut Vec<(String, Vec<u8>)>) {
    let mut page = Vec::new();
    Man::new(command.clone().display_name(name.to_owned()))
        .title(name)
        .render(&mut page)
        .expect("memory takes every byte");
    let page = String::from_utf8(page).expect("clap_mangen writes UTF-8");
    let lines = page.lines().map(|line| match line.strip_prefix(".SH ") {
        Some(heading) => format!(".SH {}", translated(heading, language)),
        None => line.to_owned(),
    });
    let page: Vec<String> = lines.collect();
    pages.push((format!("{name}.1"), (page.join("\n") + "\n").into_bytes()));
    for one in command.get_subcommands().filter(|one| !one.is_hide_set()) {
        add_pages(one, &format!("{name}-{}", one.get_name()), language, pages);
    }
}

/// Returns a heading in the language of the page; headings of options come translated from the help.
fn translated(heading: &str, language: Language) -> &str {
    let known = HEADINGS.iter().find(|(english, _)| *english == heading);
    known.map_or(heading, |(_, key)| catalogue::text(key, language))
}

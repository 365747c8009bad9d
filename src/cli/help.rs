//! The help of every command in both languages.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction};

use crate::edition::is_web_address;
use crate::messages::catalogue::fill;

/// Gives the text of a key of the catalogue.
type Lookup<'a> = &'a dyn Fn(&str) -> &'static str;

/// Adds every text of a command's help; `typed` is what a person types before its arguments.
///
/// Clap writes its own English beside default and possible values, so these are hidden and written here.
pub(super) fn localized(command: clap::Command, typed: &str, text: Lookup) -> clap::Command {
    let style = *command.get_styles().get_usage();
    let usage_heading = text("cli.Usage");
    let template = format!("{{about-with-newline}}\n{style}{usage_heading}{style:#} {{usage}}\n\n{{all-args}}");
    let about = text(&format!("cli.command.{}", command.get_name()));
    let has_commands = command.has_subcommands();
    let flag = |id: &'static str, short, action| Arg::new(id).short(short).long(id).action(action);
    let mut command = command
        .about(about)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', ArgAction::Help).display_order(101));
    if has_commands {
        command = command.subcommand_help_heading(text("cli.Commands"));
    }
    if typed == "congbo" {
        command = command.arg(flag("version", 'V', ArgAction::Version).display_order(102));
    }
    command = command
        .mut_args(|argument| localized_argument(argument, text))
        .help_template(template);
    let mut usage = format!("{typed} [{}]", text("cli.value.OPTIONS"));
    for argument in command.get_positionals() {
        usage.push_str(&format!(" {argument}"));
    }
    if has_commands {
        usage.push_str(&format!(" [{}]", text("cli.value.COMMAND")));
    }
    let names: Vec<String> = command.get_subcommands().map(|one| one.get_name().to_owned()).collect();
    names.iter().fold(command.override_usage(usage), |command, name| {
        command.mut_subcommand(name, |one| localized(one, &format!("{typed} {name}"), text))
    })
}

/// Adds the texts of one argument.
fn localized_argument(argument: Arg, text: Lookup) -> Arg {
    let mut help = text(&format!("cli.option.{}", argument.get_id())).to_owned();
    let heading = match argument.is_positional() {
        true => text("cli.Arguments"),
        false => text("cli.Options"),
    };
    let argument = argument.help_heading(heading);
    if !argument.get_action().takes_values() {
        return argument.help(help);
    }
    let possible = argument.get_possible_values();
    let possible: Vec<&str> = possible.iter().map(PossibleValue::get_name).collect();
    if !possible.is_empty() {
        help.push_str(&fill(text("cli.PossibleValues"), &[("values", possible.join(", "))]));
    }
    if let [default] = argument.get_default_values() {
        help.push_str(&fill(text("cli.DefaultValue"), &[("value", default.to_string_lossy())]));
    }
    let name = argument.get_value_names().and_then(|names| names.first());
    let name = name.map(|name| text(&format!("cli.value.{name}")));
    let is_address = argument.get_id() == "base_url";
    let argument = argument
        .help(help)
        .value_name(name.unwrap_or_default())
        .hide_possible_values(true)
        .hide_default_value(true);
    if !is_address {
        return argument;
    }
    let refusal = text("cli.WholeAddress");
    argument.value_parser(move |value: &str| {
        let is_whole = is_web_address(value);
        is_whole.then(|| value.to_owned()).ok_or(refusal)
    })
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeSet;

    use clap::CommandFactory;

    use super::localized;
    use crate::cli::arguments::Cli;
    use crate::cli::man_pages::HEADINGS;
    use crate::messages::catalogue::{self, Language};

    #[test]
    fn the_help_is_complete_in_both_languages() {
        for language in [Language::Vietnamese, Language::English] {
            let asked: RefCell<BTreeSet<String>> = RefCell::default();
            let lookup = |key: &str| {
                asked.borrow_mut().insert(key.to_owned());
                catalogue::text(key, language)
            };
            let mut command = localized(Cli::command(), "congbo", &lookup);
            command.build();
            asked.borrow_mut().extend(HEADINGS.map(|(_, key)| key.to_owned()));
            let held = catalogue::keys(language)
                .into_iter()
                .filter(|key| key.starts_with("cli."));
            assert_eq!(asked.into_inner(), held.map(str::to_owned).collect());
            for one in command.get_subcommands_mut() {
                let help = one.render_help().to_string();
                let foreign = "Usage:|Options:|Arguments:|[default:|[possible values:|Print help";
                let is_foreign = |text: &&str| language == Language::Vietnamese && help.contains(*text);
                assert_eq!(foreign.split('|').find(is_foreign), None, "{help}");
            }
        }
    }
}

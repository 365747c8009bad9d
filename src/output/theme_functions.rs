//! The filters and functions of templates, beside those of the template engine.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult};

use crate::base::html::escaped;
use crate::messages::catalogue::fill;
use crate::output::comprehension_turns::TURN;
use crate::output::loop_ticks::TICK;
use crate::output::template_limits::{MAX_ROUNDS, TemplateLimits};
use crate::output::typeset::Typesetter;

/// Adds the filters and functions, which charge what loops do to the limits of the theme.
pub(super) fn register(tera: &mut Tera, limits: &Arc<TemplateLimits>) {
    tera.register_filter("fill", fill_filter);
    tera.register_filter("nowrap", unbroken_filter);
    tera.register_filter("nowrap_html", unbroken_html_filter);
    tera.register_filter("heading", heading_filter);
    let spent = Arc::clone(limits);
    tera.register_function(TICK, move |_: Kwargs, _: &State<'_>| -> TeraResult<String> {
        spent.spend(1).map_err(Error::message)?;
        Ok(String::new())
    });
    let spent = Arc::clone(limits);
    tera.register_function(TURN, move |_: Kwargs, _: &State<'_>| -> TeraResult<bool> {
        spent.spend(1).map_err(Error::message)?;
        Ok(true)
    });
    let spent = Arc::clone(limits);
    tera.register_function("range", move |values: Kwargs, _: &State<'_>| range(&spent, &values));
}

/// Does what the template engine's `range` does, at the page's charge.
fn range(limits: &TemplateLimits, values: &Kwargs) -> TeraResult<Vec<i128>> {
    let start = values.get::<i128>("start")?.unwrap_or_default();
    let end = values.must_get::<i128>("end")?;
    let step = values.get::<i128>("step_by")?.unwrap_or(1);
    if step == 0 || (start > end && step > 0) {
        return Err(Error::message("`range` never comes to its end"));
    }
    let mut made = Vec::new();
    let mut next = start;
    while (step > 0 && next < end) || (step < 0 && next > end) {
        if made.len() > MAX_ROUNDS {
            break;
        }
        made.push(next);
        next = next.saturating_add(step);
    }
    limits.spend(made.len()).map_err(Error::message)?;
    Ok(made)
}

fn fill_filter(text: &str, values: Kwargs, _: &State<'_>) -> TeraResult<String> {
    let values: Vec<(String, String)> = values
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_string()))
        .collect();
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    Ok(fill(text, &values))
}

/// Turns plain text into HTML whose numbers and dates stay on one line.
fn unbroken_filter(text: &str, _: Kwargs, _: &State<'_>) -> TeraResult<String> {
    Ok(Typesetter::new(BTreeMap::new()).typeset(&escaped(text)))
}

/// Does the same for HTML that the generator made.
fn unbroken_html_filter(html: &str, _: Kwargs, _: &State<'_>) -> TeraResult<String> {
    Ok(Typesetter::new(BTreeMap::new()).typeset(html))
}

/// Turns a heading into HTML whose numbers, dates and compounds stay on one line.
fn heading_filter(text: &str, _: Kwargs, _: &State<'_>) -> TeraResult<String> {
    Ok(Typesetter::new(BTreeMap::new()).typeset_heading(&escaped(text)))
}

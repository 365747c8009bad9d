//! Which source file imports which, read from `use` declarations and from paths inside the code.

use std::collections::{BTreeMap, BTreeSet};

/// The files that each file imports.
pub type Imports = BTreeMap<String, BTreeSet<String>>;

/// Reads the imports of source files, given as paths below `src` with the code in them.
pub fn imports(sources: &[(String, String)]) -> Imports {
    let modules: BTreeMap<Vec<String>, &str> = sources
        .iter()
        .map(|(file, _)| (module_of(file), file.as_str()))
        .collect();
    let of_file = |(file, code): &(String, String)| {
        let own = module_of(file);
        let paths = paths(code)
            .into_iter()
            .filter_map(|path| absolute(&own, &path, &modules));
        let files = paths.filter_map(|path| owner(&path, &modules));
        (file.clone(), files.filter(|other| other != file).collect())
    };
    sources.iter().map(of_file).collect()
}

/// The circles among some nodes: each node on one, with the nodes on the same circle that it imports.
pub fn circles(imports: &Imports) -> BTreeMap<&str, Vec<&str>> {
    let mut found = BTreeMap::new();
    for (node, next) in imports {
        let back = |next: &&String| reachable(imports, next).contains(node.as_str());
        let on_circle: Vec<&str> = next.iter().filter(back).map(String::as_str).collect();
        if !on_circle.is_empty() {
            found.insert(node.as_str(), on_circle);
        }
    }
    found
}

/// The imports between the entries of a folder: its files, and its folders with all they hold.
pub fn between_entries(imports: &Imports, folder: &str) -> Imports {
    let entry = |file: &str| {
        let inner = file.strip_prefix(folder)?;
        inner.split('/').next().map(|name| format!("{folder}{name}"))
    };
    let mut entries = Imports::new();
    for (file, others) in imports {
        let Some(own) = entry(file) else { continue };
        let others = others.iter().filter_map(|other| entry(other));
        let next = entries.entry(own.clone()).or_default();
        next.extend(others.filter(|other| *other != own));
    }
    entries
}

/// The module of a file: `a/b.rs` and `a/b/mod.rs` are `a::b`.
fn module_of(file: &str) -> Vec<String> {
    let path = file.trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    path.split('/').map(str::to_owned).collect()
}

fn reachable<'a>(imports: &'a Imports, start: &'a str) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::from([start]);
    let mut open = vec![start];
    while let Some(node) = open.pop() {
        let next = imports.get(node).into_iter().flatten();
        open.extend(next.map(String::as_str).filter(|next| seen.insert(next)));
    }
    seen
}

/// Every path that a text of code names: those of `use` with their braces resolved, and those inside the code.
fn paths(code: &str) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    let mut rest = String::new();
    let mut declaration: Option<String> = None;
    for line in code.lines() {
        let tree = line.trim_start().trim_start_matches("pub ").strip_prefix("use ");
        match (&mut declaration, tree) {
            (Some(open), _) => open.push_str(line),
            (None, Some(tree)) => declaration = Some(tree.to_owned()),
            (None, None) => rest.extend([line, "\n"]),
        }
        if let Some(whole) = declaration.take_if(|open| open.ends_with(';')) {
            expand(&[], whole.trim_end_matches(';'), &mut paths);
        }
    }
    let is_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
    let inline = rest.split(|c| !is_path(c)).filter(|word| word.contains("::"));
    paths.extend(inline.map(parts));
    paths
}

fn parts(path: &str) -> Vec<String> {
    let parts = path.split("::").map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Resolves the braces of a `use`: `a::{b, c::d as e}` names `a::b` and `a::c::d`.
fn expand(before: &[String], tree: &str, paths: &mut Vec<Vec<String>>) {
    let tree = tree.trim();
    let Some((head, inner)) = tree.split_once('{') else {
        let plain = tree.split(" as ").next().unwrap_or("");
        paths.push([before, &parts(plain)].concat());
        return;
    };
    let before = [before, &parts(head)].concat();
    let inner = inner.trim_end();
    let inner = inner.strip_suffix('}').unwrap_or(inner);
    let (mut depth, mut start) = (0, 0);
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                expand(&before, &inner[start..at], paths);
                start = at + 1;
            }
            _ => {}
        }
    }
    if !inner[start..].trim().is_empty() {
        expand(&before, &inner[start..], paths);
    }
}

/// A path from the top of the crate; `None` for one of another crate.
fn absolute(own: &[String], path: &[String], modules: &BTreeMap<Vec<String>, &str>) -> Option<Vec<String>> {
    let (first, rest) = path.split_first()?;
    match first.as_str() {
        "crate" => Some(rest.to_vec()),
        "self" => Some([own, rest].concat()),
        "super" => {
            let parent = &own[..own.len().saturating_sub(1)];
            absolute(parent, rest, modules).or_else(|| Some([parent, rest].concat()))
        }
        _ => {
            let child = [own, std::slice::from_ref(first)].concat();
            modules.contains_key(&child).then(|| [own, path].concat())
        }
    }
}

/// The file that holds the innermost module of a path.
fn owner(path: &[String], modules: &BTreeMap<Vec<String>, &str>) -> Option<String> {
    let longest = (1..=path.len()).rev().find_map(|length| modules.get(&path[..length]));
    longest.map(|file| (*file).to_owned())
}

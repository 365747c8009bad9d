//! Names that Windows refuses, so that a site can be edited and published on any system.
//!
//! The rule is Microsoft's "Naming Files, Paths, and Namespaces".

/// Returns whether Windows refuses a name of a file or folder.
pub(crate) fn is_refused_by_windows(name: &str) -> bool {
    let is_refused = |c: char| c.is_control() || r#"<>:"/\|?*"#.contains(c);
    let stem = name.split('.').next().unwrap_or(name);
    name.contains(is_refused) || name.ends_with(['.', ' ']) || is_device_name(stem.trim_end())
}

/// Returns whether a name without extension is one of a device, in any case: `con`, `COM1`.
pub(crate) fn is_device_name(stem: &str) -> bool {
    let stem = stem.to_ascii_lowercase();
    let has_number = |rest: &str| matches!(rest.as_bytes(), [b'0'..=b'9']) || matches!(rest, "¹" | "²" | "³");
    let is_port = |port: &str| stem.strip_prefix(port).is_some_and(has_number);
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$") || is_port("com") || is_port("lpt")
}

//! The default theme, compiled into the program.

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        /// Path inside the theme's folder, and bytes.
        pub const FILES: &[(&str, &[u8])] =
            &[$(($path, include_bytes!(concat!("../../themes/default/", $path)))),*];
    };
}

files![
    "static/bieu-tuong.svg",
    "static/chep.js",
    "static/chuyen.js",
    "static/congbo.css",
    "static/so-theo-doi.js",
    "templates/base.html",
    "templates/body.html",
    "templates/citing.html",
    "templates/components.html",
    "templates/components_ledger.html",
    "templates/data.html",
    "templates/directory.html",
    "templates/document.html",
    "templates/home.html",
    "templates/ledger.html",
    "templates/list.html",
    "templates/not_found.html",
    "templates/not_held.html",
    "templates/provision.html",
    "templates/redirect.html",
    "templates/timeline.html",
    "templates/topic.html",
    "texts/en.yaml",
    "texts/vi.yaml",
];

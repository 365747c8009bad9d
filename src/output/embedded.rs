//! The default theme, compiled into the program.

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        /// Each file's path inside the theme's folder, and its bytes.
        pub const FILES: &[(&str, &[u8])] =
            &[$(($path, include_bytes!(concat!("../../themes/default/", $path)))),*];
    };
}

files![
    "static/congbo.css",
    "static/congbo.js",
    "static/feed.css",
    "static/filters.js",
    "static/fonts/OFL.txt",
    "static/fonts/serif-italic.woff2",
    "static/fonts/serif-normal.woff2",
    "static/icon.svg",
    "static/redirect.js",
    "static/search.js",
    "static/search-box.js",
    "static/search-excerpts.js",
    "static/search-index.js",
    "static/search-ranking.js",
    "static/search-results.js",
    "static/search-words.js",
    "static/share.png",
    "templates/base.html",
    "templates/body.html",
    "templates/citing.html",
    "templates/components.html",
    "templates/components_ledger.html",
    "templates/components_lists.html",
    "templates/data.html",
    "templates/directory.html",
    "templates/document.html",
    "templates/home.html",
    "templates/ledger.html",
    "templates/ledgers.html",
    "templates/list.html",
    "templates/not_found.html",
    "templates/print.html",
    "templates/provision.html",
    "templates/redirect.html",
    "templates/search.html",
    "templates/stub.html",
    "templates/timeline.html",
    "templates/topic.html",
    "texts/en.yaml",
    "texts/vi.yaml",
];

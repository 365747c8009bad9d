#![no_main]

#[path = "../properties.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (name, property) = properties::ALL[5];
    assert_eq!(name, "site");
    property(bytes);
});

#![no_main]

#[path = "../properties.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (name, property) = properties::ALL[0];
    assert_eq!(name, "front_matter");
    property(bytes);
});

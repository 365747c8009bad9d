#![no_main]

#[path = "../properties.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (name, property) = properties::ALL[4];
    assert_eq!(name, "address_lock");
    property(bytes);
});

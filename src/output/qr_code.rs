//! The only user of `qrcodegen`: an address as a QR code, with which a reader of the printed page opens it again.

use qrcodegen::{QrCode, QrCodeEcc};

use crate::base::html::push_escaped;

/// The modules around a code that stay white (ISO/IEC 18004, quiet zone).
const QUIET_ZONE: i32 = 4;

/// Makes the QR code of a text as SVG with a title; the text is its description. `None` if the text is too long for one.
pub(crate) fn qr_code(text: &str, title: &str) -> Option<String> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let side = code.size() + 2 * QUIET_ZONE;
    let mut svg = format!("<svg class=\"qr-code\" viewBox=\"0 0 {side} {side}\" role=\"img\"><title>");
    push_escaped(&mut svg, title);
    svg.push_str("</title><desc>");
    push_escaped(&mut svg, text);
    svg.push_str("</desc><path d=\"");
    for row in 0..code.size() {
        let mut column = 0;
        while column < code.size() {
            let length = (column..code.size()).take_while(|at| code.get_module(*at, row)).count();
            let length = i32::try_from(length).unwrap_or(0);
            if length > 0 {
                let (left, top) = (column + QUIET_ZONE, row + QUIET_ZONE);
                svg.push_str(&format!("M{left} {top}h{length}v1h-{length}z"));
            }
            column += length + 1;
        }
    }
    svg.push_str("\"></path></svg>");
    Some(svg)
}

#[cfg(test)]
mod tests {
    use super::qr_code;

    #[test]
    fn the_corner_of_a_code_is_a_square_of_seven_modules() {
        let svg = qr_code("https://example.vn/van-ban/", "Mã QR").expect("a short text");
        assert!(svg.contains("d=\"M4 4h7v1h-7z"), "{svg}");
        assert!(qr_code(&"a".repeat(5000), "").is_none());
    }
}

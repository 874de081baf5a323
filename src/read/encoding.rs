//! Bytes -> text: byte order marks, UTF-8, UTF-16 without a mark, a declared or a guessed old
//! encoding (windows-1252, windows-1256 and the others browsers know). What is not text is refused.

use super::Reason;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// The text of `bytes`, without its byte order mark; valid UTF-8 comes out byte for byte.
/// `declared` is the encoding the file itself names, if any.
pub(super) fn decode(bytes: &[u8], declared: Option<&str>) -> Result<String, Reason> {
    if bytes.is_empty() {
        return Err(Reason::Empty);
    }
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(),
        None => decode_unmarked(bytes, declared)?,
    };
    if !is_text(&text) {
        return Err(Reason::NotText);
    }
    if text.trim().is_empty() { Err(Reason::Empty) } else { Ok(text) }
}

fn decode_unmarked(bytes: &[u8], declared: Option<&str>) -> Result<String, Reason> {
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok(encoding.decode_without_bom_handling(bytes).0.into_owned());
    }
    if bytes.contains(&0) {
        return Err(Reason::NotText);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let encoding = declared.and_then(|label| Encoding::for_label(label.as_bytes())).unwrap_or_else(|| guess(bytes));
    Ok(encoding.decode_without_bom_handling(bytes).0.into_owned())
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Western text in UTF-16 has a zero in every other byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512) & !1];
    if head.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let pairs = head.len() / 2;
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 >= pairs * 8 && even == 0 {
        Some(UTF_16LE)
    } else if even * 10 >= pairs * 8 && odd == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Text has no zero character and hardly any control characters or undecodable bytes.
fn is_text(text: &str) -> bool {
    if text.contains('\0') {
        return false;
    }
    let odd = |c: char| (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}')) || c == '\u{fffd}';
    let head = text.char_indices().nth(4096).map_or(text, |(end, _)| &text[..end]);
    let total = head.chars().count();
    head.chars().filter(|&c| odd(c)).count() * 50 <= total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let words = "Les troupes ont avancé près de l’aéroport, « à l’est » du village.";
        let utf16: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked: Vec<u8> = [&[0xFF, 0xFE][..], &utf16].concat();
        let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(words);
        let with_mark = [b"\xEF\xBB\xBF", words.as_bytes()].concat();
        for bytes in [words.as_bytes(), &marked, &windows, &with_mark] {
            assert_eq!(decode(bytes, None).unwrap(), words);
        }
        let plain = "Army units advanced near the village.";
        let unmarked: Vec<u8> = plain.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&unmarked, None).unwrap(), plain);
    }

    #[test]
    fn arabic_is_decoded() {
        let words = "قالت مصادر محلية إن الجيش تقدم في ريف المدينة الشمالي بعد معارك عنيفة استمرت طوال الليل";
        let (bytes, _, _) = encoding_rs::WINDOWS_1256.encode(words);
        assert_eq!(decode(&bytes, None).unwrap(), words);
        assert_eq!(decode(&bytes, Some("windows-1256")).unwrap(), words);
    }

    #[test]
    fn what_is_not_text_is_refused() {
        assert!(matches!(decode(b"", None), Err(Reason::Empty)));
        assert!(matches!(decode(b" \n\t ", None), Err(Reason::Empty)));
        assert!(matches!(decode(b"\xEF\xBB\xBF", None), Err(Reason::Empty)));
        assert!(matches!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None), Err(Reason::NotText)));
        assert!(matches!(decode(&[1, 2, 3, 4, 5, 6, 7, 8], None), Err(Reason::NotText)));
    }
}

//! The draft inside the page: put in, and found again.

use maud::Render;

/// The `id` of the element that holds the draft's data in a page.
pub const DATA_ID: &str = "nianbao-draft";

/// JSON text that can stand in a script element.
///
/// The characters that could end the element, begin a comment or be taken for an entity can only stand
/// inside strings of JSON, where an escape means the same. U+2028 and U+2029 are escaped too, which some
/// programs take for line ends. See the warning in the HTML standard, "Restrictions for contents of script
/// elements".
pub(super) struct Embedded<'a>(pub(super) &'a str);

impl Render for Embedded<'_> {
    fn render_to(&self, buffer: &mut String) {
        buffer.reserve(self.0.len());
        let mut rest = self.0;
        while let Some(position) = rest.find(['<', '>', '&', '\u{2028}', '\u{2029}']) {
            let (clean, tail) = rest.split_at(position);
            buffer.push_str(clean);
            let mut tail = tail.chars();
            buffer.push_str(match tail.next() {
                Some('<') => "\\u003c",
                Some('>') => "\\u003e",
                Some('&') => "\\u0026",
                Some('\u{2028}') => "\\u2028",
                _ => "\\u2029",
            });
            rest = tail.as_str();
        }
        buffer.push_str(rest);
    }
}

/// The JSON text of the draft in a saved page; `None` where the page has none.
///
/// Reads the page as the HTML standard tells a tokenizer to, as far as needed: names in any case, attributes
/// in any order and with any quotes, because a browser that saves a page writes it anew. The text is not
/// checked to be JSON, so that a damaged page can be told from a foreign one. Takes time in proportion to
/// the length of the page and never panics.
pub fn extract_data(html: &str) -> Option<String> {
    let bytes = html.as_bytes();
    let mut position = 0;
    loop {
        let (_, attributes) = find_tag(bytes, position, b"<script")?;
        let (ours, content) = read_attributes(bytes, attributes)?;
        // Whatever stands in a script is its text, also what looks like another script element.
        let (end, after) = find_tag(bytes, content, b"</script")?;
        if ours {
            let json = html.get(content..end)?.trim();
            return (!json.is_empty()).then(|| json.to_owned());
        }
        position = after;
    }
}

/// Where the next tag with this name (in lower case, with its bracket) begins, and where its name ends.
fn find_tag(bytes: &[u8], from: usize, tag: &[u8]) -> Option<(usize, usize)> {
    let mut position = from;
    loop {
        position += bytes.get(position..)?.iter().position(|&byte| byte == b'<')?;
        let end = position + tag.len();
        let found = bytes.get(position..end)?.eq_ignore_ascii_case(tag);
        if found && bytes.get(end).is_some_and(|&byte| is_space(byte) || matches!(byte, b'/' | b'>')) {
            return Some((position, end));
        }
        position += 1;
    }
}

/// Reads the attributes of a tag: whether its `id` is ours, and where the tag ends.
fn read_attributes(bytes: &[u8], from: usize) -> Option<(bool, usize)> {
    let mut position = from;
    let mut id = None;
    loop {
        position = skip(bytes, position, |byte| is_space(byte) || byte == b'/');
        if *bytes.get(position)? == b'>' {
            return Some((id == Some(DATA_ID.as_bytes()), position + 1));
        }
        // The first character of a name may be anything, even a `=`.
        let name_end =
            skip(bytes, position + 1, |byte| !is_space(byte) && !matches!(byte, b'/' | b'>' | b'='));
        let name = bytes.get(position..name_end)?;
        let (value, end) = read_value(bytes, name_end)?;
        if name.eq_ignore_ascii_case(b"id") {
            // Of two attributes with the same name, the first counts.
            id = id.or(Some(value));
        }
        position = end;
    }
}

/// Reads the value of an attribute behind its name, if it has one: the value, and where it ends.
fn read_value(bytes: &[u8], name_end: usize) -> Option<(&[u8], usize)> {
    let equals = skip(bytes, name_end, is_space);
    if *bytes.get(equals)? != b'=' {
        return Some((&[], name_end));
    }
    let begin = skip(bytes, equals + 1, is_space);
    let quote = *bytes.get(begin)?;
    if matches!(quote, b'"' | b'\'') {
        let end = skip(bytes, begin + 1, |byte| byte != quote);
        Some((bytes.get(begin + 1..end)?, end + 1))
    } else {
        let end = skip(bytes, begin, |byte| !is_space(byte) && byte != b'>');
        Some((bytes.get(begin..end)?, end))
    }
}

fn skip(bytes: &[u8], from: usize, skipped: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().take_while(|&&byte| skipped(byte)).count()
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(html: &str, expected: Option<&str>) {
        assert_eq!(extract_data(html).as_deref(), expected, "{html}");
    }

    #[test]
    fn data_is_found_however_the_page_was_written() {
        check(r#"<script type="application/json" id="nianbao-draft">{"a":1}</script>"#, Some(r#"{"a":1}"#));
        check("<SCRIPT ID=nianbao-draft TYPE=application/json>{}</SCRIPT>", Some("{}"));
        check("<script\r\n\tid = 'nianbao-draft'\r\ndefer >\r\n {} \r\n</script\n>", Some("{}"));
        check("<script/type='a>b'/id='nianbao-draft'/>{}</script>", Some("{}"));
        check("<script =x id=nianbao-draft>{}</script>", Some("{}"));
        check("<script src></script><script id=nianbao-draft>{}</script><p>", Some("{}"));
        check("中<script class=文 id=nianbao-draft>{\"年\":\"报\"}</script>", Some("{\"年\":\"报\"}"));
    }

    #[test]
    fn other_elements_are_not_taken_for_it() {
        check("", None);
        check("<p id=nianbao-draft>{}</p>", None);
        check("<scripts id=nianbao-draft>{}</scripts>", None);
        check("<script id=nianbao-draft2>{}</script>", None);
        check("<script data-id=nianbao-draft>{}</script>", None);
        check("<script id=a id=nianbao-draft>{}</script>", None);
        check("<script id=nianbao-draft> </script>", None);
        check("<script>'<script id=nianbao-draft>'</script>{}</script>", None);
        check("&lt;script id=nianbao-draft&gt;{}</script>", None);
    }

    #[test]
    fn broken_pages_have_none() {
        let whole = r#"<script type="application/json" id="nianbao-draft">{"a":1}</script>"#;
        for end in 0..whole.len() {
            check(&whole[..end], None);
        }
    }

    #[test]
    fn long_pages_take_no_longer_than_their_length() {
        for piece in ["<script ", "<script a=\"", "<script></script>", "<script id=", "<", "<script>", "='"] {
            check(&piece.repeat(1_000_000 / piece.len()), None);
        }
    }

    #[test]
    fn embedded_text_cannot_leave_its_element() {
        let json = "{\"a\":\"</script><!--<script>&amp;\u{2028}\u{2029}\"}";
        let embedded = Embedded(json).render().into_string();
        assert_eq!(
            embedded,
            r#"{"a":"\u003c/script\u003e\u003c!--\u003cscript\u003e\u0026amp;\u2028\u2029"}"#
        );
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(value(&embedded), value(json));
    }

    proptest! {
        #[test]
        fn extracting_never_panics(html in "\\PC{0,64}") {
            let _ = extract_data(&html);
        }

        #[test]
        fn near_pages_never_panic(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "<script", "</script", ">", " ", "id", "=", "\"", "'", "nianbao-draft", "/", "<", "中",
                    "{}", "\n", "SCRIPT", "\u{0}",
                ]),
                0..24,
            ),
        ) {
            let html = pieces.concat();
            if let Some(json) = extract_data(&html) {
                prop_assert!(html.contains(&json));
            }
        }

        #[test]
        fn embedded_text_is_found_again(text in any::<String>(), before in any::<String>()) {
            let json = serde_json::to_string(&text).unwrap();
            let embedded = Embedded(&json).render().into_string();
            prop_assert!(!embedded.contains(['<', '>', '&']));
            // What stands before the element cannot hide it, as long as it is escaped.
            let before = before.replace('<', "&lt;");
            let page = format!("{before}<script id=\"{DATA_ID}\">{embedded}</script>");
            let found = extract_data(&page).unwrap();
            prop_assert_eq!(serde_json::from_str::<String>(&found).unwrap(), text);
        }
    }
}

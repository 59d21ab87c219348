//! Text of a clerk as the page shows it.

use maud::Render;

/// Text without control characters, escaped.
///
/// HTML has no way to write most control characters, and no report means one: they come with pasted text.
/// Those that separate words, such as the line break of a word processor (U+000B), become a space.
pub(super) struct Shown<'a>(pub(super) &'a str);

impl Render for Shown<'_> {
    fn render_to(&self, buffer: &mut String) {
        let mut rest = self.0;
        while let Some(position) = rest.find(is_unprintable) {
            let (clean, tail) = rest.split_at(position);
            clean.render_to(buffer);
            let mut tail = tail.chars();
            if tail.next().is_some_and(char::is_whitespace) {
                buffer.push(' ');
            }
            rest = tail.as_str();
        }
        rest.render_to(buffer);
    }
}

fn is_unprintable(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_go_and_markup_is_escaped() {
        let cases = [
            ("公开12件", "公开12件"),
            ("a\0b\u{1b}[0m\u{7f}\u{9f}", "ab[0m"),
            ("上\u{b}下\r\n左\u{85}右\t", "上 下 \n左 右\t"),
            ("<b>&amp;\"'</b>\0>", "&lt;b&gt;&amp;amp;&quot;'&lt;/b&gt;&gt;"),
            ("\u{202e}反\u{2066}", "\u{202e}反\u{2066}"),
        ];
        for (text, shown) in cases {
            assert_eq!(Shown(text).render().into_string(), shown);
        }
    }
}

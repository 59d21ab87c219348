//! Text of a clerk as the report shows it.

use maud::Render;
use std::borrow::Cow;

/// Text without characters that no report means: they come with pasted text, and neither HTML nor XML has a
/// way to write most of them. Those that separate words, such as the line break of a word processor (U+000B),
/// become a space.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(is_unprintable) else { return Cow::Borrowed(text) };
    let mut clean = text[..first].to_owned();
    for c in text[first..].chars() {
        if !is_unprintable(c) {
            clean.push(c);
        } else if c.is_whitespace() {
            clean.push(' ');
        }
    }
    Cow::Owned(clean)
}

/// Clean text, escaped.
pub(super) struct Shown<'a>(pub(super) &'a str);

impl Render for Shown<'_> {
    fn render_to(&self, buffer: &mut String) {
        clean(self.0).render_to(buffer);
    }
}

fn is_unprintable(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n')) || matches!(c, '\u{fffe}' | '\u{ffff}')
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
            ("\u{fffe}甲\u{ffff}乙", "甲乙"),
            ("\u{202e}反\u{2066}", "\u{202e}反\u{2066}"),
        ];
        for (text, shown) in cases {
            assert_eq!(Shown(text).render().into_string(), shown);
        }
    }
}

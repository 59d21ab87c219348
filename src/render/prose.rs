//! Prose as headings and paragraphs.

use crate::report::prose::{Level, blocks};
use maud::{Markup, Render, html};

/// Prose as HTML, nothing where it is blank.
///
/// A numbered sub-heading that stands alone is a heading. One that runs on into text begins the paragraph;
/// there only （一） looks different from the text, since GB/T 9704-2012 (7.3.3) sets the third layer in the
/// typeface of the text.
pub(super) fn prose(text: &str) -> Markup {
    html! {
        @for block in blocks(text) {
            @match (block.level, block.body.is_empty()) {
                (Level::Second, true) => h3 { (block.head) },
                (Level::Third, true) => h4 { (block.head) },
                (Level::Second, false) => p { span.lead { (Running(block.head)) } (Running(block.body)) },
                (Level::Third | Level::Body, _) => p { (Running(block.head)) (Running(block.body)) },
            }
            "\n"
        }
    }
}

/// Text with places to break a site name or an e-mail address.
///
/// Every opening paragraph ends with them; unbroken, they leave a line before them whose few characters are
/// spread over its whole width. Numbers are never broken.
struct Running<'a>(&'a str);

impl Render for Running<'_> {
    fn render_to(&self, buffer: &mut String) {
        let mut done = 0;
        for (position, mark) in self.0.match_indices(['.', '@', '_']) {
            if is_within_name(self.0.as_bytes(), position) {
                let end = position + mark.len();
                self.0[done..end].render_to(buffer);
                buffer.push_str("<wbr>");
                done = end;
            }
        }
        self.0[done..].render_to(buffer);
    }
}

/// Whether a mark stands between letters or digits and a letter.
fn is_within_name(bytes: &[u8], position: usize) -> bool {
    let before = position.checked_sub(1).and_then(|before| bytes.get(before));
    let after = bytes.get(position + 1);
    before.is_some_and(u8::is_ascii_alphanumeric) && after.is_some_and(u8::is_ascii_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_stand_alone_or_begin_a_paragraph() {
        let text =
            "本年概况。\n（一）主动公开\n（二）依申请公开。收到<3>件。\n1.建章立制\n2.培训：两次。\n\n";
        assert_eq!(
            prose(text).into_string(),
            "<p>本年概况。</p>\n\
             <h3>（一）主动公开</h3>\n\
             <p><span class=\"lead\">（二）依申请公开。</span>收到&lt;3&gt;件。</p>\n\
             <h4>1.建章立制</h4>\n\
             <p>2.培训：两次。</p>\n"
        );
        assert_eq!(prose(" \n　\n").into_string(), "");
    }

    #[test]
    fn addresses_may_break_and_numbers_may_not() {
        let cases = [
            ("邮箱：zwgk_1@163.example.cn。", "邮箱：zwgk_1@163.<wbr>example.<wbr>cn。"),
            ("a_b@c", "a_<wbr>b@<wbr>c"),
            ("收费1268.3542万元，电话0517-1234567", "收费1268.3542万元，电话0517-1234567"),
            ("@a. .b _c", "@a. .b _c"),
        ];
        for (text, expected) in cases {
            assert_eq!(Running(text).render().into_string(), expected);
        }
    }
}

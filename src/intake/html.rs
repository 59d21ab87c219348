//! Web pages and what is pasted from pages, Word and WPS. Nothing is run, fetched or shown.

use super::build::Builder;
use super::source::Source;
use super::words::is_han;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

/// Reads HTML: a whole page, or the fragment that a browser, Word or WPS puts on the clipboard.
pub fn html(text: &str) -> Source {
    let sink = Sink(RefCell::new(Reader::default()));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(without_clipboard_head(text)));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner().builder.finish()
}

/// Windows puts a head before a copied fragment that some programs hand on.
fn without_clipboard_head(text: &str) -> &str {
    match text.find('<') {
        Some(at) if text.starts_with("Version:") => &text[at..],
        _ => text,
    }
}

/// Elements whose content is no text of the page.
const SKIPPED: &[&str] = &[
    "script", "style", "title", "template", "iframe", "object", "svg", "math", "select", "button", "nav",
    "textarea", "audio", "video", "canvas", "xml", "noframes", "noembed", "datalist",
];
/// Elements that begin a line and end one.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "blockquote",
    "pre",
    "form",
    "fieldset",
    "hr",
    "center",
    "address",
    "figure",
    "figcaption",
    "caption",
    "body",
    "html",
    "br",
];
/// Elements that can be hidden and must have an end.
const HIDEABLE: &[&str] = &["span", "div", "a", "font", "section"];

#[derive(Default)]
struct Reader {
    builder: Builder,
    /// The element that is being skipped, and how many of its name are open.
    skipped: Option<(String, usize)>,
    /// Space that was read but not written yet, and whether a line of the source ended in it.
    space: Option<bool>,
    /// Open elements whose space counts.
    verbatim: usize,
    /// The numbers of open lists; none for those without numbers.
    lists: Vec<Option<usize>>,
    /// The number of a list item whose text has not begun.
    number: Option<usize>,
}

struct Sink(RefCell<Reader>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut reader = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => {
                reader.tag(&tag);
                return raw(&tag);
            }
            Token::CharacterTokens(text) => reader.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// How the tokenizer is to read what follows a tag.
fn raw(tag: &Tag) -> TokenSinkResult<()> {
    if tag.kind == TagKind::EndTag {
        return TokenSinkResult::Continue;
    }
    match &*tag.name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        _ => TokenSinkResult::Continue,
    }
}

impl Reader {
    fn tag(&mut self, tag: &Tag) {
        let name = &*tag.name;
        let opens = tag.kind == TagKind::StartTag;
        if let Some((skipped, depth)) = &mut self.skipped {
            if name == skipped && !(opens && tag.self_closing) {
                *depth = if opens { *depth + 1 } else { *depth - 1 };
                if *depth == 0 {
                    self.skipped = None;
                }
            }
            return;
        }
        // Only in other languages of marks does an element end where it begins.
        let empty = tag.self_closing && matches!(name, "svg" | "math" | "xml" | "object");
        if opens && (SKIPPED.contains(&name) && !empty || is_hidden(tag)) {
            self.skipped = Some((name.to_owned(), 1));
            return;
        }
        match (name, opens) {
            ("table", true) => self.builder.open_table(),
            ("table", false) => self.builder.close_table(),
            ("tr", true) => self.builder.open_row(),
            ("td" | "th", true) => self.builder.open_cell(span(tag, "rowspan"), span(tag, "colspan")),
            ("td" | "th" | "tr", false) => self.builder.close_cell(),
            _ => {
                if BLOCKS.contains(&name) {
                    self.builder.end_line();
                    self.space = None;
                }
                self.list(tag, opens);
                return;
            }
        }
        self.space = None;
    }

    fn list(&mut self, tag: &Tag, opens: bool) {
        const DEEPEST: usize = 100;
        match (&*tag.name, opens) {
            ("pre", true) => self.verbatim += 1,
            ("pre", false) => self.verbatim = self.verbatim.saturating_sub(1),
            ("ol" | "ul", true) if self.lists.len() < DEEPEST => {
                let first = attribute(tag, "start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
                self.lists.push((&*tag.name == "ol").then_some(first));
            }
            ("ol" | "ul", false) => {
                self.lists.pop();
                self.number = None;
            }
            ("li", true) => {
                self.number = None;
                if let Some(Some(number)) = self.lists.last_mut() {
                    self.number = Some(*number);
                    *number = number.saturating_add(1);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped.is_some() {
            return;
        }
        for c in text.chars() {
            match c {
                '\n' | '\r' if self.verbatim > 0 => {
                    self.builder.end_line();
                    self.space = None;
                }
                ' ' | '\t' | '\n' | '\r' | '\u{c}' if self.verbatim == 0 => {
                    self.space = Some(self.space.unwrap_or(false) || matches!(c, '\n' | '\r'));
                }
                '\u{feff}' | '\u{200b}' | '\u{ad}' => {}
                c => self.push(if c == '\u{a0}' { ' ' } else { c }),
            }
        }
    }

    /// Writes a character, and before it the space that stood there. Where a line of the source ends between
    /// two Chinese characters there is none.
    fn push(&mut self, c: char) {
        let line = self.builder.line();
        if let Some(number) = self.number.filter(|_| !c.is_whitespace()) {
            self.number = None;
            if !c.is_ascii_digit()
                && !matches!(c, '（' | '(' | '一' | '二' | '三' | '四' | '五' | '六' | '七')
            {
                line.push_str(&number.to_string());
                line.push('.');
            }
        } else if let Some(at_line_end) = self.space
            && let Some(last) = line.chars().next_back()
        {
            let is_wide = |c: char| is_han(c) || !c.is_ascii() && !c.is_alphanumeric();
            if !(at_line_end && is_wide(last) && is_wide(c)) {
                line.push(' ');
            }
        }
        self.space = None;
        line.push(c);
    }
}

fn attribute<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

fn span(tag: &Tag, name: &str) -> usize {
    attribute(tag, name).and_then(|value| value.trim().parse().ok()).unwrap_or(1)
}

fn is_hidden(tag: &Tag) -> bool {
    if !HIDEABLE.contains(&&*tag.name) || tag.self_closing {
        return false;
    }
    let style: String = attribute(tag, "style")
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_lowercase())
        .collect();
    attribute(tag, "hidden").is_some() || style.contains("display:none") || style.contains("mso-hide:all")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{Block, Sheet};
    use proptest::prelude::*;

    fn lines(source: &str) -> Vec<String> {
        let line = |block: &Block| match block {
            Block::Line(line) => line.clone(),
            Block::Table(sheet) => sheet.tabs().replace('\t', "|").replace('\n', "/"),
        };
        html(source).blocks.iter().map(line).collect()
    }

    #[test]
    fn paragraphs_without_what_is_not_shown() {
        let page = "<html><head><title>t</title><style>p{}</style></head><body><script>document.write('<p>x')</script>\
                    <p>一、总体\n情况</p><!--[if gte mso 9]><xml>x</xml><![endif]--><p>甲<br>乙&nbsp;&mdash;2024 年\
                    <span style='display: none'>隐</span></p><nav>首页</nav><ol><li>建章<li>（二）立制</ol></body>";
        assert_eq!(lines(page), ["一、总体情况", "甲", "乙 —2024 年", "1.建章", "（二）立制"]);
    }

    #[test]
    fn tables_and_tables_that_lay_out() {
        let page = "<table><tr><td><table><tr><th colspan=2>头<br>部<td>1<tr><td rowspan=2>a<td>b<td>c</table><td>旁</table>";
        assert_eq!(lines(page), ["头 部|1/a|b|c/", "旁"]);
        let source = html("<table><tr><th colspan=3 rowspan=x>a</th><td>b</table>");
        let Block::Table(Sheet { rows }) = &source.blocks[0] else { panic!("{source:?}") };
        assert_eq!((rows[0][0].colspan, rows[0][0].rowspan), (3, 1));
    }

    #[test]
    fn hostile_pages_take_time_in_proportion() {
        for piece in [
            "<table><tr><td>",
            "<div>",
            "<b>",
            "<script></script>",
            "<script>",
            "<!--",
            "<p x='",
            "&",
            "<td>",
            "</table>",
            "<ol><li>",
            "<span hidden>",
        ] {
            let _ = html(&piece.repeat(1_000_000 / piece.len()));
        }
    }

    proptest! {
        #[test]
        fn no_markup_upsets_the_reader(
            pieces in prop::collection::vec(
                prop::sample::select(vec![
                    "<table>", "</table>", "<tr>", "<td colspan=2>", "<td rowspan=9999999999>", "</td>", "<p>", "<br>",
                    "<script>", "</script>", "<!--", "-->", "<ol>", "<li>", "文", " ", "\n", "&nbsp;", "&#0;", "<", "\"",
                    "<pre>", "<span style=display:none>", "</span>", "<title>",
                ]),
                0..40,
            ),
        ) {
            let _ = html(&pieces.concat());
        }
    }
}

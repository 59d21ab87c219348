//! Writing XML.

/// XML text in the making.
pub(super) struct Xml(String);

impl Xml {
    /// A document with nothing in it yet.
    pub(super) fn new() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned())
    }

    /// Appends markup.
    pub(super) fn push(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// Appends a number.
    pub(super) fn number(&mut self, number: usize) {
        self.0.push_str(&number.to_string());
    }

    /// Appends text, also as the value of an attribute. What XML cannot hold is left out.
    pub(super) fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                // A tab or line end within a value would become a space anyway.
                '\t' | '\n' => self.0.push(' '),
                '\u{fffe}' | '\u{ffff}' => {}
                c if c.is_control() => {}
                c => self.0.push(c),
            }
        }
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let mut xml = Xml(String::new());
        xml.push("<t>");
        xml.text("<a b=\"1\">&amp;\u{0}\u{1b}\u{fffe}\u{85}]]>\n𠮷");
        xml.push("</t>");
        assert_eq!(xml.finish(), "<t>&lt;a b=&quot;1&quot;&gt;&amp;amp;]]&gt; 𠮷</t>");
    }
}

//! How alike two reports are: which sentences and which runs of letters of one stand in the other as well.
//!
//! What a line is compared by is its [`Wording`]: space, punctuation, figures, titles
//! and the form's own words make no difference. Title and opening are formula throughout and are not
//! compared; every other text is held beside the same text of the other report.
//!
//! An [`Imprint`] is one report made ready to be compared with. Finding out how much of another stands in it
//! is one look into a table for each letter, so that it can be done at every keystroke.
//!
//! Uses [`crate::prose`] and [`crate::report`].

mod grams;

use crate::prose::{GRAM, Placed, Prose, Span, Wording};
use crate::report::Field;
use grams::Grams;
use serde::{Deserialize, Serialize};
use std::ops::{Add, Range};

/// The texts that are compared.
pub const FIELDS: [Field; 6] =
    [Field::Overview, Field::Proactive, Field::Requests, Field::Review, Field::Problems, Field::Other];

/// How much of something is common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// The common part.
    pub common: usize,
    /// All of it.
    pub all: usize,
}

impl Tally {
    /// The common part in per cent, rounded down; 0 where there is nothing.
    pub const fn percent(self) -> usize {
        match (self.common * 100).checked_div(self.all) {
            Some(percent) => percent,
            None => 0,
        }
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { common: self.common + other.common, all: self.all + other.all }
    }
}

/// How much of a text stands in another. Both are counted in letters, so that adding up the texts of a report
/// weighs each by its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Share {
    /// Letters of sentences that stand there as they are.
    pub sentences: Tally,
    /// Letters with which a run of [`GRAM`] letters begins that stands there.
    pub grams: Tally,
}

impl Add for Share {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { sentences: self.sentences + other.sentences, grams: self.grams + other.grams }
    }
}

/// A passage that stands in the other text as well is told from so many letters on; shorter ones are turns of
/// phrase.
const PASSAGE: usize = 12;

/// A report made ready to be compared with.
#[derive(Debug, Clone)]
pub struct Imprint {
    fields: [Words; FIELDS.len()],
}

/// What occurs in a text.
#[derive(Debug, Clone, Default)]
struct Words {
    grams: Grams,
    /// Names of the sentences, in order.
    sentences: Vec<u64>,
}

impl Words {
    fn of(lines: &[Placed]) -> Self {
        let wordings = || lines.iter().map(|placed| placed.line.wording());
        let count = wordings().map(|wording| wording.grams.len()).sum();
        let grams = Grams::of(count, wordings().flat_map(|wording| &wording.grams).copied());
        let mut sentences: Vec<_> =
            wordings().flat_map(|wording| &wording.sentences).map(|sentence| sentence.name).collect();
        sentences.sort_unstable();
        Self { grams, sentences }
    }

    fn share(&self, wording: &Wording) -> Share {
        let mut share = Share::default();
        for sentence in &wording.sentences {
            let length = sentence.letters.len();
            share.sentences.all += length;
            if self.has_sentence(sentence.name) {
                share.sentences.common += length;
            }
        }
        share.grams = self.grams.count(&wording.grams);
        share
    }

    fn has_sentence(&self, name: u64) -> bool {
        self.sentences.binary_search(&name).is_ok()
    }

    /// The common passages of a line, in bytes.
    fn passages(&self, wording: &Wording) -> Vec<Range<usize>> {
        let mut passages: Vec<Range<usize>> = Vec::new();
        let mut add = |letters: Range<usize>| {
            let bytes = wording.bytes(letters);
            match passages.last_mut() {
                // Nothing but a mark or two between them.
                Some(last) if bytes.start <= last.end + 6 => last.end = bytes.end.max(last.end),
                _ => passages.push(bytes),
            }
        };
        for sentence in &wording.sentences {
            if self.has_sentence(sentence.name) {
                add(sentence.letters.clone());
                continue;
            }
            let mut run = 0..0;
            for start in sentence.letters.clone() {
                if !self.grams.has(wording.grams[start]) {
                    continue;
                }
                if start > run.end {
                    if run.len() >= PASSAGE {
                        add(run);
                    }
                    run = start..start;
                }
                run.end = start + GRAM;
            }
            if run.len() >= PASSAGE {
                add(run);
            }
        }
        passages
    }
}

impl Imprint {
    /// Makes a report ready to be compared with.
    pub fn of(prose: &Prose) -> Self {
        Self { fields: FIELDS.map(|field| Words::of(prose.lines(field))) }
    }

    /// How much of a text of another report stands in the same text of this one.
    pub fn share(&self, prose: &Prose, field: Field) -> Share {
        let Some(words) = self.words(field) else { return Share::default() };
        let shares = prose.lines(field).iter().map(|placed| words.share(placed.line.wording()));
        shares.fold(Share::default(), Share::add)
    }

    /// The passages of a text of another report that stand in the same text of this one.
    pub fn passages(&self, prose: &Prose, field: Field) -> Vec<Span> {
        let Some(words) = self.words(field) else { return Vec::new() };
        let lines = prose.lines(field).iter();
        lines
            .flat_map(|placed| {
                let passages = words.passages(placed.line.wording());
                passages.into_iter().map(|bytes| placed.span(bytes))
            })
            .collect()
    }

    fn words(&self, field: Field) -> Option<&Words> {
        FIELDS.iter().position(|&known| known == field).map(|index| &self.fields[index])
    }
}

/// How much of one report stands in another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Likeness {
    /// Text by text, in the order of [`FIELDS`].
    pub fields: Vec<Compared>,
}

/// How much of a text stands in the same text of another report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// The text.
    pub field: Field,
    /// How much of it.
    pub share: Share,
    /// Which passages of it.
    pub passages: Vec<Span>,
}

impl Likeness {
    /// How much of `prose` stands in the report that left the imprint.
    pub fn of(prose: &Prose, imprint: &Imprint) -> Self {
        let compared = |field| Compared {
            field,
            share: imprint.share(prose, field),
            passages: imprint.passages(prose, field),
        };
        Self { fields: FIELDS.map(compared).into() }
    }

    /// Both ways: how much of the first report stands in the second, and of the second in the first.
    pub fn between(first: &Prose, second: &Prose) -> [Self; 2] {
        [Self::of(first, &Imprint::of(second)), Self::of(second, &Imprint::of(first))]
    }

    /// How much of the whole report, each text weighing by its length.
    pub fn whole(&self) -> Share {
        self.fields.iter().map(|compared| compared.share).fold(Share::default(), Share::add)
    }

    /// How much of one text.
    pub fn share(&self, field: Field) -> Share {
        self.fields
            .iter()
            .find(|compared| compared.field == field)
            .map(|compared| compared.share)
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Draft, Report, UnitKind};
    use proptest::prelude::*;
    use std::rc::Rc;

    fn prose(text: &str) -> Prose {
        prose_of(Field::Problems, text)
    }

    fn prose_of(field: Field, text: &str) -> Prose {
        Prose::read(&Report::read(Rc::new(Draft::new(2024, UnitKind::Township).with_text(field, text))))
    }

    fn share(text: &str, other: &str) -> Share {
        Imprint::of(&prose(other)).share(&prose(text), Field::Problems)
    }

    fn marked(text: &str, other: &str) -> Vec<String> {
        let spans = Imprint::of(&prose(other)).passages(&prose(text), Field::Problems);
        let letters: Vec<char> = text.chars().collect();
        spans.iter().map(|span| letters[span.start..span.end].iter().collect()).collect()
    }

    const LAST: &str =
        "信息员多由新入职人员兼任，对公开范围把握不准。网上渠道偏窄，外出务工的群众难以及时看到。";

    #[test]
    fn only_the_figures_changed() {
        let now = "2024年举办培训3期，\n参加培训的有264人次。";
        let last = "2023年举办培训12期。参加培训的有1,030人次";
        assert_eq!(share(now, last).sentences.percent(), 100);
        assert_eq!(share(now, last).grams.percent(), 100);
        assert_eq!(marked(now, last).len(), 2);
    }

    #[test]
    fn one_sentence_of_two_is_new() {
        let now = "答复的说理还不够充分，群众看不明白为什么。网上渠道偏窄，外出务工的群众难以及时看到。";
        let share = share(now, LAST);
        assert_eq!((share.sentences.common, share.sentences.all), (19, 38));
        assert_eq!((share.grams.common, share.grams.all), (15, 30));
        assert_eq!(marked(now, LAST), ["网上渠道偏窄，外出务工的群众难以及时看到"]);
    }

    #[test]
    fn a_changed_word_breaks_a_sentence_but_not_its_passages() {
        let now = "信息员多由新入职人员兼任，对公开范围拿不准。";
        let share = share(now, LAST);
        assert_eq!(share.sentences.common, 0);
        assert_eq!((share.grams.common, share.grams.all), (13, 16));
        assert_eq!(marked(now, LAST), ["信息员多由新入职人员兼任，对公开范围"]);
    }

    #[test]
    fn a_text_is_held_beside_the_same_text_only() {
        let imprint = Imprint::of(&prose_of(Field::Overview, LAST));
        assert_eq!(imprint.share(&prose(LAST), Field::Problems).grams.common, 0);
        assert_eq!(imprint.share(&prose(LAST), Field::Opening), Share::default());
        let likeness = Likeness::of(&prose_of(Field::Overview, LAST), &imprint);
        assert_eq!(likeness.whole(), likeness.share(Field::Overview));
        assert_eq!(likeness.whole().grams.percent(), 100);
    }

    #[test]
    fn short_turns_of_phrase_are_no_passages() {
        assert!(marked("对公开范围把握不准的还有民政所。", LAST).is_empty());
        assert_eq!(Tally { common: 599, all: 1000 }.percent(), 59);
    }

    /// Texts of a few phrases, so that two of them have something in common.
    fn any_text() -> impl Strategy<Value = String> {
        let phrase = prop::sample::select(vec![
            "信息员多由新入职人员兼任",
            "，",
            "。",
            "；",
            "\n",
            "对公开范围把握不准",
            "2024年",
            "１２件",
            "（一）",
            "《条例》",
            "〔2021〕30号",
            "没有其他需要报告的事项",
            "网上渠道偏窄",
            "𠮷𠀀👨‍👩‍👧",
            " ",
            "《",
            "{新收申请数}",
            "存在的主要问题",
            "外出务工的群众难以及时看到",
            "e\u{301}",
        ]);
        prop::collection::vec(prop_oneof![8 => phrase.prop_map(str::to_owned), 1 => any::<String>()], 0..30)
            .prop_map(|phrases| phrases.concat())
    }

    proptest! {
        #[test]
        fn alike_as_it_should_be(first in any_text(), second in any_text()) {
            let (a, b) = (prose(&first), prose(&second));
            let [there, back] = Likeness::between(&a, &b);
            let [back_again, there_again] = Likeness::between(&b, &a);
            prop_assert_eq!(&there, &there_again);
            prop_assert_eq!(&back, &back_again);
            let alone = Likeness::of(&a, &Imprint::of(&a)).whole();
            prop_assert_eq!(alone.sentences.common, alone.sentences.all);
            prop_assert_eq!(alone.grams.common, alone.grams.all);
            let nothing = Likeness::of(&a, &Imprint::of(&Prose::default())).whole();
            prop_assert_eq!((nothing.sentences.common, nothing.grams.common), (0, 0));
            prop_assert_eq!(nothing.grams.all, alone.grams.all);
            for (text, likeness) in [(&first, &there), (&second, &back)] {
                let length = text.chars().count();
                for compared in &likeness.fields {
                    let mut end = 0;
                    for span in &compared.passages {
                        prop_assert!(span.field == compared.field && end <= span.start && span.start < span.end);
                        end = span.end;
                    }
                    prop_assert!(end <= length);
                }
            }
        }
    }
}

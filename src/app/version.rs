//! 历史版本: what a draft said before, how it differs from now, and the way back.
//!
//! The versions lie in the browser's database, which answers later: keeping one is an effect, and the list of them
//! comes as an event. Where there is no database, there are none.

use super::{Dialog, Editor, Effect, Env, Model, Notice, NoticeAction};
use crate::report::Draft;
use crate::review::Request;
use crate::storage::{self, Envelope, Summary};
use std::rc::Rc;

/// From one version to the next while a draft is being worked on, in milliseconds.
const APART: u64 = 10 * 60 * 1000;

/// At what occasion a version was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// The draft was opened and then changed: what it said before.
    Opened,
    /// Ten minutes of work had passed.
    Work,
    /// It was printed.
    Print,
    /// It was saved to a file or put on the clipboard.
    Export,
    /// It was read from a file or a paste.
    Import,
    /// Another window took it over.
    TakeOver,
    /// An earlier version was brought back: what it said before.
    Restore,
}

impl Occasion {
    const ALL: [(Self, &'static str, &'static str); 7] = [
        (Self::Opened, "opened", "打开时"),
        (Self::Work, "work", "编制中"),
        (Self::Print, "print", "打印时"),
        (Self::Export, "export", "导出时"),
        (Self::Import, "import", "导入时"),
        (Self::TakeOver, "takeover", "接管时"),
        (Self::Restore, "restore", "恢复前"),
    ];

    /// The name under which it is kept.
    pub fn key(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The words shown to staff.
    pub fn label(self) -> &'static str {
        Self::ALL[self as usize].2
    }

    /// The occasion kept under this name; work for a name that is not known.
    pub fn from_key(key: &str) -> Self {
        Self::ALL.iter().find(|known| known.1 == key).map_or(Self::Work, |known| known.0)
    }
}

/// What an editor knows of the versions of its draft.
#[derive(Debug)]
pub(super) struct Keeping {
    /// The state last kept, or the one the draft was opened with.
    last: Rc<Draft>,
    at: u64,
    is_kept: bool,
}

impl Keeping {
    /// Begins with a draft that was just opened.
    pub(super) fn new(draft: Rc<Draft>, now: u64) -> Self {
        Self { last: draft, at: now, is_kept: false }
    }

    /// What is to be kept now. Without an occasion only what the passing of time makes due.
    fn due(
        &mut self,
        draft: &Rc<Draft>,
        occasion: Option<Occasion>,
        now: u64,
    ) -> Vec<(Occasion, u64, Rc<Draft>)> {
        let mut due = Vec::new();
        let is_time = now.saturating_sub(self.at) >= APART;
        if self.is_kept && occasion.is_none() && !is_time {
            // Comparing drafts takes too long to do it with every save.
            return due;
        }
        let is_changed = **draft != *self.last;
        if is_changed && !self.is_kept {
            due.push((Occasion::Opened, self.at, Rc::clone(&self.last)));
            self.is_kept = true;
        }
        let occasion = occasion.or(is_time.then_some(Occasion::Work));
        if let Some(occasion) = occasion.filter(|_| is_changed || !self.is_kept) {
            due.push((occasion, now, Rc::clone(draft)));
            *self = Self { last: Rc::clone(draft), at: now, is_kept: true };
        }
        due
    }
}

impl Editor {
    /// Has kept what is due at this occasion, or by now.
    pub(super) fn keep_versions(&mut self, occasion: Option<Occasion>, now: u64) -> Vec<Effect> {
        let draft = Rc::clone(self.report().draft());
        if self.is_example() || !self.hold().is_ours() {
            return Vec::new();
        }
        let due = self.versions.due(&draft, occasion, now);
        let kept = due.into_iter().map(|(occasion, at, draft)| {
            let envelope = Envelope {
                saved_at: at,
                copied_at: None,
                revision: 0,
                summary: Summary::default(),
                draft: Draft::clone(&draft),
            };
            Effect::KeepVersion { id: self.id().clone(), at, occasion, text: storage::write(&envelope) }
        });
        kept.collect()
    }
}

impl Model {
    /// Has kept the draft under work at an occasion.
    pub(super) fn keep_version(&mut self, occasion: Occasion, effects: &mut Vec<Effect>) {
        let now = self.clock.now;
        effects.extend(self.editor.iter_mut().flat_map(|editor| editor.keep_versions(Some(occasion), now)));
    }

    /// Asks for the versions of the draft under work.
    pub(super) fn ask_versions(&mut self, effects: &mut Vec<Effect>) {
        if !self.is_reviewer_away() {
            effects.extend(self.editor.as_ref().map(|editor| Effect::ReadVersions(editor.id().clone())));
        }
    }

    /// Has the versions that have been read held beside the draft: time, occasion and text of each.
    pub(super) fn take_versions(&mut self, kept: Vec<(u64, String, String)>) {
        if let Some(editor) = &mut self.editor {
            editor.ask(|ticket| Request::Versions { ticket, kept });
        }
    }

    /// Brings a version back, as one step.
    pub(super) fn restore_version(&mut self, at: u64, env: &Env, effects: &mut Vec<Effect>) {
        let Some(Dialog::Versions(versions, _)) = self.dialog.take() else { return };
        let Some(version) = versions.iter().find(|version| version.at == at) else { return };
        self.keep_version(Occasion::Restore, effects);
        let Some(editor) = &mut self.editor else { return };
        editor.change(&version.changes, false, self.clock);
        self.notice = Some(Notice {
            text: format!("已恢复到 {} 的版本。", self.clock.moment(at)),
            is_error: false,
            action: Some(NoticeAction::Undo),
        });
        self.save(env, effects);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example;
    use crate::report::Field;

    fn say(text: &str) -> Rc<Draft> {
        Rc::new(example::county_2024().with_text(Field::Other, text))
    }

    #[test]
    fn what_was_opened_is_kept_before_it_changes_and_then_every_ten_minutes() {
        let mut keeping = Keeping::new(say("一。"), 0);
        let mut due = |text: &str, occasion, now| -> Vec<_> {
            let due = keeping.due(&say(text), occasion, now);
            due.iter()
                .map(|(occasion, at, draft)| (*occasion, *at, draft.text(Field::Other).to_string()))
                .collect()
        };
        assert_eq!(due("一。", None, 5), []);
        assert_eq!(due("一。", None, APART), [(Occasion::Work, APART, "一。".to_owned())]);
        assert_eq!(due("二。", None, 2 * APART - 1), []);
        assert_eq!(due("二。", None, 2 * APART), [(Occasion::Work, 2 * APART, "二。".to_owned())]);
        assert_eq!(due("二。", Some(Occasion::Print), 2 * APART + 1), [], "it is kept already");
        let printed = due("三。", Some(Occasion::Print), 2 * APART + 2);
        assert_eq!(printed, [(Occasion::Print, 2 * APART + 2, "三。".to_owned())]);

        let mut keeping = Keeping::new(say("一。"), 0);
        let due = keeping.due(&say("二。"), None, 200);
        assert_eq!(due, [(Occasion::Opened, 0, say("一。"))]);
        assert_eq!(keeping.due(&say("三。"), None, 300), []);
    }

    #[test]
    fn occasions_are_known_by_their_names() {
        for (occasion, key, _) in Occasion::ALL {
            assert_eq!((Occasion::from_key(key), occasion.key()), (occasion, key));
        }
        assert_eq!(Occasion::from_key("?"), Occasion::Work);
    }
}

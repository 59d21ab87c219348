//! Which window may write the draft under work; see [`crate::storage::Claim`] for how windows agree on it.
//!
//! The window that holds a draft renews its claim with every few [`Event::Beat`](super::Event::Beat)s. Any other shows
//! the draft, follows what is saved, and changes nothing: it takes over when the clerk asks for it, or when the
//! claim has lapsed.

use super::version::Occasion;
use super::{Editor, Effect, Env, Model, Notice, NoticeAction, SaveState};
use crate::report::Field;
use crate::storage::{Claim, DraftId, Library};

/// How a window stands to the draft under work. Times are milliseconds since the Unix epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// It may write.
    Ours {
        /// When it last said so.
        beat: u64,
    },
    /// Another window may.
    Theirs(Waiting),
}

/// How a window stands to a draft that another holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// When the other was asked for a sign of life, or to hand over.
    asked: u64,
    /// Whether it was asked to hand over.
    takes_over: bool,
    /// What this window lost.
    loss: Loss,
    /// Whether more has been saved than is shown.
    pub(super) is_behind: bool,
}

/// What a window lost to another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Loss {
    /// Nothing: it only ever showed the draft.
    #[default]
    Nothing,
    /// The right to write.
    Hold,
    /// Also what it had not stored yet, which is shown and must not be replaced.
    Unsaved,
}

impl Waiting {
    /// Whether this window could write before.
    pub fn is_lost(self) -> bool {
        self.loss != Loss::Nothing
    }

    fn is_unsaved(self) -> bool {
        self.loss == Loss::Unsaved
    }
}

impl Hold {
    /// Whether this window may write.
    pub const fn is_ours(self) -> bool {
        matches!(self, Self::Ours { .. })
    }
}

/// From one renewal of a claim to the next.
const BEAT: u64 = 3000;
/// A window that lives answers a knock within this time. Hidden ones are told of it as fast as others.
const PATIENCE: u64 = 1500;

impl Model {
    /// Whether the draft under work may only be looked at here.
    pub fn is_read_only(&self) -> bool {
        self.editor.as_ref().is_some_and(|editor| !editor.hold.is_ours())
    }

    fn own_claim(&self, env: &Env) -> Claim {
        Claim { window: self.window, at: env.clock.now, takes_over: false }
    }

    /// Whether another window has claimed the draft that this one has not given up yet.
    pub(super) fn is_claimed_elsewhere(&self, env: &Env) -> bool {
        let editor = self.editor.as_ref().filter(|editor| editor.hold.is_ours() && !editor.is_example());
        let claim = editor.and_then(|editor| Library::new(env.store).claim(editor.id()).ok().flatten());
        claim.is_some_and(|claim| claim.window != self.window)
    }

    /// Claims the draft that was just opened, unless another window has.
    pub(super) fn claim(&mut self, env: &Env) {
        let own = self.own_claim(env);
        let Some(editor) = &mut self.editor else { return };
        let library = Library::new(env.store);
        // Where the storage says nothing, nobody else can be asked either.
        let others = library.claim(editor.id()).ok().flatten().filter(|claim| claim.window != own.window);
        editor.hold = if others.is_some() {
            let _ = library.set_knock(editor.id(), own);
            Hold::Theirs(Waiting { asked: own.at, ..Waiting::default() })
        } else {
            let _ = library.set_claim(editor.id(), own);
            Hold::Ours { beat: own.at }
        };
    }

    fn set_hold(&mut self, hold: Hold) {
        if let Some(editor) = &mut self.editor {
            editor.hold = hold;
        }
    }

    /// Gives the draft under work free.
    pub(super) fn release(&self, env: &Env) {
        let Some(editor) = self.editor.as_ref().filter(|editor| editor.hold.is_ours()) else { return };
        let library = Library::new(env.store);
        if library
            .claim(editor.id())
            .is_ok_and(|claim| claim.is_some_and(|claim| claim.window == self.window))
        {
            let _ = library.release(editor.id());
        }
    }

    /// Asks the other window to hand the draft over.
    pub(super) fn take_over(&mut self, env: &Env) {
        let own = self.own_claim(env);
        let Some(editor) = &mut self.editor else { return };
        let Hold::Theirs(waiting) = editor.hold else { return };
        if waiting.is_unsaved() && !self.keep_aside(env) {
            return;
        }
        let Some(editor) = &mut self.editor else { return };
        let _ = Library::new(env.store).set_knock(editor.id(), Claim { takes_over: true, ..own });
        let loss = if waiting.is_lost() { Loss::Hold } else { Loss::Nothing };
        editor.hold = Hold::Theirs(Waiting { asked: own.at, takes_over: true, loss, ..waiting });
    }

    /// Looks what the other windows say, and says what this one has to say.
    pub(super) fn beat(&mut self, env: &Env, effects: &mut Vec<Effect>) {
        let own = self.own_claim(env);
        let Some(editor) = self.editor.as_ref().filter(|editor| !editor.is_example()) else { return };
        let (library, id) = (Library::new(env.store), editor.id().clone());
        let Ok(claim) = library.claim(&id) else { return };
        let others = claim.filter(|claim| claim.window != own.window);
        match (editor.hold, others) {
            (Hold::Ours { .. }, Some(_)) => self.lose(env, effects),
            (Hold::Ours { beat }, None) => {
                let knock = library.knock(&id).ok().flatten();
                let knock = knock.filter(|knock| knock.window != own.window && knock.at >= beat);
                if let Some(knock) = knock.filter(|knock| knock.takes_over) {
                    self.hand_over(knock, env, effects);
                } else if claim.is_none() && self.is_outrun(&id, env) {
                    // The page had been left, and comes back after another window wrote.
                    self.lose(env, effects);
                    self.obtain(&id, env, effects);
                } else if claim.is_none() || knock.is_some() || own.at.abs_diff(beat) >= BEAT {
                    let _ = library.set_claim(&id, own);
                    self.set_hold(Hold::Ours { beat: own.at });
                }
            }
            (Hold::Theirs(waiting), others) => {
                let has_waited = own.at.abs_diff(waiting.asked) >= PATIENCE;
                let has_lapsed =
                    others.is_none_or(|other| has_waited && (waiting.takes_over || other.at < waiting.asked));
                let is_still = others.is_some_and(|other| own.at.abs_diff(other.at) > BEAT + PATIENCE);
                if has_lapsed && !waiting.is_unsaved() {
                    self.obtain(&id, env, effects);
                } else if is_still && has_waited {
                    let _ = library.set_knock(&id, own);
                    self.set_hold(Hold::Theirs(Waiting { asked: own.at, ..waiting }));
                } else if waiting.is_behind && !waiting.is_unsaved() {
                    self.follow_other(&id, env);
                }
            }
        }
    }

    /// Saves what is not saved yet and lets the other window have the draft.
    fn hand_over(&mut self, knock: Claim, env: &Env, effects: &mut Vec<Effect>) {
        self.save(env, effects);
        if let Some(editor) = &self.editor {
            let claim = Claim { takes_over: false, at: env.clock.now, ..knock };
            let _ = Library::new(env.store).set_claim(editor.id(), claim);
        }
        self.lose(env, effects);
    }

    /// Another window has the draft. What was not saved before is kept as a draft of its own.
    pub(super) fn lose(&mut self, env: &Env, effects: &mut Vec<Effect>) {
        let is_saved =
            |editor: &Editor| !matches!(editor.save_state(), SaveState::Pending | SaveState::Failed(_));
        let is_unsaved = !self.editor.as_ref().is_none_or(is_saved) && !self.keep_aside(env);
        let loss = if is_unsaved { Loss::Unsaved } else { Loss::Hold };
        let asked = env.clock.now;
        self.set_hold(Hold::Theirs(Waiting { asked, loss, is_behind: true, takes_over: false }));
        effects.push(Effect::Announce("另一个窗口已接管这份草稿，本窗口只能查看".to_owned()));
    }

    /// Stores what this window holds under another name; says whether that could be done.
    fn keep_aside(&mut self, env: &Env) -> bool {
        let Some(editor) = &self.editor else { return true };
        let mut copy = editor.envelope(env.clock.now);
        let name = format!("{}（另一窗口接管时没有保存的内容）", copy.draft.unit());
        copy.draft.set_text(Field::Name, Some(name.into()));
        let id = DraftId::new(env.clock.now, env.random);
        let is_kept = Library::new(env.store).save(&id, &copy).is_ok();
        self.notice = Some(if is_kept {
            Notice::error("本窗口还没有保存的内容另存成了一份草稿，在首页可以找到。".to_owned())
        } else {
            let action = Some(NoticeAction::SaveData);
            Notice {
                action, ..Notice::error("本窗口还有没有保存的内容，请先存成文件。".to_owned())
            }
        });
        is_kept
    }

    /// The draft is free, or its window does not answer: it is read anew and may be written here.
    fn obtain(&mut self, id: &DraftId, env: &Env, effects: &mut Vec<Effect>) {
        let _ = Library::new(env.store).set_claim(id, self.own_claim(env));
        self.follow_other(id, env);
        self.set_hold(Hold::Ours { beat: env.clock.now });
        self.keep_version(Occasion::TakeOver, effects);
        effects.push(Effect::Announce("现在可以在本窗口编辑这份草稿".to_owned()));
    }

    /// Whether the draft was stored by another window since this one did.
    fn is_outrun(&self, id: &DraftId, env: &Env) -> bool {
        let stored = Library::new(env.store).load(id);
        let is_known = |editor: &Editor| stored.is_ok_and(|stored| !editor.is_revision(stored.revision));
        self.editor.as_ref().is_some_and(is_known)
    }

    /// Shows the draft as it is stored.
    fn follow_other(&mut self, id: &DraftId, env: &Env) {
        let stored = Library::new(env.store).load(id);
        // A draft that is gone, or cannot be read, goes on being shown as it was.
        let (Ok(envelope), Some(editor)) = (stored, &self.editor) else { return };
        let hold = match editor.hold {
            Hold::Theirs(waiting) => Hold::Theirs(Waiting { is_behind: false, ..waiting }),
            ours @ Hold::Ours { .. } => ours,
        };
        if editor.is_revision(envelope.revision) && *editor.draft() == envelope.draft {
            return self.set_hold(hold);
        }
        let mut editor = Editor::open(id.clone(), envelope, env.clock);
        editor.hold = hold;
        self.editor = Some(editor);
        self.seek_past(env);
        self.renew_shown(env);
    }
}

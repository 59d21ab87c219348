//! Drafts under a password: what is asked of the clerk, and of the converter, which does it.

use super::{Dialog, Effect, Env, Model, Notice, Route};
use crate::converter::Task;
use crate::storage::{DraftId, Library, State};

/// The shortest password that is taken, in characters.
const SHORTEST: usize = 8;
/// A window that has a draft open says so more often than that, in milliseconds.
const ALIVE: u64 = 2 * 60 * 1000;

impl Model {
    /// Opens the form for the password of a draft.
    pub(super) fn ask_password(&mut self, id: DraftId, problem: String) {
        let is_locked = |state: &State| matches!(state, State::Locked(_));
        let locks = !self.entries.iter().any(|entry| entry.id == id && is_locked(&entry.state));
        let name = self.entry_name(&id);
        self.dialog = Some(Dialog::Password { id, name, locks, problem });
    }

    /// Has a draft put under the password, or opened with it.
    pub(super) fn take_password(
        &mut self,
        id: &DraftId,
        password: String,
        again: Option<&str>,
        env: &Env,
        effects: &mut Vec<Effect>,
    ) {
        let problem = match again {
            Some(_) if password.chars().count() < SHORTEST => format!("密码至少 {SHORTEST} 个字符。"),
            Some(again) if again != password => "两次输入的密码不一样。".to_owned(),
            _ => String::new(),
        };
        if !problem.is_empty() {
            return self.ask_password(id.clone(), problem);
        }
        let library = Library::new(env.store);
        let task = if again.is_some() {
            let claim = library.claim(id).ok().flatten();
            if claim.is_some_and(|claim| claim.at.saturating_add(ALIVE) > env.clock.now) {
                let problem = "这份草稿正在另一个窗口中打开，请先在那里回到首页。".to_owned();
                return self.ask_password(id.clone(), problem);
            }
            let name = self.entry_name(id);
            library.raw(id).map(|text| text.map(|text| Task::Lock { name, text, password }))
        } else {
            library.locked(id).map(|text| text.map(|text| Task::Unlock { text, password }))
        };
        match task {
            Ok(Some(task)) => self.use_password(task, id.clone(), effects),
            Ok(None) => self.dialog = None,
            Err(error) => self.password_failed(error.sentence()),
        }
    }

    /// Stores what came of it.
    pub(super) fn take_locked(&mut self, id: &DraftId, text: &str, env: &Env, effects: &mut Vec<Effect>) {
        self.dialog = None;
        let library = Library::new(env.store);
        let name = self.entry_name(id);
        if crate::storage::locked_name(text).is_some() {
            match library.lock(id, text) {
                Ok(()) => {
                    effects.push(Effect::DropVersions(id.clone()));
                    let text = format!("“{name}”已加锁，历史版本已清除。密码丢了，谁也打不开。");
                    self.notice = Some(Notice { text, is_error: false, action: None });
                }
                Err(error) => self.password_failed(error.sentence()),
            }
        } else {
            match library.unlock(id, text) {
                Ok(()) => {
                    effects.push(Effect::Address(Route::Edit(id.clone())));
                    let text = "已解锁，草稿现在没有加密。用完后请在首页重新加锁。".to_owned();
                    self.notice = Some(Notice { text, is_error: false, action: None });
                }
                Err(error) => self.password_failed(error.sentence()),
            }
        }
        self.read_storage(env);
    }

    fn password_failed(&mut self, sentence: String) {
        self.dialog = None;
        self.notice = Some(Notice::error(sentence));
    }
}

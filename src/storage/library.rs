//! All drafts on this computer.

use super::id::{BIN, CLEARED, DRAFTS, LOCKED, OWN};
use super::locked::locked_name;
use super::{DraftId, DraftStore, Envelope, Head, ReadError, StoreError, head, read, write};

/// The room that browsers are assumed to give one origin, in UTF-16 units.
pub const LIMIT: usize = 5_000_000;

/// How long deleted drafts are kept, in milliseconds: 30 days.
pub const BIN_KEEPS: u64 = 30 * 24 * 60 * 60 * 1000;

/// What became of a draft that was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The stored text.
    pub text: String,
    /// How many deleted drafts had to go to make room.
    pub emptied: usize,
}

/// What is known of a stored text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It is a draft.
    Readable(Head),
    /// It is a draft under a password, of this name.
    Locked(String),
    /// It cannot be read, and is kept as it is.
    Unreadable(ReadError),
}

impl State {
    fn of_stored(text: Result<String, StoreError>, is_locked: bool) -> Self {
        match text {
            Ok(text) if is_locked => {
                locked_name(&text).map_or(Self::Unreadable(ReadError::NotOurs), Self::Locked)
            }
            Ok(text) => head(&text).map_or_else(Self::Unreadable, Self::Readable),
            Err(error) => Self::Unreadable(ReadError::Store(error)),
        }
    }

    /// When the draft was saved; `None` for one that cannot be read.
    fn saved_at(&self) -> Option<u64> {
        match self {
            Self::Readable(head) => Some(head.saved_at),
            Self::Locked(_) | Self::Unreadable(_) => None,
        }
    }
}

/// A line in the list of drafts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub id: DraftId,
    /// What is in it.
    pub state: State,
    /// Length of the stored text in UTF-16 units, in which browsers count.
    pub size: usize,
}

/// A line in the list of deleted drafts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BinEntry {
    /// Its name in the bin.
    pub id: DraftId,
    /// When it was deleted, in milliseconds since the Unix epoch; `None` where this cannot be read.
    pub deleted_at: Option<u64>,
    /// What is in it.
    pub state: State,
    /// Length of the stored text in UTF-16 units.
    pub size: usize,
}

/// How much room is used, in UTF-16 units of keys and texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// By this program.
    pub own: usize,
    /// By all programs of the same origin.
    pub total: usize,
    /// The room that there is assumed to be: [`LIMIT`].
    pub limit: usize,
}

/// Why a draft was not saved. What was stored before is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveError {
    /// The store failed.
    Store(StoreError),
    /// The text that is stored under the name cannot be read, or a later version wrote it.
    Unreadable(ReadError),
    /// The stored draft has been saved by another window in between. To save over it none the less, give
    /// the envelope a revision greater than the stored one.
    Conflict(Head),
}

impl SaveError {
    /// What it means for the clerk and what to do about it.
    pub fn sentence(&self) -> String {
        match self {
            Self::Store(error) => error.sentence(),
            Self::Unreadable(error) => {
                format!(
                    "没有保存，以免覆盖这台电脑上原有的内容：{}。刚填写的内容还在本窗口中，请导出文件保存。",
                    error.reason()
                )
            }
            Self::Conflict(_) => "这份草稿已在另一个窗口中保存过，为免互相覆盖，本窗口的改动没有写入。\
                 刚填写的内容还在本窗口中，可以先导出文件保存，再决定保留哪一份。"
                .to_owned(),
        }
    }
}

/// What is stored under a key, or why the store does not give it.
type Text = Result<String, StoreError>;

/// The drafts in a store.
#[derive(Clone, Copy)]
pub struct Library<'a> {
    store: &'a dyn DraftStore,
}

impl<'a> Library<'a> {
    /// The library in this store.
    pub fn new(store: &'a dyn DraftStore) -> Self {
        Self { store }
    }

    pub(super) fn store(self) -> &'a dyn DraftStore {
        self.store
    }

    /// All drafts, the one saved last first; those that cannot be read come at the end.
    pub fn list(self) -> Result<Vec<Entry>, StoreError> {
        let mut entries = Vec::new();
        for prefix in [DRAFTS, LOCKED] {
            for (id, text) in self.texts(prefix)? {
                let size = text.as_deref().map_or(0, utf16_units);
                entries.push(Entry { id, state: State::of_stored(text, prefix == LOCKED), size });
            }
        }
        Ok(newest_first(entries, |entry| (entry.state.saved_at(), &entry.id)))
    }

    /// Reads a draft.
    pub fn load(self, id: &DraftId) -> Result<Envelope, ReadError> {
        read(&self.raw(id).map_err(ReadError::Store)?.ok_or(ReadError::Missing)?)
    }

    /// The stored text of a draft, readable or not, for a download; `None` where there is none.
    pub fn raw(self, id: &DraftId) -> Result<Option<String>, StoreError> {
        self.store.get(&id.key())
    }

    /// Saves a draft, unless that would lose something: a stored text that cannot be read is never replaced,
    /// and a stored draft only by one of a greater revision. Each save of a window thus carries a revision
    /// one greater than the last it saved or loaded, and of two windows the second is told.
    ///
    /// Saving a draft that was deleted meanwhile stores it again; what is in the bin stays there.
    pub fn save(self, id: &DraftId, envelope: &Envelope) -> Result<(), SaveError> {
        self.save_over(id, envelope, None).map(drop)
    }

    /// [`save`](Self::save) for a window that knows the text it stored last: where that is still there, it
    /// need not be read to be replaced.
    pub fn save_over(
        self,
        id: &DraftId,
        envelope: &Envelope,
        last: Option<&str>,
    ) -> Result<Saved, SaveError> {
        let text = write(envelope);
        match self.raw(id).map_err(SaveError::Store)? {
            Some(stored) if stored == text => return Ok(Saved { text, emptied: 0 }),
            Some(stored) if Some(stored.as_str()) == last => {}
            Some(stored) => match read(&stored) {
                Ok(stored) if stored.revision >= envelope.revision => {
                    return Err(SaveError::Conflict(Head::of(&stored)));
                }
                // Nothing is lost with a blank text, and nothing else could ever be saved over it.
                Ok(_) | Err(ReadError::Empty) => {}
                Err(error) => return Err(SaveError::Unreadable(error)),
            },
            None => {}
        }
        let emptied = self.put(&id.key(), &text).map_err(SaveError::Store)?;
        Ok(Saved { text, emptied })
    }

    /// Writes a text. Where there is no room for it, deleted drafts give way, the one deleted first first; returns how
    /// many. None goes where all together would not make room enough, and no more than make room enough.
    pub(super) fn put(self, key: &str, text: &str) -> Result<usize, StoreError> {
        match self.store.put(key, text) {
            Err(StoreError::Full) => self.put_making_room(key, text),
            written => written.map(|()| 0),
        }
    }

    fn put_making_room(self, key: &str, text: &str) -> Result<usize, StoreError> {
        let before = self.store.get(key)?.map_or(0, |text| utf16_units(&text));
        let wanted = (utf16_units(key) + utf16_units(text)).saturating_sub(before);
        // Those of which nobody knows when they were deleted stay.
        let mut deleted = self.bin()?;
        deleted.retain(|entry| entry.deleted_at.is_some());
        let mut emptied = 0;
        let mut room = 0;
        if deleted.iter().map(|entry| entry.size).sum::<usize>() < wanted {
            return Err(StoreError::Full);
        }
        while room < wanted
            && let Some(oldest) = deleted.pop()
        {
            self.purge(&oldest.id)?;
            emptied += 1;
            room += oldest.size;
            // Less than counted may be wanted, where the store was not quite full.
            match self.store.put(key, text) {
                Err(StoreError::Full) => {}
                written => return written.map(|()| emptied),
            }
        }
        Err(StoreError::Full)
    }

    /// Removes for good what was deleted more than [`BIN_KEEPS`] ago.
    pub fn expire_bin(self, now: u64) -> Result<(), StoreError> {
        let is_old = |entry: &BinEntry| entry.deleted_at.is_some_and(|at| at.saturating_add(BIN_KEEPS) < now);
        self.bin()?.iter().filter(|entry| is_old(entry)).try_for_each(|entry| self.purge(&entry.id))
    }

    /// Every draft as it is stored, readable or not, one in a line.
    pub fn archive(self) -> Result<String, StoreError> {
        let mut all = String::new();
        for entry in self.list()? {
            // A draft is written in one line. What is damaged may have more.
            let text = self.raw(&entry.id)?.or(self.locked(&entry.id)?);
            all.extend(text.iter().map(|text| text.replace(['\r', '\n'], " ")));
            all.push('\n');
        }
        Ok(all)
    }

    /// Removes all that this program keeps. Other windows are told under [`CLEARED`].
    pub fn clear(self) -> Result<(), StoreError> {
        for key in self.store.keys()?.iter().filter(|key| key.starts_with(OWN)) {
            self.store.remove(key)?;
        }
        self.store.put(CLEARED, "")?;
        self.store.remove(CLEARED)
    }

    /// Moves a draft, readable or not, to the bin. Returns its name there, `None` where there is no draft.
    /// The name is another one only where the bin holds an earlier draft of the same name.
    ///
    /// The bin is written first, so that nothing is lost if that fails; [`StoreError::Full`] then leaves
    /// [`erase`](Self::erase).
    pub fn delete(self, id: &DraftId, now: u64) -> Result<Option<DraftId>, StoreError> {
        self.relocate(id, DRAFTS, BIN, |text| {
            let mut binned = now.to_string();
            binned.push('\n');
            binned.push_str(text);
            binned
        })
    }

    /// Removes a draft for good, past the bin: for a storage so full that the bin cannot be written.
    pub fn erase(self, id: &DraftId) -> Result<(), StoreError> {
        let is_plain = self.raw(id)?.is_some();
        self.store.remove(&if is_plain { id.key() } else { id.under(LOCKED) })
    }

    /// The deleted drafts, the one deleted last first.
    pub fn bin(self) -> Result<Vec<BinEntry>, StoreError> {
        let entries = self.texts(BIN)?.into_iter().map(|(id, binned)| {
            let (deleted_at, text) = match &binned {
                Ok(binned) => unbin(binned),
                Err(_) => (None, ""),
            };
            let (size, text) = (utf16_units(text), text.to_owned());
            BinEntry { id, deleted_at, state: State::of_stored(binned.map(|_| text), false), size }
        });
        let entries = entries.collect();
        Ok(newest_first(entries, |entry| (entry.deleted_at, &entry.id)))
    }

    /// Moves a deleted draft back. Returns its name, `None` where the bin does not hold it. The name is
    /// another one only where a draft of the same name has been saved meanwhile.
    pub fn restore(self, id: &DraftId) -> Result<Option<DraftId>, StoreError> {
        self.relocate(id, BIN, DRAFTS, |text| unbin(text).1.to_owned())
    }

    /// Removes a deleted draft for good.
    pub fn purge(self, id: &DraftId) -> Result<(), StoreError> {
        self.store.remove(&id.under(BIN))
    }

    /// The room that is used. Reads everything stored.
    pub fn usage(self) -> Result<Usage, StoreError> {
        let mut usage = Usage { own: 0, total: 0, limit: LIMIT };
        for key in self.store.keys()? {
            let text = self.store.get(&key)?.unwrap_or_default();
            let units = utf16_units(&key) + utf16_units(&text);
            usage.total += units;
            usage.own += if key.starts_with(OWN) { units } else { 0 };
        }
        Ok(usage)
    }

    /// Every text whose key is `prefix` and a name. A text that the store does not give is handed on as its
    /// error, so that it does not hide the others.
    fn texts(self, prefix: &str) -> Result<Vec<(DraftId, Text)>, StoreError> {
        let mut texts = Vec::new();
        for key in self.store.keys()? {
            // A text that is gone by now was removed by another window.
            if let Some(id) = DraftId::after(prefix, &key)
                && let Some(text) = self.store.get(&key).transpose()
            {
                texts.push((id, text));
            }
        }
        Ok(texts)
    }

    /// Writes a text under another prefix, and only then removes it. Overwrites nothing.
    fn relocate(
        self,
        id: &DraftId,
        from: &str,
        to: &str,
        change: impl Fn(&str) -> String,
    ) -> Result<Option<DraftId>, StoreError> {
        let old = id.under(from);
        let Some(text) = self.store.get(&old)? else { return Ok(None) };
        let mut id = id.clone();
        while self.store.get(&id.under(to))?.is_some() {
            id = id.alternative();
        }
        self.put(&id.under(to), &change(&text))?;
        self.store.remove(&old)?;
        Ok(Some(id))
    }
}

/// Puts the entries in order, the latest time first and those without a time last. One by one: the sorting of
/// the standard library is a lot of code for a list of drafts.
fn newest_first<T>(entries: Vec<T>, key: fn(&T) -> (Option<u64>, &DraftId)) -> Vec<T> {
    let mut sorted = Vec::with_capacity(entries.len());
    for entry in entries {
        let place = sorted.partition_point(|other| key(other) > key(&entry));
        sorted.insert(place, entry);
    }
    sorted
}

/// Time of deletion and text of an entry of the bin: a line with the time, then the text as it was, whatever
/// it is. A text without such a line is all text.
fn unbin(binned: &str) -> (Option<u64>, &str) {
    match binned.split_once('\n').map(|(line, text)| (line.parse(), text)) {
        Some((Ok(time), text)) => (Some(time), text),
        _ => (None, binned),
    }
}

/// Length of a text in UTF-16 units, in which browsers count.
pub fn utf16_units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

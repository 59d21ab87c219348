//! What can happen, and what the shell is asked to do about it.

use super::{Clock, IntakeUse, Occasion, PastChoice, Route, Section};
use crate::converter::{Form, Job, Product, Rich};
use crate::format::{CellId, Table};
use crate::report::{Field, UnitKind};
use crate::review::{Answer, Request};
use crate::rules::{Finding, Remedy, Target};
use crate::storage::{DraftId, DraftStore};
use std::rc::Rc;

/// What an update may use of the world outside.
#[derive(Clone, Copy)]
pub struct Env<'a> {
    /// The present moment.
    pub clock: Clock,
    /// A random number, for new ids.
    pub random: u32,
    /// Where drafts are kept.
    pub store: &'a dyn DraftStore,
}

/// Where a file came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileSource {
    /// Its content.
    Bytes(Vec<u8>),
    /// Too large to be read; its size in bytes.
    TooLarge(u64),
    /// The browser could not read it.
    Failed,
}

/// Something that happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The address bar shows this place, at the start or after a change.
    Navigated(Route),
    /// The page is hidden.
    Hidden,
    /// The page is left, perhaps for good.
    Left,
    /// A second has passed.
    Beat,
    /// The draft is to be edited in this window.
    TakeOver,
    /// The time for saving has come.
    SaveDue,
    /// The clerk asks to save at once.
    SaveNow,
    /// Another window changed what is stored under this key, or cleared the storage.
    StorageChanged(Option<String>),

    /// Opens the form for a new report.
    AskNew,
    /// Creates a report.
    Create {
        /// Name of the unit as typed.
        unit: String,
        /// Kind of the unit.
        kind: UnitKind,
        /// Report year.
        year: u16,
    },
    /// Goes to a place.
    Go(Route),
    /// A file was chosen or dropped.
    FileChosen {
        /// Its name.
        name: String,
        /// Its content.
        source: FileSource,
    },
    /// Opens the form for renaming a draft.
    AskRename(DraftId),
    /// Renames a draft.
    Rename(DraftId, String),
    /// Makes a copy of a draft.
    Duplicate(DraftId),
    /// Moves a draft to the bin.
    Delete(DraftId),
    /// Takes a draft out of the bin.
    Restore(DraftId),
    /// Asks before a draft is removed for good.
    AskPurge {
        /// The draft.
        id: DraftId,
        /// Whether it is one in the bin.
        deleted: bool,
    },
    /// Removes a draft for good.
    Purge {
        /// The draft.
        id: DraftId,
        /// Whether it is one in the bin.
        deleted: bool,
    },
    /// Opens the form that puts a draft under a password, or opens it.
    AskPassword(DraftId),
    /// Puts a draft under a password, or opens it.
    PasswordGiven {
        /// The draft.
        id: DraftId,
        /// The password.
        password: String,
        /// The password once more; `None` to open the draft.
        again: Option<String>,
    },
    /// Asks before everything is cleared.
    AskClear,
    /// Clears all that this program keeps in the browser.
    Clear,
    /// Saves all drafts to one file.
    SaveAll,
    /// Saves a draft to a file as it is stored.
    DownloadStored(DraftId),

    /// The text of a cell was edited.
    CellTyped(CellId, Rc<str>),
    /// The cell was left: its text is put right.
    CellLeft(CellId),
    /// A text was edited.
    TextTyped(Field, Rc<str>),
    /// A text field was left.
    TextLeft(Field),
    /// A text goes back to being composed by the program.
    Recompose(Field),
    /// Another kind of unit.
    KindChosen(UnitKind),
    /// Another report year.
    YearChosen(u16),
    /// The expected sub-items are put into part 一.
    InsertItems,
    /// Today's date is put under the report.
    InsertToday,
    /// A mechanical repair.
    Repair(Remedy),
    /// Opens the form into which a block can be pasted.
    AskPaste(Table),
    /// A block was pasted; shows what it would do.
    Pasted {
        /// The table.
        table: Table,
        /// The cell in which it was pasted.
        anchor: Option<CellId>,
        /// The text.
        text: String,
    },
    /// Carries out the paste shown.
    ConfirmPaste,
    /// A block was pasted as rich text: its labels may tell where it belongs.
    RichPasted {
        /// The table.
        table: Table,
        /// The cell in which it was pasted.
        anchor: Option<CellId>,
        /// The rich text.
        html: String,
        /// The same as plain text.
        text: String,
    },
    /// A file was chosen with which this year's report is to begin.
    LastYearFileChosen {
        /// Its name.
        name: String,
        /// Its content.
        source: FileSource,
    },
    /// Begins the report of the year after a stored one.
    NextYear(DraftId),
    /// Opens the place for a report that is to be pasted.
    AskPasteReport,
    /// A report was pasted.
    ReportPasted {
        /// As rich text, where there was some.
        html: Option<String>,
        /// As plain text.
        text: String,
    },
    /// The report shown is to be used.
    AcceptIntake(IntakeUse),
    /// Opens the choice of formats.
    AskExport,
    /// Saves the report in another format.
    Export(Form),
    /// Puts the report on the clipboard.
    CopyRich,
    /// The report is on the clipboard, or could not be put there.
    Copied(bool),
    /// The converter has done what it was asked.
    Converted {
        /// That of the job.
        ticket: u64,
        /// What came out.
        product: Product,
    },
    /// The converter could not be started, or broke down.
    ConverterFailed,
    /// What the converter is at is to end.
    CancelWork,
    /// Closes the open dialog.
    CloseDialog,
    /// Takes the last step back.
    Undo,
    /// Carries the last step taken back out again.
    Redo,

    /// Leads to a place in the editor.
    Jump(Target),
    /// Takes the finding at this place of the list in hand: its places stand out.
    Attend(usize),
    /// Leads to the place of the finding at this place of the list.
    Visit(usize),
    /// Leads to the next finding that stands open, after the last again to the first.
    NextFinding,
    /// Leads to the finding before.
    PreviousFinding,
    /// Leads to the finding at hand in the list.
    ToFinding,
    /// The caret was set in a text, in UTF-16 units: the finding there is taken in hand.
    CaretSet(Field, usize),
    /// Answers a finding with a reason; an empty one takes the reason back.
    GiveReason(Rc<Finding>, Rc<str>),
    /// Unfolds the cells that may be to blame for a finding, or folds them away.
    ToggleSuspects(Rc<Finding>),
    /// Opens the list of figures that can be put into a text, in the place of what is selected there, in
    /// UTF-16 units.
    AskToken {
        /// The text.
        field: Field,
        /// Where the selection begins.
        start: usize,
        /// Where it ends.
        end: usize,
    },
    /// Puts the figure of this name where the list was opened.
    InsertToken(&'static str),
    /// Puts figures in the place of live ones in a text, of all or of those with a name.
    Flatten(Field, Option<&'static str>),
    /// Takes the live figure offered.
    TakeOffer,
    /// Declines the live figure offered.
    DeclineOffer,
    /// Opens the list of reports that can be taken for last year's.
    AskPast,
    /// Chooses last year's report.
    ChoosePast(PastChoice),
    /// A file was chosen as last year's report.
    PastFileChosen {
        /// Its name.
        name: String,
        /// Its content.
        source: FileSource,
    },
    /// Copies a paragraph of last year's report into a text.
    CopyFromPast(Field, Rc<str>),
    /// Ticks a measure off that last year's report announced, or takes that back.
    ToggleDone(Rc<str>),
    /// Shows all rules with their state.
    AskRules,
    /// The reviewer answers.
    Answered(Answer),
    /// The reviewer could not be started, or broke down.
    ReviewFailed,
    /// The reviewer is to be started again.
    RestartReview,
    /// Leads to a section of the editor.
    JumpToSection(Section),
    /// Shows the explanation of a rule.
    Explain(String),
    /// Folds or unfolds the panel at the right.
    TogglePanel,
    /// Shows the words before a table, to be typed.
    ShowIntroduction(Field),
    /// Saves the report as a page.
    SavePage,
    /// Compares with this draft, or with last year's report.
    CompareWith(Option<DraftId>),
    /// Saves the check sheet as a page.
    SaveSheet,
    /// Saves the draft as data.
    SaveData,
    /// Asks for a file into which the draft is written from now on.
    AskKeepFile,
    /// The draft was written into a file of this name, or could not be.
    FileKept(DraftId, Option<String>),
    /// Prints the report.
    Print,
    /// Asks for the earlier versions of the draft under work.
    AskVersions,
    /// They have been read: time, occasion and text of each.
    VersionsRead(DraftId, Vec<(u64, String, String)>),
    /// Brings the version of this time back.
    RestoreVersion(u64),
    /// The notice is closed.
    DismissNotice,
    /// The action of the notice is taken.
    NoticeAction,
}

/// What the shell is asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Raise [`Event::SaveDue`] soon, unless that is under way already.
    SaveSoon,
    /// Put a place into the address bar.
    Address(Route),
    /// Focus what stands for a target and bring it into view.
    Focus(Target),
    /// Focus a text and set the caret in it, in UTF-16 units.
    Caret(Field, usize),
    /// Focus the element with this id.
    FocusElement(String),
    /// Focus the finding at this place of the list, or the list where it is not shown.
    FocusFinding(usize),
    /// Scroll to the top.
    ScrollTop,
    /// Give a file to the clerk.
    Download {
        /// File name.
        name: String,
        /// MIME type.
        mime: &'static str,
        /// Content.
        content: String,
    },
    /// Give a file that is no text to the clerk.
    DownloadBytes {
        /// File name.
        name: String,
        /// MIME type.
        mime: &'static str,
        /// Content.
        bytes: Rc<[u8]>,
    },
    /// Put rich text on the clipboard, and raise [`Event::Copied`].
    CopyRich(Rc<Rich>),
    /// Ask the converter, which is started for the first job.
    Convert(Job),
    /// End what the converter is at.
    StopConverter,
    /// Print the report shown in the preview, as soon as it is shown.
    Print,
    /// Ask the reviewer, which is started for the first request.
    Review(Request),
    /// Keep a version of a draft.
    KeepVersion {
        /// The draft.
        id: DraftId,
        /// The time, in milliseconds since the Unix epoch.
        at: u64,
        /// The occasion.
        occasion: Occasion,
        /// What it says, as it is stored.
        text: String,
    },
    /// Ask for a file, under this name at first, into which the draft is written whenever it is stored, and raise
    /// [`Event::FileKept`] each time.
    KeepFile(DraftId, String),
    /// Read the versions of a draft, and raise [`Event::VersionsRead`].
    ReadVersions(DraftId),
    /// Clear what is kept besides `localStorage`, and begin anew.
    Forget,
    /// Drop the versions of a draft.
    DropVersions(DraftId),
    /// Say something to screen readers.
    Announce(String),
}

/// A short message above the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Whether something went wrong.
    pub is_error: bool,
    /// What can be done about it.
    pub action: Option<NoticeAction>,
}

impl Notice {
    /// A message that something went wrong.
    pub const fn error(text: String) -> Self {
        Self { text, is_error: true, action: None }
    }
}

/// A button on a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoticeAction {
    /// 撤销 of a deletion.
    Restore(DraftId),
    /// 撤销 of the last step.
    Undo,
    /// 撤销 of a draft that was just made.
    Discard(DraftId),
    /// Download of a draft that cannot be read.
    DownloadStored(DraftId),
    /// Download of what the window holds.
    SaveData,
}

impl NoticeAction {
    /// The words on the button.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Restore(_) | Self::Undo | Self::Discard(_) => "撤销",
            Self::DownloadStored(_) => "下载原文",
            Self::SaveData => "存成文件",
        }
    }
}

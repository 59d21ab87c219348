//! The state of the whole application and everything that can happen to it, without a screen.
//!
//! [`Model::update`] takes an [`Event`] and answers with [`Effect`]s for the shell to carry out. Time, chance
//! and storage arrive with every event in an [`Env`]. Whole journeys run as native tests
//! (`tests/suite/journeys.rs`).
//!
//! Uses everything below; used by `ui` only.

mod clock;
mod compare;
mod editor;
mod event;
mod history;
mod hold;
mod model;
mod offer;
mod password;
mod past;
mod route;
mod text;
mod transfer;
mod version;
mod view;

pub use clock::{Clock, LocalTime};
pub use compare::{Compared, ComparedText, Comparison, Piece};
pub use editor::{Editor, SaveState, SuspectsOf};
pub use event::{Effect, Env, Event, FileSource, Notice, NoticeAction};
pub use history::History;
pub use hold::Hold;
pub use model::{Dialog, Model, Screen, state_name};
pub use offer::Offer;
pub use past::PastChoice;
pub use route::Route;
pub use text::{LineView, Side, TextMark, TextView, TokenView, byte_at, changed_lines, field_offset};
pub use transfer::{IntakePreview, IntakeUse};
pub use version::Occasion;
pub use view::{
    BalanceView, CellState, CellView, Progress, RowView, Section, SectionState, TableView, section_states,
};

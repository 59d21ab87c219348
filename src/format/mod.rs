//! The published formats of the annual report, as data.
//!
//! Everything that the law prescribes stands here and nowhere else: headings, table labels, the notice
//! that an edition rests on, which cells are sums. Cells are named by [`CellId`], never by position; the
//! same id in two editions means the same figure, so that one rule serves both and a draft can be carried
//! from one edition to the other.
//!
//! Uses nothing of the rest of the program.

mod cell;
mod edition;
mod grid;
mod labels;
mod v2019;
mod v2021;

pub use cell::{Applicant, CellId, CellKind, Item, Outcome, Proceeding, RequestRow, Table};
pub use edition::{Edition, FIRST_YEAR, Part};
pub use grid::{Content, Grid, GridCell};
pub use labels::{Block, BlockRow, Format, LabelledRow};

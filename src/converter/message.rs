//! What page and converter say to each other.

use crate::format::{CellId, Edition, Part, Table};
use crate::report::Draft;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// Something to be converted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// Comes back with the product.
    pub ticket: u64,
    /// What is to be done.
    pub task: Task,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    /// Find a report in a file of any kind.
    ReadFile {
        /// The name of the file.
        name: String,
        /// Its content.
        bytes: Vec<u8>,
    },
    /// Find a report in what was pasted.
    ReadPasted {
        /// As rich text, where there was some.
        html: Option<String>,
        /// As plain text.
        text: String,
    },
    /// Find the figures of a table in what was pasted.
    ReadFigures {
        /// Rich text.
        html: String,
        /// The edition of the report.
        edition: Edition,
        /// The table.
        table: Table,
    },
    /// Put a draft under a password.
    Lock {
        /// What the list of drafts is to show of it.
        name: String,
        /// The draft as it is stored.
        text: String,
        /// The password.
        password: String,
    },
    /// Open a draft under a password.
    Unlock {
        /// The draft as it is stored.
        text: String,
        /// The password.
        password: String,
    },
    /// Write the report in another format.
    Write {
        /// The format.
        form: Form,
        /// The report.
        #[serde(with = "crate::wire::json")]
        draft: Rc<Draft>,
        /// Last year's, which live figures may speak of.
        #[serde(with = "crate::wire::json")]
        previous: Option<Rc<Draft>>,
    },
}

/// Formats that are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// A Word file.
    Docx,
    /// All figures as CSV.
    Csv,
    /// Rich text for editors of web sites, as a file.
    Fragment,
    /// Rich text for the clipboard.
    Rich,
}

/// What came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Product {
    /// A report as far as it was understood.
    Recognised(Rc<Recognised>),
    /// The figures of a table; `None` where no label tells the rows.
    Figures(Option<Vec<(CellId, String)>>),
    /// A file.
    File(Vec<u8>),
    /// A draft put under a password or opened, as it is to be stored.
    Stored(String),
    /// Rich text.
    Rich(Rc<Rich>),
    /// Nothing, because.
    Refused(String),
}

/// Text for the clipboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rich {
    /// As rich text.
    pub html: String,
    /// As plain text.
    pub text: String,
}

/// A report as far as it was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recognised {
    /// The report.
    #[serde(with = "crate::wire::json")]
    pub draft: Rc<Draft>,
    /// Whether the text says which year it reports on.
    pub is_year_known: bool,
    /// Whether the kind of body is plain from its name.
    pub is_kind_known: bool,
    /// What was found of each of the six parts: the heading as written, and the number of paragraphs.
    pub parts: Vec<(Part, Option<String>, usize)>,
    /// Figures that somebody must look at, each with the reason.
    pub unsure: Vec<(CellId, String)>,
    /// Texts that found no place, in order.
    pub leftover: Vec<String>,
    /// What was understood and what was not, a sentence each.
    pub notes: Vec<String>,
}

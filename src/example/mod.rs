//! The examples of the start page: two complete reports of bodies that do not exist.
//!
//! Names are made up, site names end in `.example`, telephone numbers begin with `0000`. What can be
//! computed is left to be computed: title, opening paragraph, signature and every total.
//!
//! Uses [`crate::format`] and [`crate::report`].

mod county;
mod township;

use crate::format::{Applicant, CellId, Edition, Item, Outcome, Proceeding, RequestRow};
use crate::report::{Draft, Field, UnitKind};
use std::rc::Rc;

/// An example as the start page offers it.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// What it is called there.
    pub name: &'static str,
    /// One sentence on what it shows.
    pub about: &'static str,
    /// The report year, by which it is asked for.
    pub year: u16,
}

/// The examples, in the order in which they are offered. The reports themselves are long and seldom looked at: the
/// page has this list only, and the program of the reviewer has them.
pub const ALL: [Example; 2] = [
    Example {
        name: "县政府2024年年报",
        about: "按2021年格式编制，文字与三张表的数字一一对应，可以直接报送。",
        year: 2024,
    },
    Example {
        name: "乡镇2020年年报",
        about: "按2019年格式编制，全年没有收到申请；表二漏填一格，可以看看检查怎样提示。",
        year: 2020,
    },
];

/// The example of a year.
pub fn of_year(year: u16) -> Option<Draft> {
    match year {
        2024 => Some(county_2024()),
        2020 => Some(township_2020()),
        _ => None,
    }
}

/// A township in a year without a single request, edition 2019.
///
/// One cell is blank: 采购总金额, although two projects were procured. The report that the figures come
/// from was published like this, and the check that finds it needs an example.
pub fn township_2020() -> Draft {
    township::SAMPLE.draft()
}

/// A county in a busy year, edition 2021. Nothing is missing, every equation holds, and every figure of
/// the prose that also stands in a table is the figure of the table.
pub fn county_2024() -> Draft {
    county::SAMPLE.draft()
}

/// A report as data: what is not named is zero or not typed.
#[derive(Debug)]
struct Sample {
    year: u16,
    unit_kind: UnitKind,
    texts: &'static [(Field, &'static str)],
    table2: &'static [(Item, &'static str)],
    /// Figures in the order of [`Applicant::CLASSES`].
    table3: &'static [(RequestRow, [u16; 6])],
    /// Figures in the order of [`Outcome::RESULTS`].
    table4: &'static [(Proceeding, [u16; 4])],
}

impl Sample {
    fn draft(&self) -> Draft {
        let edition = Edition::of_year(self.year);
        let zero: Rc<str> = Rc::from("0");
        let entered = CellId::of_edition(edition).filter(|cell| !cell.is_derived(edition));
        let mut draft =
            Draft::new(self.year, self.unit_kind).with_cells(entered.map(|cell| (cell, zero.clone())));
        for &(field, text) in self.texts {
            draft.set_text(field, Some(text.into()));
        }
        for &(item, text) in self.table2 {
            draft.set_cell(CellId::t2(item), text);
        }
        for (row, figures) in self.table3 {
            for (&column, figure) in Applicant::CLASSES.iter().zip(figures) {
                draft.set_cell(CellId::t3(*row, column), figure.to_string());
            }
        }
        for (proceeding, figures) in self.table4 {
            for (&outcome, figure) in Outcome::RESULTS.iter().zip(figures) {
                draft.set_cell(CellId::t4(*proceeding, outcome), figure.to_string());
            }
        }
        draft
    }
}

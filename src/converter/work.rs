//! The side that knows the formats.

use super::{Form, Job, Product, Recognised, Rich, Task};
use crate::exchange::{self, Problem};
use crate::report::{Draft, Report};
use crate::{export, intake, vault};
use std::rc::Rc;

/// What is said of text in which no report was found.
const NO_REPORT: &str =
    "没有认出年度报告：既没有找到各部分的标题，也没有找到统计表。请确认复制的是报告全文。";

/// What is said of more than anybody would write.
const TOO_MUCH: &str = "粘贴的内容太多，不会是一份年报。请只复制年报的正文再粘贴。";
/// The longest plain text that is read from a paste, in bytes; rich text may be as long as a file.
const LONGEST_PASTE: usize = 4 << 20;

/// Does a job. Whatever comes in, what is wrong with it is a sentence.
pub fn work(job: Job) -> Product {
    match job.task {
        Task::ReadFile { name, bytes } => match intake::open(&name, &bytes) {
            Ok(intake) => recognised(intake),
            Err(refusal) => Product::Refused(match exchange::open(&name, &bytes) {
                // A page of ours that broke off says most about itself.
                Err(error) if matches!(error.problem, Problem::PageCut | Problem::Page(_)) => {
                    error.sentence()
                }
                _ => refusal.sentence(),
            }),
        },
        Task::ReadPasted { html, text } => {
            let is_too_much = text.len() > LONGEST_PASTE
                || html.as_ref().is_some_and(|html| html.len() > intake::LARGEST_TEXT);
            if is_too_much {
                return Product::Refused(TOO_MUCH.to_owned());
            }
            let rich = html.map(|html| intake::recognise(&intake::html(&html)));
            // Some programs put a picture or nothing at all into the rich text.
            let found = rich.filter(intake::Intake::is_report);
            recognised(found.unwrap_or_else(|| intake::recognise(&intake::text(&text))))
        }
        Task::ReadFigures { html, edition, table } => {
            Product::Figures(intake::figures(&intake::html(&html), edition, table))
        }
        Task::Lock { name, text, password } => match vault::lock(&name, &text, &password) {
            Some(text) => Product::Stored(text),
            None => Product::Refused("没有加锁：浏览器没有提供随机数。草稿没有改动。".to_owned()),
        },
        Task::Unlock { text, password } => match vault::unlock(&text, &password) {
            Some(text) => Product::Stored(text),
            None => Product::Refused("密码不对，请再输一次。".to_owned()),
        },
        Task::Write { form, draft, previous } => write(form, draft, previous),
    }
}

fn recognised(intake: intake::Intake) -> Product {
    if !intake.is_report() {
        return Product::Refused(NO_REPORT.to_owned());
    }
    Product::Recognised(Rc::new(Recognised {
        is_year_known: intake.year.is_some(),
        is_kind_known: intake.unit_kind.is_some(),
        parts: intake.parts.into_iter().map(|part| (part.part, part.heading, part.paragraphs)).collect(),
        unsure: intake.unsure.into_iter().map(|unsure| (unsure.cell, unsure.reason)).collect(),
        leftover: intake.leftover,
        notes: intake.notes,
        draft: Rc::new(intake.draft),
    }))
}

fn write(form: Form, draft: Rc<Draft>, previous: Option<Rc<Draft>>) -> Product {
    let mut report = Report::read(draft);
    report.set_previous(previous.map(|draft| Rc::new(Report::read(draft))));
    match form {
        Form::Docx => Product::File(export::docx(&report)),
        Form::Csv => Product::File(export::csv(&report).into_bytes()),
        Form::Fragment => Product::File(export::fragment(&report).into_bytes()),
        Form::Rich => Product::Rich(Rc::new(Rich {
            html: export::fragment(&report),
            text: export::plain_text(&report),
        })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pasted(html: Option<&str>, text: &str) -> Product {
        work(Job {
            ticket: 1,
            task: Task::ReadPasted { html: html.map(str::to_owned), text: text.to_owned() },
        })
    }

    #[test]
    fn text_is_read_where_the_rich_text_says_nothing() {
        let text = "甲镇2024年政府信息公开工作年度报告\n一、总体情况\n全年公开12条。\n六、其他需要报告的事项\n没有。";
        for html in [None, Some("<img src=x>")] {
            let Product::Recognised(found) = pasted(html, text) else { panic!("{html:?}") };
            assert_eq!(found.draft.year, 2024);
        }
    }

    #[test]
    fn what_is_no_report_is_refused_in_a_sentence() {
        for text in ["", "今天天气很好。", &"很".repeat(LONGEST_PASTE)] {
            let Product::Refused(sentence) = pasted(None, text) else { panic!("{}", text.len()) };
            assert!(sentence.ends_with('。'), "{sentence}");
        }
    }
}

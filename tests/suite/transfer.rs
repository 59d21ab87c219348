//! Journeys of reports that come in from other programs and go out to them.

use crate::journeys::App;
use nianbao::app::{Dialog, Effect, Event, FileSource, IntakeUse, NoticeAction, Route};
use nianbao::converter::{Form, Product, Recognised, Rich, Task};
use nianbao::example;
use nianbao::format::{Applicant, CellId, RequestRow};
use nianbao::report::{Draft, Field};
use nianbao::rules::Severity;
use std::rc::Rc;

const CARRIED_IN: CellId = CellId::t3(RequestRow::CarriedIn, Applicant::Natural);
const CARRIED_OUT: CellId = CellId::t3(RequestRow::CarriedOut, Applicant::Natural);

/// An application to which the test speaks for the converter.
fn by_hand() -> App {
    #[cfg_attr(not(feature = "heavy"), expect(unused_mut, reason = "there is no converter to be left out"))]
    let mut app = App::start();
    #[cfg(feature = "heavy")]
    {
        app.converts = false;
    }
    app
}

fn file(name: &str) -> (String, FileSource) {
    (name.to_owned(), FileSource::Bytes(b"PK\x03\x04 not ours".to_vec()))
}

/// The ticket and the task that the converter is asked for.
fn asked(effects: &[Effect]) -> (u64, Task) {
    let asked = effects.iter().find_map(|effect| match effect {
        Effect::Convert(job) => Some((job.ticket, job.task.clone())),
        _ => None,
    });
    asked.expect("the converter is asked")
}

fn recognised(draft: Draft) -> Product {
    Product::Recognised(Rc::new(Recognised {
        draft: Rc::new(draft),
        is_year_known: true,
        is_kind_known: true,
        parts: Vec::new(),
        unsure: vec![(CARRIED_IN, "读作“l2”，像是 12".to_owned())],
        leftover: vec!["主办：县政府办".to_owned(), "（此件公开发布）".to_owned()],
        notes: vec!["表三：读到 182 格。".to_owned()],
    }))
}

fn last_year() -> Draft {
    let mut draft = example::county_2024();
    draft.year = 2023;
    draft
        .with_cells([(CARRIED_OUT, "3")])
        .with_text(Field::Problems, "存在的主要问题：解读形式单一。\n下一步，将每季度发布图解，开设专栏。")
}

#[test]
fn a_foreign_file_is_shown_before_it_becomes_a_draft_and_can_be_taken_back() {
    let mut app = by_hand();
    let (name, source) = file("去年.docx");
    let (ticket, task) = asked(&app.send(Event::FileChosen { name, source }));
    assert!(matches!(task, Task::ReadFile { name, .. } if name == "去年.docx"));
    assert!(matches!(app.model.dialog, Some(Dialog::Working(_))));
    app.send(Event::Converted { ticket, product: recognised(last_year()) });
    assert!(matches!(app.model.dialog, Some(Dialog::Intake(_))));
    assert!(app.model.editor.is_none(), "nothing has changed yet");

    app.send(Event::AcceptIntake(IntakeUse::Draft));
    let text = app.editor().draft().text(Field::Other);
    assert!(text.ends_with("\n主办：县政府办\n（此件公开发布）"), "{text}");
    let marks_them = |finding: &Rc<nianbao::rules::Finding>| {
        finding.severity == Severity::Error && finding.spans.iter().any(|span| span.field == Field::Other)
    };
    assert!(app.editor().findings().iter().any(marks_them), "what found no place is not forgotten");
    let id = app.editor().id().clone();
    assert_eq!(
        app.model.notice.as_ref().and_then(|notice| notice.action.clone()),
        Some(NoticeAction::Discard(id))
    );
    app.send(Event::NoticeAction);
    assert_eq!(app.address, Route::Home);
    assert_eq!((app.model.entries.len(), app.model.bin.len()), (0, 1));
}

#[test]
fn what_cannot_be_read_changes_nothing_and_is_told() {
    let mut app = by_hand();
    let (name, source) = file("旧.doc");
    let (ticket, _) = asked(&app.send(Event::FileChosen { name, source }));
    app.send(Event::Converted {
        ticket, product: Product::Refused("请另存为 .docx 再打开。".to_owned())
    });
    assert_eq!(app.model.dialog, None);
    assert!(app.model.notice.as_ref().is_some_and(|notice| notice.is_error && notice.text.contains(".docx")));
    // Cancelled: the late answer is not taken.
    let (name, source) = file("慢.docx");
    let (ticket, _) = asked(&app.send(Event::FileChosen { name, source }));
    let effects = app.send(Event::CloseDialog);
    assert!(effects.contains(&Effect::StopConverter));
    app.send(Event::Converted { ticket, product: recognised(last_year()) });
    assert_eq!(app.model.dialog, None);
    // Broken down.
    let (name, source) = file("坏.docx");
    asked(&app.send(Event::FileChosen { name, source }));
    app.send(Event::ConverterFailed);
    assert_eq!(app.model.dialog, None);
    assert!(app.model.notice.as_ref().is_some_and(|notice| notice.text.contains("“坏.docx”")));
    assert!(app.model.entries.is_empty());
}

#[test]
fn this_year_begins_with_last_years_report() {
    let mut app = by_hand();
    let (name, source) = file("去年.docx");
    let (ticket, _) = asked(&app.send(Event::LastYearFileChosen { name, source }));
    app.send(Event::Converted { ticket, product: recognised(last_year()) });
    app.send(Event::AcceptIntake(IntakeUse::NextYear));
    let editor = app.editor();
    assert_eq!((editor.draft().year, editor.draft().unit()), (2024, last_year().unit()));
    assert_eq!(&**editor.draft().cell(CARRIED_IN), "3");
    assert!(editor.draft().text(Field::Overview).is_empty());
    assert_eq!(editor.previous().map(|previous| previous.draft().year), Some(2023));
    let measures: Vec<_> = editor.measures().iter().map(ToString::to_string).collect();
    assert!(measures.iter().any(|measure| measure.contains("每季度发布图解")), "{measures:?}");

    // A measure is ticked off, which is kept and can be taken back.
    let measure = Rc::clone(&app.editor().measures()[0]);
    app.send(Event::ToggleDone(Rc::clone(&measure)));
    assert!(app.editor().draft().is_done(&measure));
    app.send(Event::Undo);
    assert!(!app.editor().draft().is_done(&measure));

    // A paragraph that was copied is marked until it is edited.
    let is_marked = |app: &App| app.editor().findings().iter().any(|finding| finding.rule == "R505");
    app.send(Event::CopyFromPast(Field::Problems, "存在的主要问题：解读形式单一。".into()));
    assert!(is_marked(&app));
    app.send(Event::TextTyped(Field::Problems, "存在的主要问题：解读形式仍以文字为主。".into()));
    assert!(!is_marked(&app));
    app.send(Event::Undo);
    assert!(is_marked(&app));
    app.send(Event::Undo);
    assert!(app.editor().draft().text(Field::Problems).is_empty());
}

#[test]
fn the_year_after_a_stored_draft_is_begun_from_the_list() {
    let mut app = by_hand();
    let (ticket, _) = {
        let (name, source) = file("去年.docx");
        asked(&app.send(Event::FileChosen { name, source }))
    };
    app.send(Event::Converted { ticket, product: recognised(last_year()) });
    app.send(Event::AcceptIntake(IntakeUse::Draft));
    let id = app.editor().id().clone();
    app.send(Event::Go(Route::Home));
    app.send(Event::NextYear(id));
    assert_eq!(app.editor().draft().year, 2024);
    assert_eq!(&**app.editor().draft().cell(CARRIED_IN), "3");
}

#[test]
fn the_text_for_the_clipboard_is_made_before_it_is_asked_for() {
    let mut app = by_hand();
    app.send(Event::Navigated(Route::Example(2024)));
    let (ticket, task) = asked(&app.send(Event::AskExport));
    assert!(matches!(task, Task::Write { form: Form::Rich, .. }));
    assert_eq!(app.model.dialog, Some(Dialog::Export(None)));
    let rich = Rc::new(Rich { html: "<p>一</p>".to_owned(), text: "一".to_owned() });
    app.send(Event::Converted { ticket, product: Product::Rich(Rc::clone(&rich)) });
    assert_eq!(app.model.dialog, Some(Dialog::Export(Some(Rc::clone(&rich)))));
    assert!(app.send(Event::CopyRich).contains(&Effect::CopyRich(rich)));

    let (ticket, task) = asked(&app.send(Event::Export(Form::Docx)));
    assert!(matches!(task, Task::Write { form: Form::Docx, .. }));
    let effects = app.send(Event::Converted { ticket, product: Product::File(b"PK".to_vec()) });
    let is_file = |effect: &Effect| matches!(effect, Effect::DownloadBytes { name, bytes, .. } if name.contains(".docx") && **bytes == *b"PK");
    assert!(effects.iter().any(is_file), "{effects:?}");
}

#[test]
fn rich_text_pasted_into_a_table_is_placed_by_its_labels_or_by_position() {
    let mut app = by_hand();
    app.create(2024);
    let paste = |app: &mut App| {
        let (html, text) = ("<table></table>".to_owned(), "1\t2\n3\t4".to_owned());
        let (table, anchor) = (nianbao::format::Table::Three, Some(CARRIED_IN));
        asked(&app.send(Event::RichPasted { table, anchor, html, text })).0
    };
    let ticket = paste(&mut app);
    let cells = vec![(CARRIED_OUT, "７".to_owned())];
    app.send(Event::Converted { ticket, product: Product::Figures(Some(cells)) });
    app.send(Event::ConfirmPaste);
    assert_eq!(&**app.editor().draft().cell(CARRIED_OUT), "7");
    let ticket = paste(&mut app);
    app.send(Event::Converted { ticket, product: Product::Figures(None) });
    app.send(Event::ConfirmPaste);
    assert_eq!(&**app.editor().draft().cell(CARRIED_IN), "1");
}

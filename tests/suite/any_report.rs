//! The rules over reports of any content: none panics, every place lies inside its text, and a remedy does
//! what it promises.

use nianbao::app::{Clock, Editor, Env, Event, Model, Screen};
use nianbao::format::{CellId, Edition};
use nianbao::prose::{FIELDS, Prose, Span};
use nianbao::report::{Draft, Field, Report, UnitKind};
use nianbao::rules::{ALL, Checker, Context, Finding, Outcome, Past, Remedy, Rule, Scope, Severity, Target};
use nianbao::storage::{DraftId, MemoryStore};
use proptest::prelude::*;
use proptest::{collection::vec, option, sample};
use std::rc::Rc;

/// Words of which the texts are put together: what rules look for, and what lies in their way.
const WORDS: &[&str] = &[
    "2024年",
    "2023年",
    "2020年",
    "2024年1月1日至12月31日",
    "统计期限",
    "全年",
    "共",
    "公开",
    "主动公开",
    "政府信息",
    "收到",
    "新收",
    "办结",
    "答复",
    "结转",
    "上年结转",
    "申请",
    "其中",
    "包括",
    "自然人",
    "法人",
    "予以公开",
    "部分公开",
    "不予公开",
    "无法提供",
    "行政复议",
    "行政诉讼",
    "维持",
    "纠正",
    "尚未审结",
    "行政规范性文件",
    "制发",
    "废止",
    "收取",
    "信息处理费",
    "没有",
    "未",
    "0件",
    "1件",
    "12件",
    "１２条",
    "1,234条",
    "三件",
    "十二条",
    "40余条",
    "1.5万条",
    "3%",
    "50.0%",
    "元",
    "万元",
    "100元",
    "同比增长",
    "我局",
    "我镇",
    "我市",
    "本机关",
    "云汀县",
    "城关镇",
    "人民政府",
    "国办公开办函〔2021〕30号",
    "国办公开办函〔2019〕60号",
    "国办公开办涵[2021]30号",
    "国务院令第711号",
    "国务院令第492号",
    "《中华人民共和国政府信息公开条例》",
    "（2019）61号",
    "××",
    "（文字描述）",
    "【】",
    "下一步",
    "2025年",
    "存在的问题",
    "改进措施",
    "部分地区",
    "工作考核",
    "社会评议",
    "责任追究",
    "六个部分",
    "一是",
    "二是",
    "（一）",
    "1.",
    "1、",
    "，",
    "。",
    "；",
    "、",
    "：",
    "（",
    "）",
    "“",
    "”",
    "\n",
    "\r\n",
    " ",
    "\u{3000}",
    "各",
    "分别为",
    "合计",
    "以及",
    "其余",
    "等",
    "{新收申请数}",
    "{办结数}",
    "{",
    "}",
    "𠮷👨‍👩‍👧",
    "\u{202e}",
    "e\u{301}",
    "〇",
    "两",
    "百",
    "零",
];

fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![60 => sample::select(WORDS).prop_map(str::to_owned), 1 => any::<String>()];
    vec(word, 0..60).prop_map(|words| words.concat())
}

/// A table figure: mostly an ordinary one, so that equalities can be assessed.
fn figure() -> impl Strategy<Value = String> {
    prop_oneof![
        30 => Just("0".to_owned()),
        20 => (0..30_u32).prop_map(|figure| figure.to_string()),
        3 => (0..90_000_u32).prop_map(|figure| figure.to_string()),
        1 => sample::select(vec!["", "/", "—", "１２", "1,234", "12件", "约5", "-1", "1000000000000", "3.5", "+2", "5/3"])
            .prop_map(str::to_owned),
    ]
}

/// A draft of the year: most cells filled in, few totals typed over, often cells of the other edition too.
fn draft(year: u16) -> impl Strategy<Value = Draft> {
    let kind = sample::select(UnitKind::ALL);
    let cells = vec((figure(), 0..100_u32), CellId::COUNT);
    let blanks = option::weighted(0.3, 0..40_u32);
    let texts = vec(option::weighted(0.6, text()), Field::COUNT);
    (kind, cells, blanks, texts).prop_map(move |(kind, cells, blanks, texts)| {
        let edition = Edition::of_year(year);
        let mut draft = Draft::new(year, kind);
        for (cell, (figure, dice)) in CellId::all().zip(cells) {
            let odds = if cell.is_derived(edition) {
                10
            } else if cell.in_edition(edition) {
                100
            } else {
                5
            };
            if dice < odds && blanks.is_none_or(|blanks| dice >= blanks) {
                draft.set_cell(cell, figure);
            }
        }
        for (&field, text) in Field::ALL.iter().zip(texts) {
            draft.set_text(field, text.map(Into::into));
        }
        draft
    })
}

/// A report, and mostly last year's, of which parts were taken over.
fn reports() -> impl Strategy<Value = (Draft, Option<Draft>)> {
    (2019_u16..2027, any::<bool>()).prop_flat_map(|(year, takes_over)| {
        let previous = (draft(year.max(2020) - 1), vec(any::<bool>(), CellId::COUNT));
        (draft(year), option::weighted(0.8, previous)).prop_map(move |(mut now, previous)| {
            let previous = previous.map(|(previous, same)| {
                for (cell, _) in CellId::all().zip(same).filter(|(_, same)| *same) {
                    now.set_cell(cell, Rc::clone(previous.cell(cell)));
                }
                if takes_over {
                    for field in FIELDS {
                        now.set_text(field, previous.typed(field).cloned());
                    }
                }
                previous
            });
            (now, previous)
        })
    })
}

const CLOCK: Clock = Clock { now: 1_768_888_985_000, utc_offset: 480 };

/// All rules over a draft.
fn check(draft: &Draft, previous: Option<&Draft>) -> Checker {
    let read = |draft: &Draft| Report::read(Rc::new(draft.clone()));
    let previous = previous.map(|previous| Rc::new(read(previous)));
    let mut report = read(draft);
    report.set_previous(previous.clone());
    let (prose, past) = (Prose::read(&report), previous.map(Past::new));
    let today = Some(CLOCK.today());
    Checker::new(&Context { report: &report, prose: &prose, previous: past.as_ref(), today })
}

/// All rules after one click on the button of a remedy.
fn repaired(draft: &Draft, previous: Option<&Draft>, remedy: &Remedy) -> Checker {
    let store = MemoryStore::new();
    let mut model = Model::default();
    let editor = Editor::open_example(DraftId::new(CLOCK.now, 1), draft.clone(), CLOCK);
    (model.screen, model.editor) = (Screen::Edit, Some(editor));
    model.update(Event::Repair(remedy.clone()), &Env { clock: CLOCK, random: 1, store: &store });
    check(model.editor.unwrap().draft(), previous)
}

fn places(finding: &Finding) -> Vec<Span> {
    let mut spans = finding.spans.clone();
    if let Some(Target::Text(span)) = finding.target {
        spans.push(span);
    }
    if let Some(Remedy::Replace { span, .. }) = &finding.remedy {
        spans.push(*span);
    }
    spans
}

fn count(findings: &[Rc<Finding>], is_wanted: impl Fn(&Finding) -> bool) -> usize {
    findings.iter().filter(|finding| is_wanted(finding)).count()
}

/// Whether the rule may say of the repaired report only what it could say before: everything it states was
/// assessed, it reads no text in which figures stand that the repair can change, and the repair does not turn
/// what was said of another year into something said of this one.
fn is_bound(rule: &Rule, outcome: &Outcome, draft: &Draft, remedy: &Remedy) -> bool {
    let reads_figures = rule.reads.meets(Scope::PROSE)
        && !matches!(remedy, Remedy::Replace { .. })
        && FIELDS.iter().any(|&field| draft.text(field).contains('{'));
    let changes_year = matches!(remedy, Remedy::Replace { text, .. }
        if text.is_empty() || text.contains('年') || text.chars().all(|letter| letter.is_ascii_digit()) && text.len() == 4);
    outcome.not_assessable == 0 && !reads_figures && !(changes_year && rule.reads.meets(Scope::PROSE))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn no_content_upsets_a_rule((draft, previous) in reports()) {
        let checker = check(&draft, previous.as_ref());
        for finding in checker.findings().iter() {
            prop_assert!(!finding.place.is_empty() && !finding.message.is_empty(), "{:?}", finding);
            for span in places(finding) {
                let length = draft.text(span.field).chars().count();
                prop_assert!(span.start <= span.end && span.end <= length, "{} {:?}", length, finding);
            }
        }
    }

    /// One click makes the finding go away and no error come up that was none before. A rule that could not
    /// be assessed in full may speak up when blanks are filled, and one that reads live figures when they
    /// change.
    #[test]
    fn a_remedy_keeps_its_promise((draft, previous) in reports()) {
        let before = check(&draft, previous.as_ref());
        for finding in before.findings().iter() {
            let Some(remedy) = &finding.remedy else { continue };
            let after = repaired(&draft, previous.as_ref(), remedy);
            let name = finding.fingerprint();
            let same = |other: &Finding| other.fingerprint() == name;
            prop_assert!(
                count(after.findings(), same) < count(before.findings(), same),
                "still there after {:?}: {:?}", remedy, finding
            );
            for (rule, outcome) in ALL.iter().zip(before.outcomes()) {
                let is_error = |other: &Finding| other.rule == rule.id && other.severity == Severity::Error;
                if is_bound(rule, outcome, &draft, remedy) {
                    let new = after.findings().iter().find(|other| {
                        let at_place = |known: &Finding| is_error(known) && known.place == other.place;
                        is_error(other) && count(after.findings(), at_place) > count(before.findings(), at_place)
                    });
                    prop_assert!(new.is_none(), "{:?} of {:?} brings up {:?}", remedy, finding, new);
                }
            }
        }
    }
}

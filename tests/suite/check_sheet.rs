//! The check sheet: what it says, and that no text can change what it is.

use crate::rendering::{HOSTILE, Piece, between, pieces};
use nianbao::example;
use nianbao::format::{Applicant, CellId, Item, RequestRow};
use nianbao::prose::Prose;
use nianbao::render::check_sheet;
use nianbao::report::{Draft, Field, Report, UnitKind};
use nianbao::rules::{Checker, Context, Date};
use std::rc::Rc;

const TODAY: Date = Date { year: 2025, month: 1, day: 20 };

fn checked(draft: &Draft) -> (Report, Checker) {
    let report = Report::read(Rc::new(draft.clone()));
    let prose = Prose::read(&report);
    let checker =
        Checker::new(&Context { report: &report, prose: &prose, previous: None, today: Some(TODAY) });
    (report, checker)
}

fn sheet(draft: &Draft) -> String {
    let (report, checker) = checked(draft);
    check_sheet(&report, &checker, Some(TODAY))
}

/// The texts of a sheet without markup, those of a paragraph or a cell on a line.
fn lines(html: &str) -> Vec<String> {
    let body = format!("<!DOCTYPE html>{}", between(html, "<body>", "</body>"));
    let mut lines = vec![String::new()];
    for piece in pieces(&body) {
        match piece {
            Piece::Text(text) => lines.last_mut().unwrap().push_str(text.trim_matches('\n')),
            Piece::Open { name: "u" | "span" | "strong", .. } | Piece::Close("u" | "span" | "strong") => {}
            _ => lines.push(String::new()),
        }
    }
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// A report with a wrong column, and a blank for which a reason was given.
fn faulty() -> Draft {
    let mut draft = example::county_2024().with_cells([
        (CellId::t3(RequestRow::Received, Applicant::Legal), "10"),
        (CellId::t2(Item::CoercionDecisions), ""),
    ]);
    let (_, checker) = checked(&draft);
    for finding in checker.findings().iter().filter(|finding| finding.rule == "R102") {
        draft.set_reason(&finding.fingerprint(), Some("待县公安局核实后补填。".into()));
    }
    draft
}

#[test]
fn a_sheet_says_what_is_wrong_where_and_why_it_stands() {
    let draft = faulty();
    let (_, checker) = checked(&draft);
    let html = sheet(&draft);
    let shown = lines(&html);
    assert_eq!(shown[0], "政府信息公开工作年度报告审核意见表");
    assert_eq!(&shown[1..5], ["报告单位", "云汀县人民政府", "报告年度", "2024年"]);
    assert!(html.contains(&format!("<strong>{}</strong>", checker.counts().verdict().words())));
    assert!(shown.contains(&"2025年1月20日".to_owned()));
    for finding in checker.findings().iter() {
        for words in [finding.place.clone(), finding.message.clone(), finding.severity.label().to_owned()] {
            assert!(shown.contains(&words), "{words}");
        }
        if let Some(equation) = &finding.equation {
            assert!(shown.contains(&equation.to_string()));
        }
    }
    assert!(shown.contains(&"已说明：待县公安局核实后补填。".to_owned()));
    for blank in ["审核人（签字）：", "负责人（签字）：", "　　　　年　　月　　日"]
    {
        assert!(shown.contains(&blank.to_owned()), "{blank}");
    }
}

#[test]
fn findings_in_the_prose_quote_it() {
    let text = "全年主动公开政府信息217条，其中政策类126条、动态类92条。";
    let html = sheet(&example::county_2024().with_text(Field::Overview, text));
    assert!(html.contains("原文：“全年主动公开政府信息<u>217条</u>，其中政策类126条、动态类…”"), "{html}");
}

/// The markup of what does not depend on which rules there are.
#[test]
fn a_sheet_as_html() {
    let html = sheet(&faulty());
    let summary = between(&html, "<table class=\"summary\">", "检查结论");
    let opinions = between(&html, "<table class=\"opinions\">", "</table>");
    let rows = between(&html, "<tbody>", "</tbody>").lines().filter_map(|row| row.split_once("</td>"));
    let known = rows.filter(|(_, row)| row.contains("法律服务机构」列") || row.contains("已说明"));
    let rows: Vec<_> = known.map(|(_, row)| row).collect();
    insta::assert_snapshot!(format!("{summary}\n\n{}\n\n{opinions}", rows.join("\n")));
}

#[test]
fn without_findings_and_without_a_date() {
    let html = {
        let (report, checker) = checked(&example::county_2024());
        check_sheet(&report, &checker, None)
    };
    let shown = lines(&html);
    assert!(shown.contains(&"没有发现问题。".to_owned()), "{shown:?}");
    assert!(html.contains("<strong>可以报送</strong>"));
    assert_eq!(shown.iter().filter(|line| line.as_str() == "　　　　年　　月　　日").count(), 3);
    assert!(shown.iter().any(|line| line.starts_with("没有上一年度的年报，")), "{shown:?}");
}

#[test]
fn what_could_not_be_assessed_is_named() {
    let shown = lines(&sheet(&Draft::new(2024, UnitKind::Street)));
    assert!(shown.iter().any(|line| line.starts_with("表中有空格或读不出的数，")), "{shown:?}");
}

#[test]
fn hostile_text_stays_text() {
    for text in HOSTILE {
        let line = format!("{text}公开{text}217条，其中政策类126条、动态类92条。{text}");
        let mut draft =
            Draft::new(2024, UnitKind::County).with_cells(CellId::all().map(|cell| (cell, *text)));
        for &field in Field::ALL {
            draft.set_text(field, Some(line.as_str().into()));
        }
        let (_, checker) = checked(&draft);
        for finding in checker.findings().iter() {
            draft.set_reason(&finding.fingerprint(), Some((*text).into()));
        }
        let html = sheet(&draft);
        let pieces = pieces(&html);
        let open = pieces.iter().filter(|piece| matches!(piece, Piece::Open { name: "script" | "img", .. }));
        assert_eq!(open.count(), 0, "{text}");
        assert_eq!(
            pieces.iter().filter(|piece| matches!(piece, Piece::Open { name: "style", .. })).count(),
            1
        );
        for visible in [between(&html, "<title>", "</title>"), between(&html, "<body>", "</body>")] {
            assert!(!visible.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n')), "{text:?}");
        }
    }
}

#[test]
fn the_same_report_gives_the_same_bytes_and_needs_nothing_from_outside() {
    let html = sheet(&faulty());
    assert_eq!(html, sheet(&faulty()));
    assert!(html.contains("default-src 'none'; style-src 'unsafe-inline'"));
    for outside in ["http:", "https:", "//", "url(", "@import", "src=", "href=", "<script"] {
        assert!(!html.contains(outside), "{outside}");
    }
}

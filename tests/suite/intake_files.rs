//! Published reports as web pages, as Word files, in other encodings; and damaged files of every kind.

use crate::intake::{
    Plain, SHAPES, Shape, any_report, check, grid_of, printed, same_figures, sample, unchanged, written,
};
use crate::support::shared;
use nianbao::export;
use nianbao::format::{CellId, Edition, Part, Table};
use nianbao::intake::{Intake, Material, Reason, Source, bytes, docx, figures, html, open, recognise};
use nianbao::render;
use nianbao::report::{Draft, Field, Report};
use nianbao::storage::{Envelope, Summary};
use proptest::prelude::*;
use proptest::{collection, sample};
use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::rc::Rc;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn report(draft: &Draft) -> Report {
    Report::read(Rc::new(draft.clone()))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// The report as HTML: `paragraph` and `cell` write the marks of some program.
fn marked(
    draft: &Draft,
    paragraph: impl Fn(&str) -> String,
    cell: impl Fn(&Plain) -> String,
    change: impl Fn(Table, &mut Vec<Vec<Plain>>),
) -> String {
    let mut out = paragraph(&draft.text(Field::Title));
    out += &paragraph(&draft.text(Field::Opening));
    for part in Part::ALL {
        out += &paragraph(draft.edition().format().headings[part.index()]);
        for line in draft.text(Field::of_part(part)).lines() {
            out += &paragraph(line);
        }
        if let Some(table) = part.table() {
            let mut rows = grid_of(draft, table);
            change(table, &mut rows);
            out += "<table border=1 cellspacing=0><tbody>";
            for row in &rows {
                out += "<tr>";
                for plain in row {
                    out += &cell(plain);
                }
                out += "</tr>\n";
            }
            out += "</tbody></table>";
        }
    }
    out += &paragraph(&draft.text(Field::Signature));
    out + &paragraph(&draft.text(Field::Date))
}

fn spans(cell: &Plain) -> String {
    format!("rowspan=\"{}\" colspan='{}'", cell.rowspan, cell.colspan)
}

fn plain_paragraph(text: &str) -> String {
    format!("<p>{}</p>\n", escaped(text))
}

fn plain_cell(cell: &Plain) -> String {
    format!("<td {}><p>{}</p></td>", spans(cell), escaped(&cell.text))
}

/// Lines of the source are cut between Chinese characters, as Word cuts them.
fn cut(text: &str) -> String {
    let mut out = String::new();
    let mut length = 0;
    for c in escaped(text).chars() {
        if length >= 40 && !c.is_ascii() && !out.ends_with(|last: char| last.is_ascii()) {
            out += "\r\n";
            length = 0;
        }
        out.push(c);
        length += 1;
    }
    out
}

fn word(draft: &Draft) -> String {
    let paragraph = |text: &str| {
        format!(
            "<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span lang=EN-US \
             style='font-size:16.0pt;font-family:仿宋_GB2312'><![if !supportLists]><![endif]>{}<o:p></o:p></span></p>\r\n",
            cut(text)
        )
    };
    let cell = |cell: &Plain| {
        format!(
            "<td width=71 {} style='width:53.3pt;border:solid windowtext 1.0pt;mso-border-alt:solid .5pt'>\r\n  <p \
             class=MsoNormal align=center><span lang=EN-US>{}<o:p>&nbsp;</o:p></span></p>\r\n  </td>",
            spans(cell),
            escaped(&cell.text)
        )
    };
    format!(
        "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta charset=utf-8><!--[if gte mso 9]><xml>\
         <w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--><style>\n<!-- p {{margin:0}} -->\n</style>\
         </head><body lang=ZH-CN><!--StartFragment-->{}<!--EndFragment--></body></html>",
        marked(draft, paragraph, cell, unchanged)
    )
}

/// WPS writes runs of a character each, and empty cells that hide what a merged cell covers.
fn wps(draft: &Draft) -> String {
    let runs = |text: &str| -> String {
        let mut out = String::new();
        for c in text.chars() {
            let _ = write!(out, "<span style=\"font-family:仿宋\">{}</span>", escaped(&c.to_string()));
        }
        out
    };
    let paragraph = |text: &str| format!("<p class=\"MsoNormal\" >{}</p>", runs(text));
    let cell = |cell: &Plain| {
        format!(
            "<td {} class=\"et3\" style=\"display:table-cell\"><p><span>{}</span></p></td>\
             <td style=\"display:none\"></td>",
            spans(cell),
            runs(&cell.text)
        )
        .replace("<td style=\"display:none\"></td>", "")
    };
    marked(draft, paragraph, cell, unchanged)
}

#[test]
fn web_pages_word_and_wps_on_the_clipboard() {
    for year in [2019, 2024] {
        let draft = sample(year);
        check(&draft, &recognise(&html(&render::fragment(&report(&draft)))), "fragment");
        check(&draft, &recognise(&html(&render::page(&report(&draft), "{}"))), "page");
        check(&draft, &recognise(&html(&word(&draft))), "Word");
        check(&draft, &recognise(&html(&wps(&draft))), "WPS");
    }
}

#[test]
fn tables_that_lay_out_the_page_hold_the_report() {
    let draft = sample(2024);
    let inner = marked(&draft, plain_paragraph, plain_cell, unchanged);
    let page = format!(
        "<table><tr><td>栏目导航</td><td><table width=100%><tr><td><table><tr><td>{inner}</td></tr></table></td></tr>\
         </table></td></tr></table><script>document.write('五、存在的主要问题及改进情况')</script>"
    );
    let intake = recognise(&html(&page));
    same_figures(&draft, &intake, "layout");
    assert_eq!(intake.draft.text(Field::Problems), draft.text(Field::Problems));
    assert_eq!(intake.leftover, ["栏目导航"]);
}

#[test]
fn labels_split_by_line_breaks_and_figures_with_space() {
    let draft = sample(2020);
    let cell = |cell: &Plain| {
        let split: Vec<String> =
            cell.text.chars().collect::<Vec<_>>().chunks(3).map(String::from_iter).collect();
        let text = if cell.figure { format!("&nbsp;&emsp;{}\n", cell.text) } else { split.join("<br/>") };
        format!("<td {}>{text}</td>", spans(cell))
    };
    check(&draft, &recognise(&html(&marked(&draft, plain_paragraph, cell, unchanged))), "br");
}

#[test]
fn pages_that_lost_their_merged_cells() {
    let draft = sample(2024);
    // Every cell is one column wide, whatever it covered; marks of headings are bold paragraphs.
    let cell = |cell: &Plain| format!("<td>{}</td>", escaped(&cell.text));
    let bold = |text: &str| format!("<div><strong>{}</strong><br></div>", escaped(text));
    check(&draft, &recognise(&html(&marked(&draft, bold, cell, unchanged))), "no spans");
    // Covered places are there as empty cells.
    let full = |cell: &Plain| {
        format!("<td>{}</td>{}", escaped(&cell.text), "<td>&nbsp;</td>".repeat(cell.colspan - 1))
    };
    let intake = recognise(&html(&marked(&draft, plain_paragraph, full, unchanged)));
    same_figures(&draft, &intake, "split");
}

#[test]
fn a_table_broken_over_pages_goes_on() {
    let draft = sample(2024);
    let broken = marked(&draft, plain_paragraph, plain_cell, unchanged);
    // Behind the row of the sixth result another table begins, without heads.
    let at = broken
        .find("4.保护第三方合法权益")
        .and_then(|at| Some(at + broken[at..].find("</tr>")? + 5))
        .unwrap();
    let broken = format!("{}</tbody></table><p>&nbsp;</p><table><tbody>{}", &broken[..at], &broken[at..]);
    check(&draft, &recognise(&html(&broken)), "broken");
}

#[test]
fn a_merged_figure_is_marked() {
    let mut draft = sample(2024);
    let row: Vec<_> = CellId::of_edition(Edition::V2021)
        .filter(|cell| cell.key().starts_with("t3.denied.query."))
        .collect();
    for cell in &row {
        draft.set_cell(*cell, "0");
    }
    let page = marked(&draft, plain_paragraph, plain_cell, |table, rows| {
        if table == Table::Three {
            let row =
                rows.iter_mut().find(|row| row.iter().any(|cell| cell.text.starts_with("8.属于"))).unwrap();
            row.retain(|cell| !cell.figure || cell.column == 3);
            row.last_mut().unwrap().colspan = 7;
        }
    });
    let intake = recognise(&html(&page));
    assert_eq!(intake.unsure.len(), 7, "{:?}", intake.unsure);
    assert!(row.iter().all(|cell| printed(&intake.draft)(*cell) == "0"));
    assert!(intake.notes.contains(&"表三：175格中读到175格，7格不能确定。".to_owned()), "{:?}", intake.notes);
}

#[test]
fn a_copied_block_with_merged_heads_finds_its_cells() {
    let draft = sample(2024);
    let page = marked(&draft, plain_paragraph, plain_cell, unchanged);
    for (table, count) in [(Table::Two, 10), (Table::Three, 175), (Table::Four, 15)] {
        let from = page.match_indices("<table").nth(table as usize).unwrap().0;
        let block = &page[from..from + page[from..].find("</table>").unwrap()];
        let found = figures(&html(block), Edition::V2021, table).unwrap();
        assert_eq!(found.len(), count);
        assert!(found.iter().all(|(cell, text)| *text == printed(&draft)(*cell)));
    }
    assert_eq!(
        figures(&html("<table><tr><td>1<td>2<tr><td>3<td>4</table>"), Edition::V2021, Table::Three),
        None
    );
}

fn saved(draft: &Draft) -> Envelope {
    let summary = Summary { done: 0, parts: 7, errors: Some(0), warnings: Some(0) };
    Envelope { saved_at: 1, copied_at: None, revision: 1, summary, draft: draft.clone() }
}

#[test]
fn own_pages_and_data_files_come_back_as_they_were() {
    let mut draft = sample(2024);
    draft.set_text(Field::Name, Some("第二稿".into()));
    let (report, envelope) = (report(&draft), saved(&draft));
    let page = nianbao::exchange::page(&report, &envelope);
    for file in [page.clone(), nianbao::exchange::json(&envelope)] {
        let intake = open("a.bin", file.as_bytes()).unwrap();
        assert_eq!(intake.draft, draft);
        assert!(intake.is_report());
    }
    // Without its data the page still shows the report.
    let published = page.replace("nianbao-draft", "x");
    draft.set_text(Field::Name, None);
    check(&draft, &open("年报.html", published.as_bytes()).unwrap(), "published");
}

#[test]
fn encodings_of_texts_and_pages() {
    let draft = sample(2024);
    let text = written(&draft, Shape::Browser, unchanged).replace('\n', "\r\n");
    let page = format!(
        "<html><head><meta charset=gb2312></head><body>{}</body></html>",
        marked(&draft, plain_paragraph, plain_cell, unchanged)
    );
    let utf16 = |text: &str, unit: fn(u16) -> [u8; 2], mark: bool| -> Vec<u8> {
        let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
        units.flat_map(unit).collect()
    };
    let gbk = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let files = [
        ("a.txt", text.clone().into_bytes()),
        ("bom.txt", format!("\u{feff}{text}").into_bytes()),
        ("gbk.txt", gbk(&text)),
        ("gbk.html", gbk(&page)),
        ("wrong extension.docx", gbk(&page)),
        ("le.txt", utf16(&text, u16::to_le_bytes, true)),
        ("be.html", utf16(&page, u16::to_be_bytes, true)),
        ("le without mark.txt", utf16(&text, u16::to_le_bytes, false)),
        ("be without mark.txt", utf16(&text, u16::to_be_bytes, false)),
    ];
    for (name, file) in files {
        check(&draft, &open(name, &file).unwrap(), name);
    }
    // One damaged byte harms one character.
    let mut damaged = text.into_bytes();
    let at = damaged.windows(6).position(|window| window == "认真".as_bytes()).unwrap();
    damaged[at] = 0xff;
    same_figures(&draft, &open("a.txt", &damaged).unwrap(), "damaged");
}

fn file(name: &str, text: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(name, SimpleFileOptions::default()).unwrap();
    writer.write_all(text).unwrap();
    writer.finish().unwrap().into_inner()
}

/// The report as the text of a Word file, with changes that somebody tracked.
fn word_xml(draft: &Draft) -> String {
    let run = |text: &str| {
        let (first, second) = text.split_at(text.char_indices().nth(2).map_or(text.len(), |(at, _)| at));
        format!(
            "<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r><w:del w:id=\"1\"><w:r><w:delText>删去</w:delText></w:r></w:del>\
             <w:ins w:id=\"2\"><w:r><w:t>{}</w:t></w:r></w:ins>",
            escaped(first),
            escaped(second)
        )
    };
    let paragraph =
        |text: &str| format!("<w:p><w:pPr><w:rPr><w:ins w:id=\"3\"/></w:rPr></w:pPr>{}</w:p>", run(text));
    let mut out = paragraph(&draft.text(Field::Title)) + &paragraph(&draft.text(Field::Opening));
    for part in Part::ALL {
        out += &paragraph(draft.edition().format().headings[part.index()]);
        for line in draft.text(Field::of_part(part)).lines() {
            out += &paragraph(line);
        }
        let Some(table) = part.table() else { continue };
        out += "<w:tbl><w:tblPr/>";
        // For every column the merged cell that reaches down into it.
        let mut above: Vec<(usize, Plain)> = Vec::new();
        for row in grid_of(draft, table) {
            let mut cells: Vec<(bool, Plain)> = row.into_iter().map(|cell| (false, cell)).collect();
            cells.extend(above.iter().filter(|(left, _)| *left > 0).map(|(_, cell)| (true, cell.clone())));
            cells.sort_by_key(|(_, cell)| cell.column);
            above.retain_mut(|(left, _)| {
                *left = left.saturating_sub(1);
                *left > 0
            });
            out += "<w:tr>";
            for (continues, cell) in cells {
                let merge = match (continues, cell.rowspan) {
                    (true, _) => "<w:vMerge/>",
                    (false, 1) => "",
                    _ => "<w:vMerge w:val=\"restart\"/>",
                };
                let text = if continues { "<w:p/>".to_owned() } else { paragraph(&cell.text) };
                let _ = write!(
                    out,
                    "<w:tc><w:tcPr><w:gridSpan w:val=\"{}\"/>{merge}</w:tcPr>{text}</w:tc>",
                    cell.colspan
                );
                if !continues && cell.rowspan > 1 {
                    above.push((cell.rowspan - 1, cell));
                }
            }
            out += "</w:tr>";
        }
        out += "</w:tbl>";
    }
    out += &paragraph(&draft.text(Field::Signature));
    out += &paragraph(&draft.text(Field::Date));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body>{out}<w:sectPr/></w:body></w:document>"
    )
}

#[test]
fn word_files_with_tracked_changes() {
    for year in [2020, 2023] {
        let draft = sample(year);
        let xml = word_xml(&draft);
        check(&draft, &recognise(&docx(&file("word/document.xml", xml.as_bytes())).unwrap()), "docx");
        check(&draft, &open("宏.docm", &file("word/document2.xml", xml.as_bytes())).unwrap(), "docm");
        let flat = xml.replace("w:document", "w:wordDocument");
        check(&draft, &open("年报.xml", flat.as_bytes()).unwrap(), "one XML file");
    }
}

#[test]
fn the_word_file_of_the_program_comes_back() {
    for year in [2020, 2023] {
        let draft = sample(year);
        let document = export::docx(&report(&draft));
        check(&draft, &open("年报.docx", &document).unwrap(), "own docx");
    }
}

/// The Word form that staff are given, filled in: figures into empty cells in order, prose for the hints.
#[test]
fn the_word_form_filled_in() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/template-2021.docx");
    let Ok(template) = std::fs::read(path) else { return };
    let mut archive = ZipArchive::new(Cursor::new(&template[..])).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let mut draft = sample(2024);
    draft.set_text(Field::Requests, None);
    draft.set_text(Field::Date, None);
    let mut figures = CellId::of_edition(Edition::V2021).map(printed(&draft));
    let mut filled = String::new();
    for cell in xml.split_inclusive("</w:tc>") {
        let Some(start) = cell.find("<w:tc>").filter(|_| cell.ends_with("</w:tc>")) else {
            filled += cell;
            continue;
        };
        let (before, own) = cell.split_at(start);
        let texts: String = own
            .split("<w:t")
            .skip(1)
            .filter_map(|text| text.split_once('>')?.1.split_once("</w:t>"))
            .map(|(text, _)| text)
            .collect();
        let continues = own.contains("<w:vMerge w:val=\"continue\"/>") || own.contains("<w:vMerge/>");
        filled += before;
        if texts.trim().is_empty() && !continues {
            let end = own.rfind("</w:p>").unwrap();
            let _ = write!(
                filled,
                "{}<w:r><w:t>{}</w:t></w:r>{}",
                &own[..end],
                figures.next().unwrap(),
                &own[end..]
            );
        } else {
            filled += own;
        }
    }
    assert_eq!(figures.next(), None);
    let paragraphs = |text: &str| text.replace('\n', "</w:t></w:r></w:p><w:p><w:r><w:t>");
    filled = filled
        .replacen(
            "政府信息公开工作年度报告格式模板",
            &paragraphs(&format!("{}\n{}", draft.text(Field::Title), draft.text(Field::Opening))),
            1,
        )
        .replacen("（文字描述）", &paragraphs(&draft.text(Field::Overview)), 1)
        .replacen("（文字描述）", &paragraphs(&draft.text(Field::Problems)), 1)
        .replacen("（文字描述，收取信息处理费情况在此处报告。）", &paragraphs(&draft.text(Field::Other)), 1);
    check(&draft, &open("模板.docx", &file("word/document.xml", filled.as_bytes())).unwrap(), "template");
    // The form as it is handed out says nothing, and that is no fault.
    let empty = open("模板.docx", &template).unwrap();
    assert!(
        empty.is_report() && empty.leftover.iter().all(|text| text.contains("模板")),
        "{:?}",
        empty.leftover
    );
    let figures =
        CellId::of_edition(Edition::V2021).filter(|&cell| !empty.draft.cell(cell).trim().is_empty());
    assert_eq!(figures.count(), 0);
}

#[test]
fn a_published_text_under_any_name() {
    let Some(text) = shared("corpus/huaian-2024.txt") else { return };
    let intake = open("淮安.doc", encoding_rs::GB18030.encode(&text).0.as_ref()).unwrap();
    assert_eq!((intake.year, intake.leftover.len(), intake.unsure.len()), (Some(2024), 0, 0));
}

#[track_caller]
fn refused(name: &str, content: &[u8], reason: &Reason) {
    let refusal = bytes(name, content).unwrap_err();
    assert_eq!(&refusal.reason, reason, "{name}");
    assert!(refusal.sentence().starts_with("文件“"), "{}", refusal.sentence());
}

#[test]
fn files_that_cannot_be_read_are_refused_in_words() {
    let compound = |name: &str| {
        let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        file.resize(1024, 0);
        file.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        file.resize(2048, 0);
        file
    };
    let document = file("word/document.xml", word_xml(&sample(2024)).as_bytes());
    refused("空.txt", b"", &Reason::Empty);
    refused("空.html", b"<p>&nbsp;</p>", &Reason::Empty);
    refused("a.pdf", b"%PDF-1.7\n", &Reason::Pdf);
    refused("a.docx", b"%PDF-1.7\n", &Reason::Pdf);
    refused("a.doc", &compound("WordDocument"), &Reason::OldDocument);
    refused("a.wps", &compound("WpsContent"), &Reason::OldDocument);
    refused("a.docx", &compound("EncryptedPackage"), &Reason::Protected);
    refused("a.xls", &compound("Workbook"), &Reason::Workbook);
    refused("a.rtf", b"{\\rtf1", &Reason::OldDocument);
    refused("a.xlsx", &file("xl/workbook.xml", b"<x/>"), &Reason::Workbook);
    refused("a.ofd", &file("OFD.xml", b"<x/>"), &Reason::Ofd);
    refused("a.zip", &file("a.txt", b"x"), &Reason::Archive);
    refused("a.rar", b"Rar!\x1a\x07", &Reason::Archive);
    refused("a.png", b"\x89PNG\r\n\x1a\n\0", &Reason::Image);
    refused("a.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", &Reason::WebArchive);
    refused("a.bin", b"\x01\x00\xfe\x80\x00\x00", &Reason::Binary);
    refused("截断.docx", &document[..document.len() / 2], &Reason::Damaged);
    refused("坏.docx", &file("word/document.xml", b"<w:document><w:body></w:p>"), &Reason::Damaged);
    refused("大.txt", &vec![b'1'; (20 << 20) + 1], &Reason::TooLarge);
    refused("长.txt", &"0\n".repeat(100_000).into_bytes(), &Reason::TooLarge);
    let bomb = file("word/document.xml", &vec![b' '; 8 << 20]);
    refused("炸弹.docx", &bomb, &Reason::Bomb);
    assert!(matches!(bytes("a.json", b"{\"a\":1}").unwrap_err().reason, Reason::Saved(_)));
    let hidden = bytes("a\u{202e}nosj\n.pdf", b"%PDF-").unwrap_err().sentence();
    assert_eq!(hidden, "文件“anosj.pdf”是 PDF 文件。请打开后复制正文，再粘贴到这里。");
}

#[test]
fn entities_that_grow_without_end_are_not_filled_in() {
    let xml = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><w:document><w:body><w:p><w:r>\
               <w:t>一、总体情况&b;&amp;&#20013;</w:t></w:r></w:p></w:body></w:document>";
    let source = docx(&file("word/document.xml", xml.as_bytes())).unwrap();
    assert_eq!(source.blocks, [nianbao::intake::Block::Line("一、总体情况&中".into())]);
}

/// Text without end: every shape that could cost more than its length.
#[test]
fn long_texts_take_time_in_proportion() {
    let pieces = [
        "一、总体情况\n",
        "二、主动公开政府信息情况\n",
        "第二十条第（一）项\n规章 1 2 3\n",
        "1 2 3 4 5 6 7\n",
        "三、收到和处理政府信息公开申请情况\n1.属于国家秘密 0 0 0 0 0 0 0\n",
        "|",
        "|1|2\n",
        "\t\n",
        "\t规章\n",
        "a\tb\n",
        "年",
        "2024年政府信息公开工作年度报告\n",
        "政府信息公开\n",
        "是",
        "{",
        "<",
        "<table><tr><td>规章<td>1",
        "结果维持\n",
        "行政复议\n",
        "0\n",
        " ",
        "\n",
        "电话：",
        "1.属于国家秘密",
        "〇",
        "一是",
        "地址",
    ];
    for head in ["", "一、总体情况\n三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\n"]
    {
        for piece in pieces {
            let text = format!("{head}{}", piece.repeat(100_000 / piece.len()));
            let _ = open("a.txt", text.as_bytes());
        }
    }
}

fn read(source: &Source) -> Intake {
    recognise(source)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_report_as_page_or_document_comes_back(draft in any_report()) {
        let report = report(&draft);
        check(&draft, &read(&html(&render::fragment(&report))), "fragment");
        check(&draft, &read(&docx(&export::docx(&report)).unwrap()), "docx");
        check(&draft, &read(&html(&word(&draft))), "Word");
    }

    /// Files cut, changed and filled with anything: a report or a sentence, never a panic.
    #[test]
    fn damaged_files_never_panic(
        kind in 0..6_usize,
        shape in sample::select(SHAPES.to_vec()),
        damage in collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..24),
        cut in any::<prop::sample::Index>(),
        whole in any::<bool>(),
    ) {
        let draft = sample(2024);
        let mut file = match kind {
            0 => file("word/document.xml", word_xml(&draft).as_bytes()),
            1 => export::docx(&report(&draft)),
            2 => word(&draft).into_bytes(),
            3 => nianbao::exchange::page(&report(&draft), &saved(&draft)).into_bytes(),
            4 => encoding_rs::GB18030.encode(&written(&draft, shape, unchanged)).0.into_owned(),
            _ => written(&draft, shape, unchanged).into_bytes(),
        };
        for (at, byte) in damage {
            let at = at.index(file.len());
            file[at] = byte;
        }
        if !whole {
            file.truncate(cut.index(file.len()));
        }
        match open("年报", &file) {
            Ok(intake) => prop_assert!(!intake.notes.is_empty()),
            Err(refusal) => prop_assert!(!refusal.sentence().is_empty()),
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(content in collection::vec(any::<u8>(), 0..400)) {
        if let Ok(Material::Foreign(source)) = bytes("a", &content) {
            let _ = recognise(&source);
        }
    }
}

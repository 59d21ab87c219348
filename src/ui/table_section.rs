//! Tables 2, 3 and 4 in their official shape, with the keyboard of a spreadsheet.

use super::head_section::field_id;
use super::prose_field::ProseField;
use super::widget::Widget;
use super::{Send, button};
use crate::app::{BalanceView, CellState, CellView, Event, Offer, Side, TableView, TextView};
use crate::format::{CellId, CellKind, Content, Edition, Grid, GridCell, Table};
use crate::paste;
use crate::report::{Field, Report, read};
use crate::rules::{Remedy, Severity};
use crate::ui::editor_page::section_id;
use gloo::events::{EventListener, EventListenerOptions};
use nianbao_markup::html;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::functional::{Hook, HookContext};
use yew::prelude::*;

/// A part that consists of a table.
#[derive(PartialEq)]
pub(super) struct TableSection {
    pub(super) view: Rc<TableView>,
    /// The words before the table, where they are shown.
    pub(super) introduction: Option<Rc<TextView>>,
    pub(super) offer: Option<Offer>,
    pub(super) send: Send,
}

impl Widget for TableSection {
    fn draw(&self, _: &mut HookContext) -> Html {
        let TableSection { view, introduction, offer, send } = self;
        let part = view.table.part();
        let field = Field::of_part(part);
        let heading = view.edition.format().headings[part.index()];
        let id = section_id(part);
        let heading_id = format!("{id}-heading");
        html! {
            <section class="part" {id} tabindex="-1" aria-labelledby={heading_id.clone()}>
                <div class="part__head">
                    <h2 class="part__heading" id={heading_id}>{ heading }</h2>
                    <div class="part__tools">
                        <button type="button" class="button button--small" disabled={view.blank == 0}
                            onclick={super::on(send, Event::Repair(Remedy::FillBlanks(view.table)))}>
                            { "空格全部填 0" }
                        </button>
                        { button(send, "button button--small", "粘贴整表", Event::AskPaste(view.table)) }
                        if introduction.is_none() {
                            { button(send, "button button--small", "加文字说明", Event::ShowIntroduction(field)) }
                        }
                    </div>
                </div>
                if let Some(text) = introduction {
                    <label class="field__label" for={field_id(field)}>{ field.label() }</label>
                    <ProseField view={Rc::clone(text)} hint={None} offer={offer.clone()} send={send.clone()} />
                }
                <FigureTable view={Rc::clone(view)} send={send.clone()} />
            </section>
        }
    }
}

/// The table itself. Its elements are laid out once; what a keystroke changes is written into them by
/// [`write_changes`], since comparing all inputs of a table for every key would cost more than all else.
#[derive(PartialEq)]
struct FigureTable {
    view: Rc<TableView>,
    send: Send,
}

impl Widget for FigureTable {
    fn draw(&self, hooks: &mut HookContext) -> Html {
        let FigureTable { view, send } = self;
        let current = use_state_eq(|| None::<CellId>).run(hooks);
        let shown = use_mut_ref(|| None::<Rc<TableView>>).run(hooks);
        use_effect_with(Rc::clone(view), move |view| {
            let before = shown.replace(Some(Rc::clone(view)));
            let before = before.as_deref().filter(|before| before.edition == view.edition);
            write_changes(before, view);
            let previous = |view: &TableView| view.previous.as_ref().map(Rc::as_ptr);
            if before.and_then(previous) != previous(view) {
                write_previous(view);
            }
        })
        .run(hooks);
        let on_enter = use_callback((), {
            let current = current.setter();
            move |cell, ()| current.set(Some(cell))
        })
        .run(hooks);
        html! {
            <>
                <Figures key={view.edition.format().notice} edition={view.edition} table={view.table}
                    balance={Rc::clone(&view.balance)} {on_enter} send={send.clone()} />
                <CellLine view={Rc::clone(view)} cell={*current} />
            </>
        }
    }
}

/// Writes into the inputs what differs between two states of a table, or all of it.
fn write_changes(before: Option<&TableView>, after: &TableView) {
    for (index, row) in after.rows.iter().enumerate() {
        let old = before.and_then(|before| before.rows.get(index));
        if old.is_some_and(|old| Rc::ptr_eq(old, row)) {
            continue;
        }
        for (column, cell) in row.cells.iter().enumerate() {
            let old = old.and_then(|old| old.cells.get(column));
            if old != Some(cell) {
                write_cell(old, cell);
                write_past(cell, after.previous.as_deref());
            }
        }
    }
}

fn write_cell(before: Option<&CellView>, after: &CellView) {
    let Some(element) = super::browser::element(after.id.key()) else { return };
    let Some(input) = element.dyn_ref::<HtmlInputElement>() else { return };
    // What is being typed is in the input already; writing it again would disturb an input method.
    if before.is_none_or(|before| before.text != after.text) && *input.value() != *after.text {
        input.set_value(&after.text);
    }
    let class = |cell: &CellView| (cell_class(cell), side_class(cell.side));
    if before.is_none_or(|before| class(before) != class(after))
        && let Some(cell) = element.parent_element()
    {
        cell.set_class_name(&[class(after).0, class(after).1].concat());
    }
    let is_invalid =
        |cell: &CellView| cell.mark == Some(Severity::Error) || cell.state == CellState::Unreadable;
    if before.is_some_and(is_invalid) != is_invalid(after) {
        // Fails only for malformed names.
        let _ = if is_invalid(after) {
            element.set_attribute("aria-invalid", "true")
        } else {
            element.remove_attribute("aria-invalid")
        };
    }
}

/// How a cell stands out while the finding at hand names it.
const fn side_class(side: Option<Side>) -> &'static str {
    match side {
        None => "",
        Some(Side::Left) => " cell--left",
        Some(Side::Right) => " cell--right",
    }
}

/// Writes last year's figure and the change under a figure.
fn write_past(cell: &CellView, previous: Option<&Report>) {
    let Some(frame) = super::browser::element(cell.id.key()).and_then(|input| input.parent_element()) else {
        return;
    };
    let past = previous.map(|previous| previous.printed(cell.id)).unwrap_or_default();
    // Fails only for malformed names.
    let _ = if past.is_empty() {
        frame.remove_attribute("data-past")
    } else {
        let now = read(cell.id.kind(), &cell.text).value();
        let change = now.zip(previous.and_then(|previous| previous.value(cell.id)));
        let change = change.map(|(now, past)| now - past).filter(|_| cell.id.kind() == CellKind::Count);
        let change = match change {
            None | Some(0) => String::new(),
            Some(change) if change > 0 => format!(" ↑{change}"),
            Some(change) => format!(" ↓{}", change.unsigned_abs()),
        };
        frame.set_attribute("data-past", &[&*past, &change].concat())
    };
}

/// Writes last year's figures under all figures, and as what describes the cells.
fn write_previous(after: &TableView) {
    for cell in after.rows.iter().flat_map(|row| &row.cells) {
        write_past(cell, after.previous.as_deref());
        let Some(element) = super::browser::element(cell.id.key()) else { continue };
        let figure = after.previous.as_ref().map(|report| report.printed(cell.id)).unwrap_or_default();
        // Fails only for malformed names.
        let _ = if figure.is_empty() {
            element.remove_attribute("title")
        } else {
            element.set_attribute("title", &format!("去年：{figure}"))
        };
    }
}

fn cell_class(cell: &CellView) -> &'static str {
    match (cell.state, cell.mark) {
        (CellState::Unreadable, _) => "cell cell--unreadable",
        (CellState::Overridden, Some(Severity::Error)) => "cell cell--overridden cell--error",
        (CellState::Overridden, _) => "cell cell--overridden",
        (CellState::Computed, Some(Severity::Error)) => "cell cell--computed cell--error",
        (CellState::Computed, _) => "cell cell--computed",
        (CellState::Incomplete, _) => "cell cell--computed cell--incomplete",
        (CellState::Blank, _) => "cell cell--blank",
        (CellState::Entered, Some(Severity::Error)) => "cell cell--error",
        (CellState::Entered, Some(Severity::Warning)) => "cell cell--warning",
        (CellState::Entered, _) => "cell",
    }
}

/// The elements of a table, without the figures. Events of all cells are handled here, once.
#[derive(PartialEq)]
struct Figures {
    edition: Edition,
    table: Table,
    balance: Rc<Vec<BalanceView>>,
    on_enter: Callback<CellId>,
    send: Send,
}

impl Widget for Figures {
    fn draw(&self, hooks: &mut HookContext) -> Html {
        let Figures { edition, table, balance, on_enter, send } = self;
        let (edition, table) = (*edition, *table);
        let grid = Grid::of(edition, table);
        let frame = use_node_ref().run(hooks);
        use_effect_with(frame.clone(), {
            let (on_enter, send) = (on_enter.clone(), send.clone());
            move |frame| {
                let listeners =
                    frame.cast::<Element>().map(|frame| listen(&frame, edition, table, &on_enter, &send));
                move || drop(listeners)
            }
        })
        .run(hooks);
        let class = match table {
            Table::Two => "figures figures--two",
            Table::Three => "figures figures--three",
            Table::Four => "figures figures--four",
        };
        html! {
            <div class="figures-frame" ref={frame}>
                <table {class}>
                    <Head {edition} {table} />
                    <tbody>
                        { for (grid.head_rows..grid.rows.len()).map(|index| html! { <Row key={index} {edition} {table} {index} /> }) }
                    </tbody>
                    if !balance.is_empty() {
                        <Balance balance={Rc::clone(balance)} />
                    }
                </table>
            </div>
        }
    }
}

/// Listens to all cells of a table at once. These are listeners of the browser rather than of Yew, which
/// would look for handlers along the whole way from the cell up for each of the events of a keystroke.
fn listen(
    frame: &Element,
    edition: Edition,
    table: Table,
    on_enter: &Callback<CellId>,
    send: &Send,
) -> [EventListener; 7] {
    // What the cell held when it was entered, for Escape.
    let entered = Rc::new(RefCell::new(String::new()));
    let input = {
        let send = send.clone();
        EventListener::new(frame, "input", move |event| {
            if let Some((cell, input)) = cell_of(event) {
                send.emit(Event::CellTyped(cell, input.value().into()));
            }
        })
    };
    let enter = {
        let (on_enter, entered) = (on_enter.clone(), Rc::clone(&entered));
        EventListener::new(frame, "focusin", move |event| {
            if let Some((cell, input)) = cell_of(event) {
                entered.replace(input.value());
                on_enter.emit(cell);
                input.select();
            }
        })
    };
    let leave = {
        let send = send.clone();
        EventListener::new(frame, "focusout", move |event| {
            if let Some((cell, _)) = cell_of(event) {
                send.emit(Event::CellLeft(cell));
            }
        })
    };
    // A click into a cell selects its content, as entering it by keyboard does; further clicks set the caret.
    let active = EventListenerOptions::enable_prevent_default();
    let entered_by_press = Rc::new(Cell::new(false));
    let press = {
        let entered_by_press = Rc::clone(&entered_by_press);
        EventListener::new_with_options(frame, "mousedown", active, move |event| {
            let Some((_, input)) = cell_of(event) else { return };
            let active = gloo::utils::document().active_element();
            if active.is_none_or(|active| active != *input.unchecked_ref::<Element>()) {
                event.prevent_default();
                let _ = input.focus();
                entered_by_press.set(true);
            }
        })
    };
    // Chromium remembers an earlier click into the same cell and would set its caret on release.
    let release = EventListener::new_with_options(frame, "mouseup", active, move |event| {
        if entered_by_press.take() {
            event.prevent_default();
        }
    });
    let keys = {
        let send = send.clone();
        EventListener::new_with_options(frame, "keydown", active, move |event| {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                key(event, edition, table, &entered, &send);
            }
        })
    };
    let paste = {
        let send = send.clone();
        EventListener::new_with_options(frame, "paste", active, move |event| {
            let data =
                event.dyn_ref::<web_sys::ClipboardEvent>().and_then(web_sys::ClipboardEvent::clipboard_data);
            let get = |kind| data.as_ref().and_then(|data| data.get_data(kind).ok()).unwrap_or_default();
            let (text, html) = (get("text/plain"), get("text/html"));
            if paste::is_block(&text) {
                event.prevent_default();
                let anchor = cell_of(event).map(|(cell, _)| cell);
                // Merged cells are lost in plain text.
                send.emit(if html.contains("span=") {
                    Event::RichPasted { table, anchor, html, text }
                } else {
                    Event::Pasted { table, anchor, text }
                });
            }
        })
    };
    [input, enter, leave, press, release, keys, paste]
}

/// Caption, columns and head of a table: nothing that a keystroke changes.
#[derive(PartialEq)]
struct Head {
    edition: Edition,
    table: Table,
}

impl Widget for Head {
    fn draw(&self, _: &mut HookContext) -> Html {
        let grid = Grid::of(self.edition, self.table);
        let heads =
            grid.rows[..grid.head_rows].iter().map(|row| html! { <tr>{ for row.iter().map(label) }</tr> });
        html! {
            <>
                <caption class="visually-hidden">
                    { self.edition.format().headings[self.table.part().index()] }
                </caption>
                <colgroup>{ for grid.widths.iter().map(|width| html! {
                    <col style={format!("width: {}.{}%", width / 10, width % 10)} />
                }) }</colgroup>
                if grid.head_rows > 0 {
                    <thead>{ for heads }</thead>
                }
            </>
        }
    }
}

/// A printed row: labels, and an input for every figure.
#[derive(PartialEq)]
struct Row {
    edition: Edition,
    table: Table,
    index: usize,
}

impl Widget for Row {
    fn draw(&self, _: &mut HookContext) -> Html {
        let row = &Grid::of(self.edition, self.table).rows[self.index];
        html! {
            <tr>
                { for row.iter().map(|cell| match cell.content {
                    Content::Figure(id) => figure(id, cell, self.edition),
                    _ => label(cell),
                }) }
            </tr>
        }
    }
}

fn figure(id: CellId, cell: &GridCell, edition: Edition) -> Html {
    html! {
        <td class="cell" colspan={span(cell.colspan)}>
            <input id={id.key()} class="cell__input" type="text" inputmode="numeric" autocomplete="off"
                aria-label={id.accessible_name(edition)} tabindex={id.is_derived(edition).then_some("-1")} />
        </td>
    }
}

fn span(count: usize) -> Option<AttrValue> {
    (count > 1).then(|| count.to_string().into())
}

fn label(cell: &GridCell) -> Html {
    let text = cell.content.label().unwrap_or_default();
    let class = match cell.content {
        Content::Corner(_) => "label label--corner",
        Content::ColumnHead(_) => "label label--column",
        Content::BlockTitle(_) => "label label--block",
        _ if cell.rowspan > 5 && cell.colspan == 1 && cell.column == 0 => "label label--row label--tall",
        _ => "label label--row",
    };
    let scope = match cell.content {
        Content::ColumnHead(_) if cell.colspan > 1 => Some("colgroup"),
        Content::ColumnHead(_) => Some("col"),
        Content::RowHead(_) if cell.rowspan > 1 => Some("rowgroup"),
        Content::RowHead(_) => Some("row"),
        _ => None,
    };
    html! {
        <th {class} {scope} rowspan={span(cell.rowspan)} colspan={span(cell.colspan)} title={text}>
            <span class="label__text">{ text }</span>
        </th>
    }
}

/// The running line under table 3.
#[derive(PartialEq)]
struct Balance {
    balance: Rc<Vec<BalanceView>>,
}

impl Widget for Balance {
    fn draw(&self, _: &mut HookContext) -> Html {
        let cell = |balance: &BalanceView| match balance {
            BalanceView::Holds => html! {
                <td class="balance balance--holds"><span aria-hidden="true">{ "✓" }</span>
                    <span class="visually-hidden">{ "相等" }</span></td>
            },
            BalanceView::NotAssessable => html! {
                <td class="balance" title="还有空格，暂时不能核对"><span aria-hidden="true">{ "–" }</span>
                    <span class="visually-hidden">{ "还有空格" }</span></td>
            },
            BalanceView::Fails(left, right) => html! {
                <td class="balance balance--fails">
                    <span>{ format!("差 {}", left - right) }</span>
                    <small>{ format!("{left}≠{right}") }</small>
                </td>
            },
        };
        html! {
            <tfoot>
                <tr>
                    <th class="label label--balance" colspan="3" scope="row">
                        { "勾稽核对 " }<small>{ "一＋二＝三（七）＋四" }</small>
                    </th>
                    { for self.balance.iter().map(cell) }
                </tr>
            </tfoot>
        }
    }
}

/// The line under a table: the full name of the cell at hand, and how it was read or computed.
#[derive(PartialEq)]
struct CellLine {
    view: Rc<TableView>,
    cell: Option<CellId>,
}

impl Widget for CellLine {
    fn draw(&self, _: &mut HookContext) -> Html {
        let found = self.cell.and_then(|id| {
            let cells = self.view.rows.iter().flat_map(|row| &row.cells);
            cells.into_iter().find(|cell| cell.id == id)
        });
        let keys = "方向键、回车、Tab 移动；可从 Excel、WPS 整块粘贴；合计自动计算。";
        match found {
            None => html! { <p class="cell-line">{ keys }</p> },
            Some(cell) => html! {
                <p class="cell-line">
                    <span>{ cell.id.accessible_name(self.view.edition) }</span>
                    if !cell.note.is_empty() {
                        <strong class="cell-line__note">{ cell.note.to_string() }</strong>
                    }
                </p>
            },
        }
    }
}

/// The cell that an event happened in.
fn cell_of(event: &web_sys::Event) -> Option<(CellId, HtmlInputElement)> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    Some((CellId::from_key(&input.id())?, input))
}

/// Moves as in a spreadsheet. Keys that an input method uses for composing are left to it.
fn key(event: &KeyboardEvent, edition: Edition, table: Table, entered: &RefCell<String>, send: &Send) {
    if event.is_composing()
        || event.key_code() == super::browser::COMPOSING
        || event.alt_key()
        || event.meta_key()
    {
        return;
    }
    let Some((cell, input)) = cell_of(event) else { return };
    let rows = Grid::of(edition, table).figure_rows();
    let place = rows
        .iter()
        .enumerate()
        .find_map(|(row, cells)| Some((row, cells.iter().position(|&other| other == cell)?)));
    let Some((row, column)) = place else { return };
    let caret = |at_end: bool| {
        let (start, end) = (input.selection_start().ok().flatten(), input.selection_end().ok().flatten());
        let length = input.value().encode_utf16().count() as u32;
        let all = start == Some(0) && end == Some(length);
        all || (start == end && start == Some(if at_end { length } else { 0 }))
    };
    let below = |row: usize| (row + 1 < rows.len()).then_some((row + 1, column));
    let above = |row: usize| row.checked_sub(1).map(|row| (row, column));
    let goal = match (event.key().as_str(), event.shift_key(), event.ctrl_key()) {
        ("ArrowDown" | "Enter", false, false) => below(row),
        ("ArrowUp", false, false) | ("Enter", true, false) => above(row),
        ("ArrowLeft", false, false) if caret(false) => column.checked_sub(1).map(|column| (row, column)),
        ("ArrowRight", false, false) if caret(true) => Some((row, column + 1)),
        ("Home", false, true) => Some((0, 0)),
        ("End", false, true) => Some((rows.len() - 1, usize::MAX)),
        ("ArrowUp", false, true) => Some((0, column)),
        ("ArrowDown", false, true) => Some((rows.len() - 1, column)),
        ("Escape", false, false) => {
            let before = entered.borrow().clone();
            if before != input.value() {
                send.emit(Event::CellTyped(cell, before.as_str().into()));
            }
            event.prevent_default();
            return;
        }
        _ => return,
    };
    event.prevent_default();
    let Some((row, column)) = goal else { return };
    let cells = &rows[row];
    // Rows of table 2 differ in length: beyond its end a row is entered at its last cell, going down, and
    // not at all, going right.
    let is_move_right = event.key() == "ArrowRight";
    let next = match cells.get(column) {
        Some(&next) => Some(next),
        None if is_move_right => None,
        None => cells.last().copied(),
    };
    let next = next.and_then(|next| super::browser::element(next.key()));
    if let Some(next) = next.as_ref().and_then(|next| next.dyn_ref::<HtmlElement>()) {
        let _ = next.focus();
    }
}

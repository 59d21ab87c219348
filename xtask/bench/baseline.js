// The page as one would write it by hand for speed: elements are made once, a keystroke reads only the cell it
// changed, and writes only what is different then.
import {
  CELLS, COLUMNS, NOTE, ROWS, addUp, balanceWords, blank, cellAt, check, isDerived, labelsOf, looksOf, nameOf, read,
  savedWords, stored, verdictWords, weightWords,
} from './table3.js';

const SAVE_DELAY = 200;
const texts = blank();
const typed = texts.map(read);

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

const inputs = CELLS.map((cell) => {
  const input = element('input', { type: 'text', inputMode: 'numeric', autocomplete: 'off', ariaLabel: nameOf(cell) });
  if (isDerived(cell)) input.tabIndex = -1;
  return input;
});
const cellOf = new Map(inputs.map((input, cell) => [input, cell]));
// What stands in the elements, so that they need not be asked.
const shownTexts = blank();
const shownLooks = blank();
const balances = COLUMNS.map(() => element('td', {}));

const table = element('table', {},
  element('thead', {},
    element('tr', {},
      element('th', { rowSpan: 2, colSpan: 3 }, NOTE), element('th', { colSpan: COLUMNS.length }, '申请人情况')),
    element('tr', {}, ...COLUMNS.map((name) => element('th', {}, name)))),
  element('tbody', {}, ...ROWS.map((_, row) => element('tr', {},
    ...labelsOf(row).map(({ text, rowSpan, colSpan }) => element('th', { rowSpan, colSpan }, text)),
    ...COLUMNS.map((_, column) => element('td', {}, inputs[cellAt(row, column)]))))),
  element('tfoot', {}, element('tr', {}, element('th', { colSpan: 3 }, '勾稽核对'), ...balances)));

const saveState = element('p', {});
const verdict = element('p', {});
const cellLine = element('p', {});
const list = element('ul', {});
document.body.append(saveState, verdict, table, cellLine, list);

// The elements of the list by their findings.
const items = new Map();

function item(finding) {
  const known = items.get(finding.id);
  if (known?.equation === finding.equation && known.message === finding.message) return known.element;
  const jump = element('button', { type: 'button' }, '到表中');
  jump.addEventListener('click', () => inputs[finding.target].focus());
  const made = element('li', {},
    element('p', {}, `${weightWords(finding)} · ${finding.place}`), element('p', {}, finding.message),
    element('p', {}, finding.equation), element('p', {}, finding.advice), element('p', {}, jump));
  items.set(finding.id, { ...finding, element: made });
  return made;
}

function write(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

let shownItems = [];

function show() {
  const { values, totals } = addUp(typed);
  const findings = check(texts, typed, values);

  for (const { cell, text } of totals) {
    if (shownTexts[cell] !== text) {
      shownTexts[cell] = text;
      inputs[cell].value = text;
    }
  }
  const looks = looksOf(typed, totals, findings);
  for (const cell of CELLS) {
    if (shownLooks[cell] !== looks[cell]) {
      shownLooks[cell] = looks[cell];
      inputs[cell].parentElement.className = looks[cell];
      inputs[cell].ariaInvalid = /error|unreadable/.test(looks[cell]) ? 'true' : null;
    }
  }
  balanceWords(values).forEach((words, column) => write(balances[column], words));
  write(verdict, verdictWords(findings));

  const next = findings.map(item);
  if (next.length !== shownItems.length || next.some((element, index) => element !== shownItems[index])) {
    list.replaceChildren(...next);
    shownItems = next;
  }
}

let timer = null;

function saveSoon() {
  write(saveState, '正在保存……');
  timer ??= setTimeout(() => {
    timer = null;
    localStorage.setItem('bench.baseline', stored(texts));
    write(saveState, savedWords());
  }, SAVE_DELAY);
}

table.addEventListener('input', (event) => {
  const cell = cellOf.get(event.target);
  texts[cell] = event.target.value;
  shownTexts[cell] = texts[cell];
  typed[cell] = read(texts[cell]);
  show();
  saveSoon();
});
table.addEventListener('focusin', (event) => {
  const cell = cellOf.get(event.target);
  if (cell === undefined) return;
  event.target.select();
  write(cellLine, nameOf(cell));
});
show();

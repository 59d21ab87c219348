// The page as one would write it by hand for speed: elements are made once, and a keystroke writes into
// them only what it has changed.
import {
  COLUMNS, NOTE, ROWS, balanceWords, blank, evaluate, isDerived, labelsOf, nameOf, stored,
} from './table3.js';

const SAVE_DELAY = 200;
const texts = blank();

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

const places = new Map();
const inputs = ROWS.map((_, row) => COLUMNS.map((name, column) => {
  const input = element('input', { type: 'text', inputMode: 'numeric', autocomplete: 'off', ariaLabel: nameOf(row, column) });
  if (isDerived(row, column)) input.tabIndex = -1;
  places.set(input, [row, column]);
  return input;
}));
const shown = ROWS.map(() => COLUMNS.map(() => ({ text: '', look: '' })));
const balances = COLUMNS.map(() => element('td', {}));

const table = element('table', {},
  element('thead', {},
    element('tr', {},
      element('th', { rowSpan: 2, colSpan: 3 }, NOTE), element('th', { colSpan: COLUMNS.length }, '申请人情况')),
    element('tr', {}, ...COLUMNS.map((name) => element('th', {}, name)))),
  element('tbody', {}, ...ROWS.map((_, row) => element('tr', {},
    ...labelsOf(row).map(({ text, rowSpan, colSpan }) => element('th', { rowSpan, colSpan }, text)),
    ...inputs[row].map((input) => element('td', {}, input))))),
  element('tfoot', {}, element('tr', {}, element('th', { colSpan: 3 }, '勾稽核对'), ...balances)));

const saveState = element('p', {});
const verdict = element('p', {});
const cellLine = element('p', {});
const list = element('ul', {});
document.body.append(saveState, verdict, table, cellLine, list);

// The items of the list by their findings, so that one that stays the same keeps its elements.
let items = new Map();

function item(finding) {
  const known = items.get(finding.id);
  if (known && known.finding.equation === finding.equation && known.finding.message === finding.message) {
    return known;
  }
  const jump = element('button', { type: 'button' }, '到表中');
  jump.addEventListener('click', () => inputs[finding.target[0]][finding.target[1]].focus());
  return {
    finding,
    element: element('li', {},
      element('p', {}, `${finding.weight} · ${finding.place}`), element('p', {}, finding.message),
      element('p', {}, finding.equation), element('p', {}, finding.advice), element('p', {}, jump)),
  };
}

function showFindings(findings) {
  const next = new Map(findings.map((finding) => [finding.id, item(finding)]));
  const before = [...items.values()];
  const after = [...next.values()];
  if (before.length !== after.length || before.some((old, index) => old !== after[index])) {
    list.replaceChildren(...after.map((shown) => shown.element));
  }
  items = next;
  const grave = findings.filter((finding) => finding.weight === '必须改').length;
  write(verdict, grave > 0 ? `还有 ${grave} 处必须改` : findings.length > 0 ? `还有 ${findings.length} 处需要说明` : '可以报送');
}

function write(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

function show() {
  const { cells, balance, findings } = evaluate(texts);
  for (const [row, line] of cells.entries()) {
    for (const [column, { text, look }] of line.entries()) {
      const old = shown[row][column];
      const input = inputs[row][column];
      if (old.text !== text) {
        old.text = text;
        if (input.value !== text) input.value = text;
      }
      if (old.look !== look) {
        old.look = look;
        input.parentElement.className = look;
        input.ariaInvalid = /error|unreadable/.test(look) ? 'true' : null;
      }
    }
  }
  balance.forEach((outcome, column) => write(balances[column], balanceWords(outcome)));
  showFindings(findings);
}

let timer = null;

function saveSoon() {
  write(saveState, '正在保存……');
  timer ??= setTimeout(() => {
    timer = null;
    localStorage.setItem('bench.baseline', stored(texts));
    write(saveState, `✓ 已保存 ${new Date().toLocaleTimeString('zh-CN')}`);
  }, SAVE_DELAY);
}

table.addEventListener('input', (event) => {
  const [row, column] = places.get(event.target);
  texts[row][column] = event.target.value;
  show();
  saveSoon();
});
table.addEventListener('focusin', (event) => {
  const place = places.get(event.target);
  if (!place) return;
  event.target.select();
  write(cellLine, nameOf(...place));
});
show();

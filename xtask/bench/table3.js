// Table 3 of the 2021 format as data, and what both pages do with its figures: reading, adding up, and the 39
// equalities in words. Cells are numbered row by row.

export const COLUMNS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
export const NOTE = '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）';

const RESULTS = '三、本年度办理结果';
const REFUSED = [RESULTS, '（三）不予公开'];
const UNABLE = [RESULTS, '（四）无法提供'];
const UNHANDLED = [RESULTS, '（五）不予处理'];
const OTHERWISE = [RESULTS, '（六）其他处理'];

// The labels of every row, from the left.
export const ROWS = [
  ['一、本年新收政府信息公开申请数量'],
  ['二、上年结转政府信息公开申请数量'],
  [RESULTS, '（一）予以公开'],
  [RESULTS, '（二）部分公开（区分处理的，只计这一情形，不计其他情形）'],
  [...REFUSED, '1.属于国家秘密'],
  [...REFUSED, '2.其他法律行政法规禁止公开'],
  [...REFUSED, '3.危及“三安全一稳定”'],
  [...REFUSED, '4.保护第三方合法权益'],
  [...REFUSED, '5.属于三类内部事务信息'],
  [...REFUSED, '6.属于四类过程性信息'],
  [...REFUSED, '7.属于行政执法案卷'],
  [...REFUSED, '8.属于行政查询事项'],
  [...UNABLE, '1.本机关不掌握相关政府信息'],
  [...UNABLE, '2.没有现成信息需要另行制作'],
  [...UNABLE, '3.补正后申请内容仍不明确'],
  [...UNHANDLED, '1.信访举报投诉类申请'],
  [...UNHANDLED, '2.重复申请'],
  [...UNHANDLED, '3.要求提供公开出版物'],
  [...UNHANDLED, '4.无正当理由大量反复申请'],
  [...UNHANDLED, '5.要求行政机关确认或重新出具已获取信息'],
  [...OTHERWISE, '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请'],
  [...OTHERWISE, '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请'],
  [...OTHERWISE, '3.其他'],
  [RESULTS, '（七）总计'],
  ['四、结转下年度继续办理'],
];

const RECEIVED = 0, CARRIED_IN = 1, FIRST_RESULT = 2, TOTAL_ROW = 23, CARRIED_OUT = 24, TOTAL = 6;
const WIDTH = COLUMNS.length;
const LABELS = 3;

export const CELLS = [...Array(ROWS.length * WIDTH).keys()];
export const cellAt = (row, column) => row * WIDTH + column;
const rowOf = (cell) => Math.floor(cell / WIDTH);
const columnOf = (cell) => cell % WIDTH;
export const isDerived = (cell) => rowOf(cell) === TOTAL_ROW || columnOf(cell) === TOTAL;
export const nameOf = (cell) => `${ROWS[rowOf(cell)].join('，')}，${COLUMNS[columnOf(cell)]}`;
export const blank = () => CELLS.map(() => '');

// The label cells that begin in a row, with what they span.
export function labelsOf(row) {
  const shares = (other, depth) => ROWS[row].slice(0, depth + 1).every((text, at) => ROWS[other]?.[at] === text);
  return ROWS[row].flatMap((text, depth) => {
    if (shares(row - 1, depth)) return [];
    let end = row + 1;
    while (shares(end, depth)) end += 1;
    const isLast = depth + 1 === ROWS[row].length;
    return [{ text, rowSpan: end - row, colSpan: isLast ? LABELS - depth : 1 }];
  });
}

const CLASSES = [...Array(TOTAL).keys()];
const RESULT_ROWS = [...Array(TOTAL_ROW).keys()].slice(FIRST_RESULT);

// The totals with their addends, in the order in which they can be worked out.
const SUMS = [
  ...CLASSES.map((column) => ({
    total: cellAt(TOTAL_ROW, column), addends: RESULT_ROWS.map((row) => cellAt(row, column)),
  })),
  ...ROWS.map((_, row) => ({ total: cellAt(row, TOTAL), addends: CLASSES.map((column) => cellAt(row, column)) })),
];

const term = (cell, label) => ({ cell, label });

// A + B = P + F in every column.
const BALANCES = COLUMNS.map((name, column) => {
  const [received, carriedIn, total, carriedOut] =
    [RECEIVED, CARRIED_IN, TOTAL_ROW, CARRIED_OUT].map((row) => cellAt(row, column));
  return {
    id: `balance-${column}`, place: `表三「${name}」列`, target: received,
    message: '新收与上年结转之和，同办结与结转下年度之和不等。',
    advice: '请核对这一列的四个数：新收、上年结转、各项办理结果、结转下年度。',
    marked: [received, carriedIn, total, carriedOut],
    left: [term(received, '本年新收'), term(carriedIn, '上年结转')],
    right: [term(total, '总计'), term(carriedOut, '结转下年度')],
  };
});
const RESULTS_SUMMED = COLUMNS.map((name, column) => {
  const total = cellAt(TOTAL_ROW, column);
  return {
    id: `results-${column}`, place: `表三「${name}」列（七）总计`, target: total,
    message: '各项办理结果之和，同（七）总计不等。', advice: '请核对各项办理结果，或者改用自动合计。',
    marked: [total],
    left: RESULT_ROWS.map((row) => term(cellAt(row, column), ROWS[row].at(-1))), right: [term(total, '（七）总计')],
  };
});
const APPLICANTS_SUMMED = ROWS.map((path, row) => {
  const total = cellAt(row, TOTAL);
  const left = CLASSES.map((column) => term(cellAt(row, column), COLUMNS[column]));
  return {
    id: `applicants-${row}`, place: `表三「${path.at(-1)}」行`, target: total,
    message: '六类申请人之和，同总计不等。', advice: '请核对这一行的各类申请人，或者改用自动合计。',
    marked: [...left.map(({ cell }) => cell), total], left, right: [term(total, '总计')],
  };
});
const EQUALITIES = [...BALANCES, ...RESULTS_SUMMED, ...APPLICANTS_SUMMED];

// What a text holds: a number, nothing (null), or something that cannot be read (NaN).
export function read(text) {
  if (text === '') return null;
  const plain = text.replace(/\s/g, '').replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  if (plain === '') return null;
  return /^\d+$/.test(plain) ? Number(plain) : NaN;
}

// The value of every cell, NaN where it has none; and for totals that are not typed over, the text and look.
export function addUp(typed) {
  const values = Float64Array.from(typed, (value) => value ?? NaN);
  const totals = [];
  for (const { total, addends } of SUMS) {
    if (typed[total] !== null) continue;
    let sum = 0, missing = 0;
    for (const cell of addends) {
      if (Number.isNaN(values[cell])) missing += 1;
      else sum += values[cell];
    }
    if (missing === 0) values[total] = sum;
    totals.push({
      cell: total, text: missing < addends.length ? String(sum) : '', look: missing === 0 ? 'computed' : 'incomplete',
    });
  }
  return { values, totals };
}

// NaN as soon as one figure is missing: a blank is no zero.
function sumOf(side, values) {
  let sum = 0;
  for (const { cell } of side) sum += values[cell];
  return sum;
}

function sideWords(side, values) {
  const isLong = side.length > 4;
  let words = '', shown = 0;
  for (const { cell, label } of side) {
    if (isLong && values[cell] === 0) continue;
    words += `${shown > 0 ? ' + ' : ''}${label} ${values[cell]}`;
    shown += 1;
  }
  if (shown === 0) return '各项之和 0';
  return side.length > 1 ? `${words} = ${sumOf(side, values)}` : words;
}

// Everything that is to be put right or explained.
export function check(texts, typed, values) {
  const findings = [];
  let blanks = 0, firstBlank = 0;
  for (const cell of CELLS) {
    if (Number.isNaN(typed[cell])) {
      findings.push({
        id: `unreadable-${cell}`, isError: true, place: nameOf(cell), target: cell, marked: [cell],
        message: `“${texts[cell]}”不是数字，请填阿拉伯数字`, equation: '', advice: '请改成数字。',
      });
    } else if (typed[cell] === null && !isDerived(cell)) {
      if (blanks === 0) firstBlank = cell;
      blanks += 1;
    }
  }
  for (const { id, place, target, marked, message, advice, left, right } of EQUALITIES) {
    const [a, b] = [sumOf(left, values), sumOf(right, values)];
    // A comparison with NaN is false.
    if (a < b || a > b) {
      const equation = `${sideWords(left, values)}，${sideWords(right, values)}，相差 ${Math.abs(a - b)}`;
      findings.push({ id, isError: true, place, target, marked, message, equation, advice });
    }
  }
  if (blanks > 0) {
    findings.push({
      id: 'blanks', isError: false, place: '表三', target: firstBlank, marked: [],
      message: `还有 ${blanks} 格没有填。`, equation: '', advice: '没有发生的填 0，有数的补上。',
    });
  }
  return findings;
}

// The look of every cell.
export function looksOf(typed, totals, findings) {
  const looks = typed.map((value) => (value === null ? 'blank' : Number.isNaN(value) ? 'unreadable' : ''));
  for (const { cell, look } of totals) looks[cell] = look;
  for (const { isError, marked } of findings) {
    if (isError) for (const cell of marked) looks[cell] += ' error';
  }
  return looks;
}

// The words under every column.
export function balanceWords(values) {
  return BALANCES.map(({ left, right }) => {
    const [a, b] = [sumOf(left, values), sumOf(right, values)];
    if (Number.isNaN(a - b)) return '–';
    return a === b ? '✓' : `差 ${a - b} ${a}≠${b}`;
  });
}

export function verdictWords(findings) {
  const errors = findings.filter(({ isError }) => isError).length;
  if (errors > 0) return `还有 ${errors} 处必须改`;
  return findings.length > 0 ? `还有 ${findings.length} 处需要说明` : '可以报送';
}

export const weightWords = ({ isError }) => (isError ? '必须改' : '需要说明');
export const savedWords = () => `✓ 已保存 ${new Date().toTimeString().slice(0, 5)}`;

// The draft as it is stored.
export const stored = (texts) => JSON.stringify({ app: 'bench', schema: 1, savedAt: Date.now(), cells: texts });

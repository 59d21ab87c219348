// Table 3 of the 2021 format as data, and what every page does with its figures: reading, adding up, and
// the 39 equalities in words. The two pages differ only in how they bring this to the screen.

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
const LABELS = 3;

export const isDerived = (row, column) => row === TOTAL_ROW || column === TOTAL;
export const nameOf = (row, column) => `${ROWS[row].join('，')}，${COLUMNS[column]}`;
export const blank = () => ROWS.map(() => COLUMNS.map(() => ''));

// The label cells that begin in a row, with what they span.
export function labelsOf(row) {
  const starts = (other, depth) => ROWS[row].slice(0, depth + 1).every((text, at) => ROWS[other]?.[at] === text);
  return ROWS[row].flatMap((text, depth) => {
    if (starts(row - 1, depth)) return [];
    let end = row + 1;
    while (starts(end, depth)) end += 1;
    const isLast = depth + 1 === ROWS[row].length;
    return [{ text, rowSpan: end - row, colSpan: isLast ? LABELS - depth : 1 }];
  });
}

// A number; null for a blank, NaN for what cannot be read.
function read(text) {
  const plain = text.replace(/\s/g, '').replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  if (plain === '') return null;
  return /^\d+$/.test(plain) ? Number(plain) : NaN;
}

const isNumber = (value) => value !== null && !Number.isNaN(value);
const words = (terms) => {
  const shown = terms.length > 4 ? terms.filter(([, value]) => value !== 0) : terms;
  const sum = terms.reduce((sum, [, value]) => sum + value, 0);
  if (shown.length === 0) return '各项之和 0';
  const list = shown.map(([label, value]) => `${label} ${value}`).join(' + ');
  return terms.length > 1 ? `${list} = ${sum}` : list;
};

// What the texts of all cells come to: the text and look of every cell, the balance of every column, and
// the findings.
export function evaluate(texts) {
  const typed = texts.map((line) => line.map(read));
  const values = typed.map((line) => line.slice());
  const cells = texts.map((line) => line.map((text) => ({ text, look: '' })));

  const addUp = (row, column, addends) => {
    let sum = 0, missing = 0;
    for (const [r, c] of addends) {
      if (isNumber(values[r][c])) sum += values[r][c];
      else missing += 1;
    }
    if (typed[row][column] !== null) return;
    if (missing === 0) values[row][column] = sum;
    cells[row][column].text = missing < addends.length ? String(sum) : '';
    cells[row][column].look = missing === 0 ? 'computed' : 'incomplete';
  };
  const classes = [...COLUMNS.keys()].filter((column) => column !== TOTAL);
  const results = [...ROWS.keys()].filter((row) => row >= FIRST_RESULT && row < TOTAL_ROW);
  for (const column of classes) addUp(TOTAL_ROW, column, results.map((row) => [row, column]));
  for (const row of ROWS.keys()) addUp(row, TOTAL, classes.map((column) => [row, column]));

  const findings = [];
  let blanks = 0;
  for (const [row, line] of typed.entries()) {
    for (const [column, value] of line.entries()) {
      if (value === null && !isDerived(row, column)) {
        blanks += 1;
        cells[row][column].look = 'blank';
      } else if (Number.isNaN(value)) {
        cells[row][column].look = 'unreadable';
        findings.push({
          id: `unreadable-${row}-${column}`, weight: '必须改', place: nameOf(row, column), target: [row, column],
          message: `“${texts[row][column]}”不是数字，请填阿拉伯数字`, equation: '', advice: '请改成数字。',
        });
      }
    }
  }

  // Compares two sums of cells; a blank on either side makes them incomparable.
  const compare = (left, right) => {
    const sum = (side) => side.reduce((sum, [, [r, c]]) => (isNumber(values[r][c]) ? sum + values[r][c] : NaN), 0);
    const [a, b] = [sum(left), sum(right)];
    if (Number.isNaN(a) || Number.isNaN(b)) return null;
    if (a === b) return { difference: 0, left: a, right: b };
    const side = (terms) => words(terms.map(([label, [r, c]]) => [label, values[r][c]]));
    return {
      difference: a - b, left: a, right: b,
      equation: `${side(left)}，${side(right)}，相差 ${Math.abs(a - b)}`,
    };
  };
  const state = (id, place, message, advice, target, marked, left, right) => {
    const outcome = compare(left, right);
    if (outcome?.difference) {
      for (const [r, c] of marked) cells[r][c].look += ' error';
      findings.push({ id, weight: '必须改', place, message, equation: outcome.equation, advice, target });
    }
    return outcome;
  };

  const balance = COLUMNS.map((name, column) => {
    const at = (row) => [row, column];
    const cellsOfBoth = [RECEIVED, CARRIED_IN, TOTAL_ROW, CARRIED_OUT].map(at);
    return state(
      `balance-${column}`, `表三「${name}」列`, '新收与上年结转之和，同办结与结转下年度之和不等。',
      '请核对这一列的四个数：新收、上年结转、各项办理结果、结转下年度。', at(RECEIVED), cellsOfBoth,
      [['本年新收', at(RECEIVED)], ['上年结转', at(CARRIED_IN)]],
      [['总计', at(TOTAL_ROW)], ['结转下年度', at(CARRIED_OUT)]],
    );
  });
  for (const [column, name] of COLUMNS.entries()) {
    const total = [TOTAL_ROW, column];
    state(
      `results-${column}`, `表三「${name}」列（七）总计`, '各项办理结果之和，同（七）总计不等。',
      '请核对各项办理结果，或者改用自动合计。', total, [total],
      results.map((row) => [ROWS[row].at(-1), [row, column]]), [['（七）总计', total]],
    );
  }
  for (const [row, path] of ROWS.entries()) {
    const total = [row, TOTAL];
    const addends = classes.map((column) => [row, column]);
    state(
      `applicants-${row}`, `表三「${path.at(-1)}」行`, '六类申请人之和，同总计不等。',
      '请核对这一行的各类申请人，或者改用自动合计。', total, [...addends, total],
      classes.map((column) => [COLUMNS[column], [row, column]]), [['总计', total]],
    );
  }
  if (blanks > 0) {
    const row = typed.findIndex((line, r) => line.some((value, c) => value === null && !isDerived(r, c)));
    const column = typed[row].findIndex((value, c) => value === null && !isDerived(row, c));
    findings.push({
      id: 'blanks', weight: '需要说明', place: '表三', target: [row, column],
      message: `还有 ${blanks} 格没有填。`, equation: '', advice: '没有发生的填 0，有数的补上。',
    });
  }
  return { cells, balance, findings };
}

export function balanceWords(outcome) {
  if (outcome === null) return '–';
  return outcome.difference === 0 ? '✓' : `差 ${outcome.difference} ${outcome.left}≠${outcome.right}`;
}

// The draft as it is stored.
export const stored = (texts) => JSON.stringify({ app: 'bench', schema: 1, savedAt: Date.now(), cells: texts });

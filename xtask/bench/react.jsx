// The same page as a front-end developer would first write it: the texts are state, everything else is worked
// out while drawing.
import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import {
  COLUMNS, NOTE, ROWS, addUp, balanceWords, blank, cellAt, check, isDerived, labelsOf, looksOf, nameOf, read, savedWords,
  stored, verdictWords, weightWords,
} from './table3.js';

const SAVE_DELAY = 200;

function App() {
  const [texts, setTexts] = useState(blank);
  const [current, setCurrent] = useState(null);
  const [saveState, setSaveState] = useState('');
  const latest = useRef(texts);
  const timer = useRef(null);
  const inputs = useRef([]);

  const typed = texts.map(read);
  const { values, totals } = addUp(typed);
  const findings = check(texts, typed, values);
  const looks = looksOf(typed, totals, findings);
  const shown = texts.slice();
  for (const { cell, text } of totals) shown[cell] = text;

  useEffect(() => { latest.current = texts; }, [texts]);

  function type(cell, text) {
    setTexts((texts) => texts.map((old, other) => (other === cell ? text : old)));
    setSaveState('正在保存……');
    timer.current ??= setTimeout(() => {
      timer.current = null;
      localStorage.setItem('bench.react', stored(latest.current));
      setSaveState(savedWords());
    }, SAVE_DELAY);
  }

  return (
    <>
      <p>{saveState}</p>
      <p>{verdictWords(findings)}</p>
      <table>
        <thead>
          <tr><th rowSpan={2} colSpan={3}>{NOTE}</th><th colSpan={COLUMNS.length}>申请人情况</th></tr>
          <tr>{COLUMNS.map((name) => <th key={name}>{name}</th>)}</tr>
        </thead>
        <tbody>
          {ROWS.map((_, row) => (
            <tr key={row}>
              {labelsOf(row).map(({ text, rowSpan, colSpan }) => (
                <th key={text} rowSpan={rowSpan} colSpan={colSpan}>{text}</th>
              ))}
              {COLUMNS.map((name, column) => {
                const cell = cellAt(row, column);
                return (
                  <td key={name} className={looks[cell]}>
                    <input
                      type="text" inputMode="numeric" autoComplete="off" value={shown[cell]}
                      aria-label={nameOf(cell)} aria-invalid={/error|unreadable/.test(looks[cell]) || undefined}
                      tabIndex={isDerived(cell) ? -1 : undefined}
                      ref={(input) => { inputs.current[cell] = input; }}
                      onChange={(event) => type(cell, event.target.value)}
                      onFocus={(event) => { event.target.select(); setCurrent(cell); }}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th colSpan={3}>勾稽核对</th>
            {balanceWords(values).map((words, column) => <td key={COLUMNS[column]}>{words}</td>)}
          </tr>
        </tfoot>
      </table>
      <p>{current !== null && nameOf(current)}</p>
      <ul>
        {findings.map((finding) => (
          <li key={finding.id}>
            <p>{`${weightWords(finding)} · ${finding.place}`}</p>
            <p>{finding.message}</p>
            <p>{finding.equation}</p>
            <p>{finding.advice}</p>
            <p><button type="button" onClick={() => inputs.current[finding.target].focus()}>到表中</button></p>
          </li>
        ))}
      </ul>
    </>
  );
}

createRoot(document.getElementById('root')).render(<App />);

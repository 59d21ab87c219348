// The same page as a front-end developer would first write it: the texts are state, everything else is worked
// out while drawing.
import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import {
  COLUMNS, NOTE, ROWS, balanceWords, blank, evaluate, isDerived, labelsOf, nameOf, stored,
} from './table3.js';

const SAVE_DELAY = 200;

function App() {
  const [texts, setTexts] = useState(blank);
  const [current, setCurrent] = useState(null);
  const [saveState, setSaveState] = useState('');
  const latest = useRef(texts);
  const timer = useRef(null);
  const inputs = useRef({});
  const { cells, balance, findings } = evaluate(texts);
  const grave = findings.filter((finding) => finding.weight === '必须改').length;

  useEffect(() => { latest.current = texts; }, [texts]);

  function type(row, column, text) {
    setTexts((texts) => texts.map((line, r) => (r === row ? line.map((old, c) => (c === column ? text : old)) : line)));
    setSaveState('正在保存……');
    timer.current ??= setTimeout(() => {
      timer.current = null;
      localStorage.setItem('bench.react', stored(latest.current));
      setSaveState(`✓ 已保存 ${new Date().toLocaleTimeString('zh-CN')}`);
    }, SAVE_DELAY);
  }

  return (
    <>
      <p>{saveState}</p>
      <p>{grave > 0 ? `还有 ${grave} 处必须改` : findings.length > 0 ? `还有 ${findings.length} 处需要说明` : '可以报送'}</p>
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
                const { text, look } = cells[row][column];
                return (
                  <td key={name} className={look}>
                    <input
                      type="text" inputMode="numeric" autoComplete="off" value={text}
                      aria-label={nameOf(row, column)} aria-invalid={/error|unreadable/.test(look) || undefined}
                      tabIndex={isDerived(row, column) ? -1 : undefined}
                      ref={(input) => { inputs.current[`${row}-${column}`] = input; }}
                      onChange={(event) => type(row, column, event.target.value)}
                      onFocus={(event) => { event.target.select(); setCurrent([row, column]); }}
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
            {balance.map((outcome, column) => <td key={COLUMNS[column]}>{balanceWords(outcome)}</td>)}
          </tr>
        </tfoot>
      </table>
      <p>{current && nameOf(...current)}</p>
      <ul>
        {findings.map((finding) => (
          <li key={finding.id}>
            <p>{`${finding.weight} · ${finding.place}`}</p>
            <p>{finding.message}</p>
            <p>{finding.equation}</p>
            <p>{finding.advice}</p>
            <p><button type="button" onClick={() => inputs.current[finding.target.join('-')].focus()}>到表中</button></p>
          </li>
        ))}
      </ul>
    </>
  );
}

createRoot(document.getElementById('root')).render(<App />);

// Times functions of the library, compiled to WebAssembly as the site is: the page for size, the reviewer for
// speed.
import initPage, { Subject as PageSubject } from './measure_page.js';
import initReviewer, { Subject as ReviewerSubject } from './measure_reviewer.js';

const BATCH_MS = 10;
const BATCHES = 41;

// The median time of one call, in microseconds. The clock of browsers is coarse, so that calls are timed in
// batches long enough for it; finding out how long also warms up.
function median(run) {
  const time = (calls) => {
    const begun = performance.now();
    run(calls);
    return performance.now() - begun;
  };
  let calls = 1;
  while (time(calls) < BATCH_MS) calls *= 2;
  const samples = Array.from({ length: BATCHES }, () => (time(calls) * 1000) / calls);
  return samples.sort((a, b) => a - b)[BATCHES >> 1];
}

export async function measure() {
  await Promise.all([initPage(), initReviewer()]);
  const page = new PageSubject();
  const reviewer = new ReviewerSubject();
  return {
    check: median((calls) => reviewer.check(calls)),
    checkLong: median((calls) => reviewer.checkLong(calls)),
    key: median((calls) => reviewer.key(calls)),
    characters: reviewer.characters(),
    read: median((calls) => page.read(calls)),
    page: median((calls) => page.page(calls)),
    bytes: page.page(1),
  };
}

// Times functions of the library, compiled to WebAssembly as the site is: the page for size, the reviewer for
// speed.
import initPage, { Subject as PageSubject } from './measure_page.js';
import initReviewer, { Subject as ReviewerSubject } from './measure_reviewer.js';

const BATCH_MS = 10;
const BATCHES = 41;

const WARM_MS = 3000;

// The median time of one call, in microseconds. The clock of browsers is coarse, so that calls are timed in
// batches long enough for it. Browsers compile what runs often anew while it runs, which must be over by then.
function median(run) {
  const time = (calls) => {
    const begun = performance.now();
    run(calls);
    return performance.now() - begun;
  };
  const warm = performance.now() + WARM_MS;
  while (performance.now() < warm) run(1);
  let calls = 1;
  while (time(calls) < BATCH_MS) calls *= 2;
  const samples = Array.from({ length: BATCHES }, () => (time(calls) * 1000) / calls);
  return samples.sort((a, b) => a - b)[BATCHES >> 1];
}

export async function measure() {
  await Promise.all([initPage(), initReviewer()]);
  const page = new PageSubject();
  const reviewer = new ReviewerSubject();
  // What the first check of a page takes, not yet compiled for speed.
  const begun = performance.now();
  reviewer.checkLong(1);
  const first = (performance.now() - begun) * 1000;
  return {
    first,
    check: median((calls) => reviewer.check(calls)),
    checkLong: median((calls) => reviewer.checkLong(calls)),
    key: median((calls) => reviewer.key(calls)),
    characters: reviewer.characters(),
    read: median((calls) => page.read(calls)),
    page: median((calls) => page.page(calls)),
    bytes: page.page(1),
  };
}

// Times functions of the library, compiled to WebAssembly as the site is.
import init, { Subject } from './measure.js';

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
  await init();
  const subject = new Subject();
  return {
    check: median((calls) => subject.check(calls)),
    checkLong: median((calls) => subject.checkLong(calls)),
    characters: subject.characters(),
    read: median((calls) => subject.read(calls)),
    page: median((calls) => subject.page(calls)),
    bytes: subject.page(1),
  };
}

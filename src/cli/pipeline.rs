//! Several threads that work on a row of jobs, the results in the order of the jobs.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// How many threads work at a time.
fn threads() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Does every job and hands over the results in order, each as soon as it and all before it are there, until
/// `take` fails. No more jobs and results are held than the threads need to be kept busy, however many there are.
pub(super) fn run<J: Send, R: Send, E>(
    jobs: impl Iterator<Item = J> + Send,
    work: impl Fn(J) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let threads = threads();
    let (queue, waiting) = sync_channel::<(J, SyncSender<R>)>(threads);
    let (order, results) = sync_channel::<Receiver<R>>(threads * 2);
    let waiting = Mutex::new(waiting);
    let (waiting, work) = (&waiting, &work);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(move || {
                loop {
                    let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((job, reply)) = next else { break };
                    // Nobody waits for the result after `take` has failed.
                    let _ = reply.send(work(job));
                }
            });
        }
        scope.spawn(move || {
            for job in jobs {
                let (reply, result) = sync_channel(1);
                if order.send(result).is_err() || queue.send((job, reply)).is_err() {
                    break;
                }
            }
        });
        // Iterated by value, so that the jobs end when this loop does.
        for result in results {
            if let Ok(result) = result.recv() {
                take(result)?;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn results_come_in_the_order_of_the_jobs() {
        let mut taken = Vec::new();
        let work = |job: u64| {
            thread::sleep(Duration::from_micros(job * 37 % 500));
            job
        };
        let end: Result<(), Infallible> = run(0..200, work, |result| {
            taken.push(result);
            Ok(())
        });
        assert_eq!(end, Ok(()));
        assert!(taken.iter().copied().eq(0..200));
    }

    #[test]
    fn few_jobs_are_held_and_none_is_begun_after_a_failure() {
        let begun = AtomicUsize::new(0);
        let jobs = (0..1_000_000).inspect(|_| {
            begun.fetch_add(1, Ordering::Relaxed);
        });
        assert_eq!(run(jobs, |job| job, |job| if job < 10 { Ok(()) } else { Err("full") }), Err("full"));
        assert!(begun.load(Ordering::Relaxed) < 20 + 8 * threads());
    }

    #[test]
    fn without_jobs_there_is_nothing_to_take() {
        assert_eq!(run(std::iter::empty::<u8>(), |job| job, |_| Err("taken")), Ok(()));
    }
}

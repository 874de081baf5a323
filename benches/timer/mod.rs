//! How long the work of a benchmark takes, as little as may be by what else runs on the machine.

use std::time::Instant;

/// What some work gives, and how long it took, in milliseconds.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let (began, spent) = (Instant::now(), processor_ms());
    let result = work();
    let millis = match (spent, processor_ms()) {
        (Some(before), Some(after)) => after - before,
        _ => began.elapsed().as_secs_f64() * 1000.0,
    };
    (result, millis)
}

/// How long this thread has had a processor, in milliseconds, where the system tells it (Linux): what else runs
/// on the machine then hardly counts.
fn processor_ms() -> Option<f64> {
    // The system counts when it has to choose again who goes on.
    std::thread::yield_now();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(told.split(' ').next()?.parse::<f64>().ok()? / 1e6)
}

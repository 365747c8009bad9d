//! `build --timings`: how long each stage took, of how many files and bytes.

use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::edition::{OutputPart, Timing};

/// The time of all threads, the files and the bytes of each part of the output, counted while its files are made.
#[derive(Default)]
pub(super) struct PartCounts([PartCount; OutputPart::ALL.len()]);

#[derive(Default)]
struct PartCount {
    nanoseconds: AtomicU64,
    files: AtomicU64,
    bytes: AtomicU64,
}

impl PartCounts {
    /// Makes a file of a part, and counts it.
    pub(super) fn count<E>(
        &self,
        part: OutputPart,
        sink: &mut dyn Write,
        make: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut counted = CountedSink { sink, bytes: 0 };
        let started = Instant::now();
        let made = make(&mut counted);
        let time = u64::try_from(started.elapsed().as_nanos()).unwrap_or(u64::MAX);
        let count = &self.0[part as usize];
        count.nanoseconds.fetch_add(time, Ordering::Relaxed);
        count.files.fetch_add(1, Ordering::Relaxed);
        count.bytes.fetch_add(counted.bytes, Ordering::Relaxed);
        made
    }
}

struct CountedSink<'a> {
    sink: &'a mut dyn Write,
    bytes: u64,
}

impl Write for CountedSink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.sink.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

/// Prints a line for each stage: its wall time, then the files and bytes that it read or made. Below the last one stands
/// what of it each part of the output took, in time of all threads.
pub(super) fn print_timings(
    out: &mut dyn Write,
    laps: &[Timing],
    (files, bytes): (usize, usize),
    (compiled_in, total): (Duration, Duration),
    parts: &PartCounts,
) {
    let known: Duration = laps.iter().map(|lap| lap.time).sum();
    let load = compiled_in.saturating_sub(known);
    print_row(out, "load", load, Some((files as u64, bytes as u64)));
    print_stages(out, laps);
    print_row(out, "render+publish", total.saturating_sub(compiled_in), None);
    for part in OutputPart::ALL {
        let count = &parts.0[part as usize];
        let read = |number: &AtomicU64| number.load(Ordering::Relaxed);
        let time = Duration::from_nanos(read(&count.nanoseconds));
        print_row(
            out,
            &format!("of it {}", part.name()),
            time,
            Some((read(&count.files), read(&count.bytes))),
        );
    }
}

/// Prints a line for each stage of a compilation.
pub(super) fn print_stages(out: &mut dyn Write, laps: &[Timing]) {
    for lap in laps {
        print_row(out, lap.stage, lap.time, None);
    }
}

fn print_row(out: &mut dyn Write, stage: &str, time: Duration, amounts: Option<(u64, u64)>) {
    let milliseconds = time.as_secs_f64() * 1000.0;
    let amounts = amounts.map_or_else(String::new, |(files, bytes)| {
        format!(" {files:>8} files {:>9.3} MB", bytes as f64 / 1e6)
    });
    let _ = writeln!(out, "{stage:>20} {milliseconds:>9.1} ms{amounts}");
}

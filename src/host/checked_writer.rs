//! A stream that remembers that a write failed, so that a report that could not be read does not end in success.

use std::io::{self, ErrorKind, Write};

/// Writes to another stream, and keeps the first failure of it.
pub(crate) struct CheckedWriter<W> {
    inner: W,
    failure: Option<io::Error>,
}

impl<W: Write> CheckedWriter<W> {
    /// Wraps a stream.
    pub(crate) fn new(inner: W) -> Self {
        CheckedWriter { inner, failure: None }
    }

    /// Writes what is still buffered; gives the first failure. A reader that wants no more (`| head`) is none.
    pub(crate) fn finish(&mut self) -> Option<io::Error> {
        let _ = self.flush();
        self.failure
            .take()
            .filter(|error| error.kind() != ErrorKind::BrokenPipe)
    }

    fn keep<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        result.map_err(|error| {
            let kind = error.kind();
            if kind != ErrorKind::Interrupted && self.failure.is_none() {
                self.failure = Some(error);
            }
            kind.into()
        })
    }
}

impl<W: Write> Write for CheckedWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.inner.write(bytes);
        self.keep(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.inner.flush();
        self.keep(result)
    }
}

//! One connection of the preview: reads the head of one request, and a body where one is wanted, each with a bound and
//! a deadline. The only user of `httparse`.
//!
//! Not a byte behind the head is taken before the request is judged: the head is looked at where it lies (`peek`), and
//! only its own bytes are read.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use httparse::{EMPTY_HEADER, Status};

/// The longest head, in bytes.
const MAX_HEAD: usize = 64 << 10;

/// The most header lines of a head.
const MAX_HEADERS: usize = 100;

/// How long a head may take.
const HEAD_DEADLINE: Duration = Duration::from_secs(30);

/// How long a body may take: it comes from the same machine.
const BODY_DEADLINE: Duration = Duration::from_secs(10);

/// How long a client may leave an answer unread.
const WRITE_TIMEOUT: Duration = Duration::from_secs(60);

/// How long, and how far, the bytes of a refused body are thrown away, so that the client still reads the answer.
const LINGER: Duration = Duration::from_secs(2);
const MAX_LINGER_BYTES: usize = 64 << 20;

/// A connection to a client.
#[derive(Debug)]
pub(super) struct Connection {
    stream: TcpStream,
}

/// The head of a request.
#[derive(Debug)]
pub(super) struct RequestHead {
    /// The method.
    pub(super) method: String,
    /// Path and query.
    pub(super) target: String,
    /// Names and values of the header lines.
    pub(super) headers: Vec<(String, String)>,
}

/// Why nothing was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReadFailure {
    /// The client left.
    Closed,
    /// It is no request of HTTP.
    Malformed,
    /// The head is longer than [`MAX_HEAD`].
    TooLong,
    /// The deadline is over.
    Late,
}

impl From<io::Error> for ReadFailure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::WouldBlock | ErrorKind::TimedOut => ReadFailure::Late,
            _ => ReadFailure::Closed,
        }
    }
}

impl Connection {
    /// A connection whose client may not leave an answer unread for ever.
    ///
    /// # Errors
    /// The socket cannot be used.
    pub(super) fn new(stream: TcpStream) -> io::Result<Self> {
        stream.set_nodelay(true)?;
        stream.set_write_timeout(Some(WRITE_TIMEOUT))?;
        Ok(Connection { stream })
    }

    /// Reads the head of a request, and nothing behind it.
    ///
    /// # Errors
    /// Why there is none.
    pub(super) fn read_head(&mut self) -> Result<RequestHead, ReadFailure> {
        let deadline = Instant::now() + HEAD_DEADLINE;
        let mut bytes = Vec::new();
        let mut window = [0; 4096];
        while bytes.len() <= MAX_HEAD {
            let waited = self.wait_until(deadline);
            let count = match waited.and_then(|()| Ok(self.stream.peek(&mut window)?)) {
                // Browsers open connections that they may never use.
                Ok(0) | Err(_) if bytes.is_empty() => return Err(ReadFailure::Closed),
                Ok(0) => return Err(ReadFailure::Malformed),
                Ok(count) => count,
                Err(failure) => return Err(failure),
            };
            let before = bytes.len();
            bytes.extend_from_slice(&window[..count]);
            let read = parse(&bytes)?;
            let taken = read.as_ref().map_or(count, |(_, end)| end - before);
            self.stream.read_exact(&mut window[..taken])?;
            if let Some((head, _)) = read {
                return Ok(head);
            }
        }
        Err(ReadFailure::TooLong)
    }

    /// Reads a body of a length that was judged before. Memory is taken for what comes, not for what is announced.
    ///
    /// # Errors
    /// It does not come, or not in time.
    pub(super) fn read_body(&mut self, length: usize) -> Result<Vec<u8>, ReadFailure> {
        let deadline = Instant::now() + BODY_DEADLINE;
        let mut body = Vec::new();
        let mut chunk = vec![0; 64 << 10];
        while body.len() < length {
            self.wait_until(deadline)?;
            let wanted = chunk.len().min(length - body.len());
            match self.stream.read(&mut chunk[..wanted])? {
                0 => return Err(ReadFailure::Closed),
                count => body.extend_from_slice(&chunk[..count]),
            }
        }
        Ok(body)
    }

    /// Tells a client that waits for it to send its body (RFC 9110, section 10.1.1).
    ///
    /// # Errors
    /// The client left.
    pub(super) fn send_continue(&mut self) -> io::Result<()> {
        self.stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")
    }

    /// Where answers are written.
    pub(super) fn out(&mut self) -> &mut TcpStream {
        &mut self.stream
    }

    /// Ends the connection after an answer to a request whose body may still be under way: closed at once, the system
    /// would drop the answer with the bytes that nothing reads (RFC 9112, section 9.6).
    pub(super) fn close_gently(mut self) {
        let deadline = Instant::now() + LINGER;
        let mut chunk = vec![0; 64 << 10];
        let mut left = MAX_LINGER_BYTES;
        // A client that is gone needs no answer.
        let _ = self.stream.flush();
        let _ = self.stream.shutdown(Shutdown::Write);
        while left > 0 && self.wait_until(deadline).is_ok() {
            match self.stream.read(&mut chunk) {
                Ok(0) | Err(_) => return,
                Ok(count) => left = left.saturating_sub(count),
            }
        }
    }

    fn wait_until(&self, deadline: Instant) -> Result<(), ReadFailure> {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(ReadFailure::Late);
        }
        Ok(self.stream.set_read_timeout(Some(left))?)
    }
}

/// Parses the bytes so far: the head and where it ends, or nothing where it continues.
fn parse(bytes: &[u8]) -> Result<Option<(RequestHead, usize)>, ReadFailure> {
    let mut headers = [EMPTY_HEADER; MAX_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    let end = match request.parse(bytes) {
        Ok(Status::Complete(end)) => end,
        Ok(Status::Partial) => return Ok(None),
        Err(_) => return Err(ReadFailure::Malformed),
    };
    let text = |value: &[u8]| String::from_utf8(value.to_vec()).map_err(|_| ReadFailure::Malformed);
    let mut lines = Vec::with_capacity(request.headers.len());
    for header in request.headers.iter() {
        lines.push((header.name.to_owned(), text(header.value)?));
    }
    let head = RequestHead {
        method: request.method.unwrap_or_default().to_owned(),
        target: request.path.unwrap_or_default().to_owned(),
        headers: lines,
    };
    Ok(Some((head, end)))
}

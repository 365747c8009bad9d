//! The guard before tiny_http: it takes connections, reads and checks the head of each, and hands a clean one on
//! through a Unix socket. Nothing that a client does or leaves undone keeps it from answering others.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::head::{Asked, Hosts, LONGEST_HEAD, Refusal, check};

/// How long a client may take for its head.
const HEAD_TIME: Duration = Duration::from_secs(5);

/// How long a client may take for a piece of the answer.
const PIECE_TIME: Duration = Duration::from_secs(10);

/// How long an answer may take as a whole, streams of events excepted.
const ANSWER_TIME: Duration = Duration::from_secs(120);

/// Connections that may wait for their head; beyond, the oldest is closed.
const MOST_WAITING: usize = 256;

/// Connections that may be answered at once.
const MOST_ANSWERED: usize = 256;

/// The guard of a preview.
#[derive(Debug)]
pub(super) struct Guard {
    /// Where requests are answered.
    pub(super) inner: PathBuf,
    /// Under which hosts.
    pub(super) hosts: Hosts,
    waiting: Mutex<BTreeMap<u64, TcpStream>>,
    answered: AtomicUsize,
}

impl Guard {
    /// A guard that hands requests to a socket.
    pub(super) fn new(inner: PathBuf, hosts: Hosts) -> Arc<Self> {
        Arc::new(Guard {
            inner,
            hosts,
            waiting: Mutex::default(),
            answered: AtomicUsize::new(0),
        })
    }

    /// Takes connections for as long as the program runs.
    pub(super) fn stand(self: &Arc<Self>, listener: &TcpListener) {
        for number in 0_u64.. {
            let Ok((client, _)) = listener.accept() else {
                // Too many files are open: some will close.
                thread::sleep(Duration::from_millis(20));
                continue;
            };
            let guard = Arc::clone(self);
            guard.wait_for(number, &client);
            let answer = move || guard.answer(number, &client);
            // Where there is no thread to be had, the connection closes.
            let _ = thread::Builder::new().stack_size(256 * 1024).spawn(answer);
        }
    }

    /// Notes a connection whose head is still to come; the oldest goes where there are too many.
    fn wait_for(&self, number: u64, client: &TcpStream) {
        let Ok(client) = client.try_clone() else { return };
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.insert(number, client);
        if waiting.len() > MOST_WAITING
            && let Some((_, oldest)) = waiting.pop_first()
        {
            let _ = oldest.shutdown(Shutdown::Both);
        }
    }

    fn answer(&self, number: u64, client: &TcpStream) {
        let head = read_head(client, &self.hosts);
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.remove(&number);
        drop(waiting);
        let Some(head) = head else { return };
        let taken = self.answered.fetch_add(1, Ordering::SeqCst);
        let head = head.and_then(|asked| {
            let is_free = taken < MOST_ANSWERED;
            is_free.then_some(asked).ok_or(Refusal::Busy)
        });
        let _ = match head {
            Ok(asked) => self.hand_on(&asked, client),
            Err(refusal) => refuse(refusal, client),
        };
        self.answered.fetch_sub(1, Ordering::SeqCst);
        linger(client);
    }

    fn hand_on(&self, asked: &Asked, client: &TcpStream) -> io::Result<()> {
        let mut inner = UnixStream::connect(&self.inner)?;
        inner.write_all(asked.head.as_bytes())?;
        client.set_write_timeout(Some(PIECE_TIME))?;
        let _ = client.set_nodelay(true);
        let since = Instant::now();
        let mut piece = vec![0; 64 * 1024];
        loop {
            let length = inner.read(&mut piece)?;
            if length == 0 {
                return Ok(());
            }
            let mut client = client;
            client.write_all(&piece[..length])?;
            if !asked.is_stream && since.elapsed() > ANSWER_TIME {
                return Err(io::ErrorKind::TimedOut.into());
            }
        }
    }
}

/// Reads a head within its time; `None` where the client left before it said anything.
fn read_head(mut client: &TcpStream, hosts: &Hosts) -> Option<Result<Asked, Refusal>> {
    let deadline = Instant::now() + HEAD_TIME;
    let mut head = Vec::with_capacity(1024);
    let mut piece = [0; 2048];
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Some(Err(Refusal::Late));
        }
        client.set_read_timeout(Some(left)).ok()?;
        let room = piece.len().min(LONGEST_HEAD - head.len());
        match client.read(&mut piece[..room]) {
            Ok(0) => return (!head.is_empty()).then_some(Err(Refusal::Malformed)),
            Ok(length) => head.extend_from_slice(&piece[..length]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => continue,
            Err(_) => return None,
        }
        match check(&head, hosts) {
            Ok(Some(asked)) => return Some(Ok(asked)),
            Ok(None) => {}
            Err(refusal) => return Some(Err(refusal)),
        }
    }
}

fn refuse(refusal: Refusal, mut client: &TcpStream) -> io::Result<()> {
    client.set_write_timeout(Some(Duration::from_secs(1)))?;
    let status = refusal.status();
    let allow = if refusal == Refusal::Method {
        "Allow: GET, HEAD\r\n"
    } else {
        ""
    };
    let answer = format!(
        "HTTP/1.1 {status}\r\n{allow}Content-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\n\
         Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n{status}\n",
        status.len() + 1
    );
    client.write_all(answer.as_bytes())
}

/// Closes so that the answer arrives: a reset, sent for bytes that were not read, would drop it.
fn linger(mut client: &TcpStream) {
    let _ = client.shutdown(Shutdown::Write);
    let _ = client.set_read_timeout(Some(Duration::from_millis(200)));
    let mut piece = [0; 4096];
    let deadline = Instant::now() + Duration::from_millis(500);
    while Instant::now() < deadline {
        match client.read(&mut piece) {
            Ok(0) | Err(_) => break,
            Ok(_) => {}
        }
    }
}

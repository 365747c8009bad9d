//! Has `pdftotext` read a .pdf file: a child process whose time and output are bounded.

use std::io::{ErrorKind, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, Builder};
use std::time::{Duration, Instant};

use crate::messages::import_text::ImportProblem;

/// The program that reads .pdf files.
pub(super) const PDF_READER: &str = "pdftotext";

/// How long the child may take.
const MAX_TIME: Duration = Duration::from_secs(60);

/// How often the host looks whether the child has ended.
const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// The most bytes of text that are taken, and of the child's own messages.
const MAX_TEXT: u64 = 64 << 20;
const MAX_MESSAGES: u64 = 4 << 10;

/// The words of a .pdf file with their places on its pages.
///
/// # Errors
/// The child is not installed, fails, takes too long, or finds no letters.
pub(super) fn pdf_text(program: &str, file: &Path) -> Result<String, ImportProblem> {
    match run(program, "-bbox", file) {
        Err(Failure::Options) => run(program, "-layout", file).map_err(|failure| match failure {
            Failure::Options => ImportProblem::PdfReader(String::new()),
            Failure::Problem(problem) => problem,
        }),
        Err(Failure::Problem(problem)) => Err(problem),
        Ok(text) => Ok(text),
    }
}

/// Why a run of the child gave no text.
enum Failure {
    /// It does not know an option: pdftotext of Xpdf has no `-bbox`.
    Options,
    /// Something else.
    Problem(ImportProblem),
}

impl From<ImportProblem> for Failure {
    fn from(problem: ImportProblem) -> Self {
        Failure::Problem(problem)
    }
}

/// Runs the child once.
fn run(program: &str, mode: &str, file: &Path) -> Result<String, Failure> {
    let mut command = Command::new(program);
    command.args([mode, "-enc", "UTF-8"]).arg(plain_path(file)).arg("-");
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(ImportProblem::NoPdfReader.into()),
        Err(error) => return Err(ImportProblem::PdfReader(error.to_string()).into()),
    };
    let text = read_bounded(&mut child, |child| child.stdout.take(), MAX_TEXT)?;
    let messages = read_bounded(&mut child, |child| child.stderr.take(), MAX_MESSAGES)?;
    let code = wait(&mut child)?;
    let text = text.recv().unwrap_or_default();
    let messages = String::from_utf8_lossy(&messages.recv().unwrap_or_default())
        .trim()
        .to_owned();
    if text.len() as u64 >= MAX_TEXT {
        return Err(ImportProblem::TooLarge(usize::try_from(MAX_TEXT >> 20).unwrap_or(usize::MAX)).into());
    }
    if messages.contains("password") || code == Some(3) {
        return Err(ImportProblem::Password.into());
    }
    if code != Some(0) && (messages.contains("Usage") || messages.contains("usage")) {
        return Err(Failure::Options);
    }
    if code != Some(0) {
        let reason = messages.lines().next().unwrap_or("").to_owned();
        return Err(ImportProblem::PdfReader(reason).into());
    }
    let text = String::from_utf8_lossy(&text).into_owned();
    match text.contains(char::is_alphanumeric) {
        true => Ok(text),
        false => Err(ImportProblem::Scan.into()),
    }
}

/// A path that no program takes for an option.
fn plain_path(file: &Path) -> std::path::PathBuf {
    match file.is_relative() {
        true => Path::new(".").join(file),
        false => file.to_owned(),
    }
}

/// Reads a stream up to a limit, beside the other one: a full pipe would stop the child.
fn read_bounded<S: Read + Send + 'static>(
    child: &mut Child,
    stream: impl FnOnce(&mut Child) -> Option<S>,
    limit: u64,
) -> Result<Receiver<Vec<u8>>, ImportProblem> {
    let (sender, receiver) = channel();
    let stream = stream(child);
    let reading = move || {
        let mut bytes = Vec::new();
        if let Some(stream) = stream {
            // What was read until a failure is reported by the child's status.
            let _ = stream.take(limit).read_to_end(&mut bytes);
        }
        let _ = sender.send(bytes);
    };
    // The system may give no thread.
    match Builder::new().spawn(reading) {
        Ok(_) => Ok(receiver),
        Err(error) => {
            let _ = child.kill();
            let _ = child.wait();
            Err(ImportProblem::PdfReader(error.to_string()))
        }
    }
}

/// Waits for the end of the child; stops it when its time is over.
fn wait(child: &mut Child) -> Result<Option<i32>, ImportProblem> {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status.code()),
            Ok(None) if start.elapsed() < MAX_TIME => thread::sleep(POLL_INTERVAL),
            Ok(None) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(ImportProblem::PdfTime);
            }
            Err(error) => return Err(ImportProblem::PdfReader(error.to_string())),
        }
    }
}

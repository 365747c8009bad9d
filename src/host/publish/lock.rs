//! Lets one build at a time write to an output, also across users and processes.
//!
//! The lock is a file in the system's temporary folder, named by the digest of the output's path without links, so that
//! nothing is written to the output for it (docs/ARCHITECTURE.md, "Publishing"). The system frees it when the process
//! ends, however it ends. The empty file stays: removing it would let two builds hold locks on two files of one name.

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::Path;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::host::publish::destination;
use crate::host::publish::publish_error::{Fault, Refusal};

/// Takes the lock of an output, or refuses when another build holds it. It is held until the file is dropped.
pub(super) fn acquire(output: &Path) -> Result<File, Fault> {
    let real_output = destination::resolved(output).map_err(Fault::at(output))?;
    let digest = Sha256::digest(real_output.as_os_str().as_encoded_bytes());
    let name = HEXLOWER.encode(&digest);
    let path = std::env::temp_dir().join(format!("congbo-{name}.lock"));
    let file = open(&path).map_err(Fault::at(&path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Refusal::Busy(output.to_path_buf()).into()),
        Err(TryLockError::Error(source)) => Err(Fault::at(&path)(source)),
    }
}

/// Opens the lock file for reading, which is enough to lock it: another user may own it.
fn open(path: &Path) -> io::Result<File> {
    match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => match File::create_new(path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => File::open(path),
            created => created,
        },
        opened => opened,
    }
}

//! Gives the program its version with the commit that it was built from, as `CONGBO_VERSION`.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a build script asks git and cargo"
)]

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let package = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo names the package's folder"));
    let number = env::var("CARGO_PKG_VERSION").expect("cargo names the package's version");
    println!("cargo::rustc-env=CONGBO_VERSION={}", version(&package, &number));
    if understands_packed_relocations() {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// Returns whether the program is optimised for this machine, whose glibc reads packed relocations (2.36, 2022): they
/// make it 0.8 MB smaller. A program for another machine gets none, since that one may be older.
fn understands_packed_relocations() -> bool {
    let variable = |name: &str| env::var(name).unwrap_or_default();
    let is_own = variable("HOST") == variable("TARGET") && variable("PROFILE") == "release";
    let glibc = || {
        let output = Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        let (major, minor) = text.trim().strip_prefix("glibc ")?.split_once('.')?;
        Some((major.parse::<u32>().ok()?, minor.parse::<u32>().ok()?))
    };
    is_own && variable("CARGO_CFG_TARGET_ENV") == "gnu" && glibc().is_some_and(|version| version >= (2, 36))
}

/// Returns what `--version` says of the sources in a folder.
pub(crate) fn version(package: &Path, number: &str) -> String {
    let commit = commit(package).unwrap_or_else(|| "unknown".to_owned());
    format!("{number} ({commit})")
}

/// Returns the commit and its date; `None` without git, or where the sources are no repository of their own, such as
/// those of a tarball unpacked inside another repository.
fn commit(package: &Path) -> Option<String> {
    let top = PathBuf::from(git(package, &["rev-parse", "--show-toplevel"])?);
    if top.canonicalize().ok()? != package.canonicalize().ok()? {
        return None;
    }
    // A branch may be a file of its own or a line of `packed-refs`. Cargo takes a file that does not exist for changed.
    let branch = git(package, &["symbolic-ref", "--quiet", "HEAD"]);
    for name in ["HEAD", "logs/HEAD", "packed-refs"]
        .into_iter()
        .chain(branch.as_deref())
    {
        let path = package.join(git(package, &["rev-parse", "--git-path", name])?);
        if path.exists() {
            println!("cargo::rerun-if-changed={}", path.display());
        }
    }
    git(package, &["log", "-1", "--abbrev=10", "--format=%h %cs"])
}

/// Returns what git prints, or `None` where it fails or is not installed.
fn git(package: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).current_dir(package).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let text = text.trim();
    (output.status.success() && !text.is_empty()).then(|| text.to_owned())
}

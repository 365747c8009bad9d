//! Buffers of exact size, for what is kept long.

/// Copies rows into a buffer of exact size. Shrinking is not enough: an allocator may keep the larger block.
pub(crate) fn exact<T>(rows: Vec<T>) -> Vec<T> {
    let mut exact = Vec::with_capacity(rows.len());
    exact.extend(rows);
    exact
}

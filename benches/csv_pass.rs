//! Reads a file with the `csv` crate and does nothing with its rows: what splitting a table costs at least, with the
//! crate that is known for it. Prints how many rows and bytes of fields there were.

use std::fs::File;
use std::io::{self, Write as _};

fn main() -> io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new()
        .buffer_capacity(1 << 16)
        .from_reader(File::open(path)?);
    let mut row = csv::ByteRecord::new();
    let (mut rows, mut bytes) = (0_u64, 0_usize);
    while reader.read_byte_record(&mut row)? {
        rows += 1;
        bytes += row.as_slice().len();
    }
    writeln!(io::stdout(), "{rows} rows, {bytes} bytes")
}

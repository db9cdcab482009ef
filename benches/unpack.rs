//! Unpacks a file as the program does and does nothing with it: what a packed file costs at least. Prints how many bytes
//! it holds.

use std::io::{self, Read as _, Write as _};
use std::path::PathBuf;

use va_report::source::{Packing, Unpacked, open_raw};

fn main() -> io::Result<()> {
    let path = PathBuf::from(std::env::args().nth(1).unwrap_or_default());
    let (file, length) = open_raw(&path).map_err(io::Error::other)?;
    let name = path.to_string_lossy();
    let mut stream = Unpacked::new(file, Packing::of(&name).0, length)?;
    let mut block = vec![0; 1 << 16];
    let mut bytes = 0;
    loop {
        let count = stream.read(&mut block)?;
        if count == 0 {
            return writeln!(io::stdout(), "{bytes} bytes");
        }
        bytes += count;
    }
}

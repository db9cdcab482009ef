//! Files that were packed with gzip or zstd, read as what was packed.

use std::fmt;
use std::io::{self, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

/// So much a packed file may hold, however small it is.
const ALWAYS: u64 = 64 << 20;
/// So many times its own size a packed file may hold; tables come to 3 to 20 times.
const TIMES: u64 = 250;
/// Bytes that are read at a time.
const BLOCK: usize = 1 << 16;

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    Plain,
    /// With gzip.
    Gzip,
    /// With zstd.
    Zstd,
}

impl Packing {
    /// Returns how a file of that name is packed, and the name of what it holds.
    pub fn of(name: &str) -> (Self, &str) {
        let packings = [(".gz", Self::Gzip), (".zst", Self::Zstd)];
        for (ending, packing) in packings {
            let at = name.len().saturating_sub(ending.len());
            if let (Some(inner), Some(last)) = (name.get(..at), name.get(at..))
                && last.eq_ignore_ascii_case(ending)
            {
                return (packing, inner);
            }
        }
        (Self::Plain, name)
    }

    fn word(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }
}

/// Returns whether a file is a table by its name, packed or not.
pub fn is_table(path: &Path) -> bool {
    let name = path.to_string_lossy();
    let (_, name) = Packing::of(&name);
    let ending = Path::new(name).extension();
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
}

/// Why a packed file cannot be read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackingFault {
    /// It ends too early.
    CutShort(Packing),
    /// It is damaged, or packed in another way than its name says.
    Damaged(Packing),
    /// It holds more than it may, in bytes.
    TooMuch(u64),
}

impl fmt::Display for PackingFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CutShort(packing) => {
                write!(f, "the {} file ends too early", packing.word())
            }
            Self::Damaged(packing) => write!(f, "the {} file is damaged", packing.word()),
            Self::TooMuch(most) => write!(f, "the file unpacks to more than {} MiB", most >> 20),
        }
    }
}

impl std::error::Error for PackingFault {}

impl PackingFault {
    /// Returns the fault of the packed file that reading failed for; nothing when the machine failed.
    pub fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }

    /// Returns what a person can do about it.
    pub fn help(self) -> &'static str {
        match self {
            Self::CutShort(_) => {
                "copy or export the file again: a copy that was stopped leaves such a file"
            }
            Self::Damaged(_) => {
                "copy or export the file again; its name has to say how it is packed, such as .csv.gz or .csv.zst"
            }
            Self::TooMuch(_) => {
                "so much from so small a file is hardly a table; if it is one, unpack it or divide it"
            }
        }
    }
}

/// A stream of what was packed. That the packed file is broken is an error that [`PackingFault::of`] knows; an error of
/// the stream below is passed on as it is.
pub struct Unpacked<R: Read> {
    inner: Inner<R>,
    packing: Packing,
    most: u64,
    left: u64,
}

enum Inner<R: Read> {
    Plain(R),
    Gzip(Box<MultiGzDecoder<BufReader<R>>>),
    Zstd(Box<zstd::Decoder<'static, BufReader<R>>>),
}

impl<R: Read> Unpacked<R> {
    /// Unpacks a stream of `bytes` bytes.
    ///
    /// # Errors
    ///
    /// Fails when there is no memory to unpack with.
    pub fn new(packed: R, packing: Packing, bytes: u64) -> io::Result<Self> {
        let block = |packed| BufReader::with_capacity(BLOCK, packed);
        let inner = match packing {
            Packing::Plain => Inner::Plain(packed),
            Packing::Gzip => Inner::Gzip(Box::new(MultiGzDecoder::new(block(packed)))),
            Packing::Zstd => Inner::Zstd(Box::new(zstd::Decoder::with_buffer(block(packed))?)),
        };
        let most = match packing {
            Packing::Plain => u64::MAX,
            Packing::Gzip | Packing::Zstd => ALWAYS.max(bytes.saturating_mul(TIMES)),
        };
        Ok(Self {
            inner,
            packing,
            most,
            left: most,
        })
    }

    /// Allows no more than `most` bytes.
    #[must_use]
    pub fn at_most(mut self, most: u64) -> Self {
        self.most = self.most.min(most);
        self.left = self.most;
        self
    }

    fn fault(&self, error: io::Error) -> io::Error {
        // The libraries that unpack know no error of the system; those come from the file.
        let of_machine = error.raw_os_error().is_some()
            || matches!(
                error.kind(),
                io::ErrorKind::Interrupted | io::ErrorKind::OutOfMemory
            );
        if of_machine || self.packing == Packing::Plain {
            return error;
        }
        let fault = if error.kind() == io::ErrorKind::UnexpectedEof {
            PackingFault::CutShort(self.packing)
        } else {
            PackingFault::Damaged(self.packing)
        };
        io::Error::new(io::ErrorKind::InvalidData, fault)
    }
}

impl<R: Read> fmt::Debug for Unpacked<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unpacked")
            .field("packing", &self.packing)
            .field("left", &self.left)
            .finish_non_exhaustive()
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.inner {
            Inner::Plain(inner) => inner.read(buffer),
            Inner::Gzip(inner) => inner.read(buffer),
            Inner::Zstd(inner) => inner.read(buffer),
        };
        let count = read.map_err(|error| self.fault(error))?;
        let Some(left) = self.left.checked_sub(count as u64) else {
            let fault = PackingFault::TooMuch(self.most);
            return Err(io::Error::new(io::ErrorKind::InvalidData, fault));
        };
        self.left = left;
        Ok(count)
    }
}

/// How far a packed file can be unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    /// Bytes of the lines that are whole.
    pub bytes: usize,
    /// How many lines are whole.
    pub lines: usize,
}

/// Reads a stream to its end, or to its fault; returns how far that is.
pub fn extent(mut stream: impl Read) -> (Extent, io::Result<()>) {
    let (mut whole, mut at) = (Extent::default(), 0);
    let mut block = vec![0; BLOCK];
    loop {
        let count = match stream.read(&mut block) {
            Ok(0) => return (whole, Ok(())),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return (whole, Err(error)),
        };
        let read = block.get(..count).unwrap_or_default();
        for (feed, _) in read.iter().enumerate().filter(|(_, byte)| **byte == b'\n') {
            whole.lines += 1;
            whole.bytes = at + feed + 1;
        }
        at += count;
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read, Write as _};

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::{Extent, Packing, PackingFault, Unpacked, extent};

    const TEXT: &str = "installation,metric\ncloud,users\n";
    const MOST: u64 = 1 << 30;

    /// What came out of a packed file, and why no more did.
    struct Unpacking {
        bytes: Vec<u8>,
        fault: Option<PackingFault>,
    }

    fn unpack(packed: &[u8], packing: Packing, most: u64) -> io::Result<Unpacking> {
        let mut stream = Unpacked::new(packed, packing, packed.len() as u64)?.at_most(most);
        let mut bytes = Vec::new();
        let fault = match stream.read_to_end(&mut bytes) {
            Ok(_) => None,
            Err(error) => Some(PackingFault::of(&error).ok_or(error)?),
        };
        Ok(Unpacking { bytes, fault })
    }

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::default());
        packer.write_all(text).unwrap();
        packer.finish().unwrap()
    }

    fn zstd(text: &[u8]) -> Vec<u8> {
        let mut packer = zstd::Encoder::new(Vec::new(), 3).unwrap();
        // As the program `zstd` does.
        packer.include_checksum(true).unwrap();
        packer.write_all(text).unwrap();
        packer.finish().unwrap()
    }

    /// Text that cannot be packed to a few bytes.
    fn rows() -> Vec<u8> {
        let rows = (0..20_000_u32).map(|row| format!("{:08x}\n", row.wrapping_mul(2_654_435_761)));
        rows.collect::<String>().into_bytes()
    }

    /// What packs a text.
    type Packer = fn(&[u8]) -> Vec<u8>;

    /// Both packings, and what packs.
    const BOTH: [(Packing, Packer); 2] = [(Packing::Gzip, gzip), (Packing::Zstd, zstd)];

    #[test]
    fn the_name_says_how_a_file_is_packed() {
        assert_eq!(Packing::of("a.csv"), (Packing::Plain, "a.csv"));
        assert_eq!(Packing::of("a.csv.gz"), (Packing::Gzip, "a.csv"));
        assert_eq!(Packing::of("a.CSV.ZST"), (Packing::Zstd, "a.CSV"));
        assert_eq!(Packing::of("é"), (Packing::Plain, "é"));
    }

    #[test]
    fn what_was_packed_comes_out_also_in_several_parts() {
        for (packing, pack) in BOTH {
            let whole = unpack(&pack(TEXT.as_bytes()), packing, MOST).unwrap();
            assert_eq!(
                (whole.bytes.as_slice(), whole.fault),
                (TEXT.as_bytes(), None)
            );
            let parts = [pack(TEXT.as_bytes()), pack(b""), pack(b"cloud\n")].concat();
            let parts = unpack(&parts, packing, MOST).unwrap();
            assert_eq!(parts.bytes, [TEXT, "cloud\n"].concat().into_bytes());
            assert_eq!(parts.fault, None);
        }
    }

    #[test]
    fn a_file_that_was_cut_anywhere_is_cut_short() {
        for (packing, pack) in BOTH {
            let rows = rows();
            let packed = pack(&rows);
            let cuts = (1..40).chain([packed.len() / 2, packed.len() - 1]);
            for cut in cuts {
                let part = unpack(&packed[..cut], packing, MOST).unwrap();
                assert_eq!(part.fault, Some(PackingFault::CutShort(packing)), "{cut}");
                assert!(rows.starts_with(&part.bytes), "{packing:?} {cut}");
            }
        }
    }

    #[test]
    fn a_damaged_file_is_never_taken_for_a_whole_one() {
        for (packing, pack) in BOTH {
            let rows = rows();
            let packed = pack(&rows);
            // The last bytes are sums over what was packed, or say how long it was.
            for at in [0, packed.len() / 2, packed.len() - 6] {
                let mut damaged = packed.clone();
                damaged[at] ^= 0x55;
                let part = unpack(&damaged, packing, MOST).unwrap();
                assert!(part.fault.is_some(), "{packing:?} {at}");
            }
            let other = unpack(TEXT.as_bytes(), packing, MOST).unwrap();
            assert_eq!(other.fault, Some(PackingFault::Damaged(packing)));
        }
    }

    #[test]
    fn more_than_may_come_out_is_refused() {
        for (packing, pack) in BOTH {
            let bomb = pack(&vec![b'0'; 2 << 20]);
            let part = unpack(&bomb, packing, 1 << 20).unwrap();
            assert_eq!(part.fault, Some(PackingFault::TooMuch(1 << 20)));
            assert!(part.bytes.len() <= 1 << 20);
            // Its own size bounds what comes out of a file: a small one holds at most 64 MiB.
            for (size, most) in [(bomb.len() as u64, 64 << 20), (1 << 20, 250 << 20)] {
                let stream = Unpacked::new(bomb.as_slice(), packing, size).unwrap();
                assert_eq!(stream.left, most);
            }
            let part = unpack(&pack(TEXT.as_bytes()), packing, 3).unwrap();
            assert_eq!(part.fault, Some(PackingFault::TooMuch(3)));
        }
    }

    #[test]
    fn the_lines_that_can_be_unpacked_are_counted() {
        for (packing, pack) in BOTH {
            let packed = pack(&rows());
            // The first block of zstd holds 128 KiB of the 176.
            let part = &packed[..packed.len() / 10 * 9];
            let stream = Unpacked::new(part, packing, 1 << 20).unwrap();
            let (whole, end) = extent(stream);
            let fault = PackingFault::of(&end.unwrap_err());
            assert_eq!(fault, Some(PackingFault::CutShort(packing)));
            assert_eq!(whole.bytes, whole.lines * 9, "{packing:?}");
            assert!(whole.lines > 0 && whole.lines < 20_000, "{packing:?}");
            let stream = Unpacked::new(packed.as_slice(), packing, 1 << 20).unwrap();
            let (whole, end) = extent(stream);
            assert!(end.is_ok());
            let (bytes, lines) = (180_000, 20_000);
            assert_eq!(whole, Extent { bytes, lines });
        }
    }

    struct Failing;

    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::from_raw_os_error(5))
        }
    }

    #[test]
    fn that_the_disk_fails_is_no_fault_of_the_file() {
        for packing in [Packing::Plain, Packing::Gzip, Packing::Zstd] {
            let mut stream = Unpacked::new(Failing, packing, 100).unwrap();
            let error = stream.read(&mut [0; 10]).unwrap_err();
            assert_eq!(error.raw_os_error(), Some(5), "{packing:?}");
            assert_eq!(PackingFault::of(&error), None);
        }
    }
}

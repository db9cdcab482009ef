//! A chart painted as a picture: PNG with 300 pixels to the inch, in the colours that the drawing has.

use std::sync::{Arc, LazyLock, OnceLock};

use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter, PixelDimensions, Unit};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb::Database};

use super::Chart;
use super::typeface::{BOLD, FAMILY, REGULAR};

/// Pixels to the metre: 300 to the inch.
const PER_METRE: u32 = 11_811;
/// Pixels of the picture for those of the drawing, of which 96 make an inch.
const SCALE: f32 = 3.125;
/// Shades that a colour may have; so few that all colours of a chart fit into a table.
const SHADES: usize = 32;

/// How hard a picture is packed; more takes twice the time and saves a tenth.
const LEVEL: u8 = 4;

/// A picture, once it was painted.
#[derive(Debug, Clone, Default)]
pub(super) struct Memo(OnceLock<Option<Vec<u8>>>);

/// The fonts, and none of the machine.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(BOLD.to_vec());
    fonts.set_sans_serif_family(FAMILY);
    Arc::new(fonts)
});

impl Chart {
    /// Returns the chart as a PNG picture, which is painted once; `None` when memory does not suffice.
    pub fn png(&self) -> Option<&[u8]> {
        let painted = self.picture.0.get_or_init(|| painted(&super::svg(self)));
        painted.as_deref()
    }
}

fn painted(svg: &str) -> Option<Vec<u8>> {
    let options = Options {
        fontdb: Arc::clone(&FONTS),
        font_family: FAMILY.to_owned(),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).ok()?;
    let size = tree.size().to_int_size().scale_by(SCALE)?;
    let mut pixmap = Pixmap::new(size.width(), size.height())?;
    pixmap.fill(Color::WHITE);
    resvg::render(
        &tree,
        Transform::from_scale(SCALE, SCALE),
        &mut pixmap.as_mut(),
    );
    packed(pixmap.data(), size.width(), size.height())
}

/// Packs pixels of four bytes with a table of colours.
fn packed(pixels: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    let mut numbers: Vec<Option<u8>> = vec![None; SHADES * SHADES * SHADES];
    let mut table: Vec<u8> = Vec::new();
    let mut indexed = Vec::with_capacity(pixels.len() / 4);
    let shade = |value: u8| usize::from(value) * (SHADES - 1) / 255;
    for pixel in pixels.chunks_exact(4) {
        let [red, green, blue, _] = *pixel else {
            continue;
        };
        let key = (shade(red) * SHADES + shade(green)) * SHADES + shade(blue);
        let number = numbers.get_mut(key)?;
        let number = *number.get_or_insert_with(|| {
            let next = u8::try_from(table.len() / 3).unwrap_or(u8::MAX);
            table.extend([red, green, blue]);
            next
        });
        indexed.push(number);
    }
    let few = table.len() <= 3 * 256;
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_deflate_compression(DeflateCompression::Level(LEVEL));
    encoder.set_filter(Filter::NoFilter);
    encoder.set_pixel_dims(Some(PixelDimensions {
        xppu: PER_METRE,
        yppu: PER_METRE,
        unit: Unit::Meter,
    }));
    let data = if few {
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(table);
        indexed
    } else {
        encoder.set_color(ColorType::Rgb);
        let rgb = pixels
            .chunks_exact(4)
            .flat_map(|pixel| pixel.iter().take(3));
        rgb.copied().collect()
    };
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&data).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

#!/bin/sh
# Makes the two fonts of the charts from Liberation Sans 2.1.5 (SIL Open Font License 1.1, see LICENSE.txt).
#
#     subset.sh FOLDER      where FOLDER holds LiberationSans-Regular.ttf and LiberationSans-Bold.ttf
#
# Needs fonttools 4.68.0 (`pip install fonttools`). Kept are Latin with its extensions, Greek, Cyrillic, combining marks
# and the signs that figures need. Left out are hints, kerning and ligatures: a text is then exactly as wide as its
# letters are. The names of a modified font must not be the reserved one of the original, which is why it is renamed.
set -eu
for weight in Regular Bold; do
    python3 - "$1/LiberationSans-$weight.ttf" "$weight" <<'PYTHON'
import sys
from fontTools import subset, ttLib

source, weight = sys.argv[1:]
ranges = [(0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF), (0x1E00, 0x1EFF),
          (0x2010, 0x2027), (0x202F, 0x203A), (0x2070, 0x209F)]
singles = [0x2044, 0x20AC, 0x2116, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2215, 0x2248, 0x2260, 0x2264,
           0x2265, 0x25A1]
wanted = [code for first, last in ranges for code in range(first, last + 1)] + singles
options = subset.Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=[1, 2, 4, 6],
                         drop_tables=["GPOS", "GSUB", "GDEF", "kern", "DSIG", "FFTM", "gasp", "PCLT", "LTSH", "VDMX"],
                         glyph_names=False, recalc_timestamp=False)
font = ttLib.TTFont(source, recalcTimestamp=False)
subsetter = subset.Subsetter(options)
subsetter.populate(unicodes=wanted)
subsetter.subset(font)
for record in font["name"].names:
    record.string = str(record).replace("LiberationSans", "VaReportSans").replace("Liberation Sans", "VA Report Sans")
font.save(f"va-report-sans-{weight.lower()}.ttf")
PYTHON
done

"""Makes tests/fonts/Beam.ttf: a variable font of plain blocks, for tests of axes.

Each letter is a block as high as a capital. The axis `wght` (100 to 900) makes it wider: from 100 to 900 units of
1000, with 100 units of white around it. Needs fontTools.
"""
import sys
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables.TupleVariation import TupleVariation

letters = [chr(c) for c in range(ord("A"), ord("Z") + 1)] + [chr(c) for c in range(ord("a"), ord("z") + 1)]
names = [".notdef", "space"] + ["l%02d" % n for n in range(len(letters))]
builder = FontBuilder(1000, isTTF=True)
builder.setupGlyphOrder(names)
cmap = {32: "space"}
cmap.update({ord(letter): "l%02d" % n for n, letter in enumerate(letters)})
builder.setupCharacterMap(cmap)
empty = TTGlyphPen(None).glyph()

def block():
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0)); pen.lineTo((50, 700)); pen.lineTo((450, 700)); pen.lineTo((450, 0)); pen.closePath()
    return pen.glyph()

glyphs = {name: (empty if name in (".notdef", "space") else block()) for name in names}
builder.setupGlyf(glyphs)
builder.setupHorizontalMetrics({name: (500, 50 if name[0] == "l" else 0) for name in names})
builder.setupHorizontalHeader(ascent=900, descent=-200)
builder.setupNameTable({"familyName": "Beam", "styleName": "Regular", "psName": "Beam-Regular"})
builder.setupOS2(sTypoAscender=900, sTypoDescender=-200, usWinAscent=900, usWinDescent=200, sCapHeight=700, sxHeight=700)
builder.setupPost()
builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
variations = {}
for name in names:
    if name[0] != "l":
        continue
    # Points: four of the block, then the phantom points (left, right, top, bottom).
    variations[name] = [
        TupleVariation({"wght": (0.0, 1.0, 1.0)}, [(0, 0), (0, 0), (500, 0), (500, 0), (0, 0), (500, 0), (0, 0), (0, 0)]),
        TupleVariation({"wght": (-1.0, -1.0, 0.0)}, [(0, 0), (0, 0), (-300, 0), (-300, 0), (0, 0), (-300, 0), (0, 0), (0, 0)]),
    ]
builder.setupGvar(variations)
builder.setupAvar({}) if False else None
builder.font["head"].created = builder.font["head"].modified = 0
builder.font.recalcTimestamp = False
builder.save(sys.argv[1])

#!/bin/bash
# Makes the bundled fonts from their originals.
#
#   fonts/cut.sh [OUTPUT_DIR]      (default: the folder this script is in)
#
# Needs the Debian packages fonts-noto-core, fonts-noto-extra, fonttools and
# python3-brotli, and npm, which brings Fira and Noto Sans Georgian. The result is the same byte for byte
# on every run with the versions named in README.md.
set -euo pipefail
export LC_ALL=C

OUT=$(cd "${1:-$(dirname "$0")}" && pwd)
NOTO=${NOTO:-/usr/share/fonts/truetype/noto}
PYTHON=${PYTHON:-/usr/bin/python3}
PYFTSUBSET=${PYFTSUBSET:-/usr/bin/pyftsubset}
FIRA=@expo-google-fonts/fira-sans-extra-condensed@0.4.1
# In Debian's version (2.001) the capital Ა has spikes; 2.005 has not.
GEORGIAN_STATIC=@expo-google-fonts/noto-sans-georgian@0.4.3
GEORGIAN_VARIABLE=@fontsource-variable/noto-sans-georgian@5.3.0

WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT

# Capitals of Latin Extended-B have their small letters in the IPA block; these
# are kept, the rest of the IPA block is not.
EXT_B_SMALL=U+0253-0254,U+0256-0257,U+0259,U+025B,U+0260,U+0263,U+0268-0269,U+026F,U+0272,U+0275,U+0280,U+0283,U+0288-028C,U+0292
LATIN=U+0020-007E,U+00A0-024F,$EXT_B_SMALL,U+02B9-02BF,U+02C6-02CD,U+02D8-02DD,U+0300-036F,U+1E00-1EFF
GREEK=U+0370-03FF
GREEK_EXT=U+1F00-1FFF
CYRILLIC=U+0400-052F
SIGNS=U+2000-206F,U+2070-209F,U+20A0-20BF,U+2100-218F,U+2212,U+25CC,U+FB00-FB06

UPRIGHT=$LATIN,$GREEK,$GREEK_EXT,$CYRILLIC,$SIGNS
ITALIC=$LATIN,$GREEK,$CYRILLIC,$SIGNS
DISPLAY_SET=$UPRIGHT,U+0E3F,U+2190-2193,U+2248,U+2260,U+2264-2265
ARMENIAN=U+0020,U+002D,U+00A0,U+0308,U+0530-058F,U+2010,U+25CC,U+FB13-FB17
ARABIC=U+0020-003A,U+00A0,U+00AB,U+00BB,U+034F,U+0600-06FF,U+0750-077F,U+200B-2011,U+204F,U+25CC,U+FB50-FBB1,U+FBD3-FBE9,U+FBFC-FBFF,U+FD3E-FD3F,U+FDF2,U+FDFC,U+FE70-FEFC
HEBREW=U+0020,U+002D,U+00A0,U+0590-05FF,U+200C-2010,U+20AA,U+25CC,U+FB1D-FB4F
GEORGIAN=U+0020,U+002D,U+00A0,U+0301-0302,U+0304,U+0308,U+0589,U+10D0-10FF,U+1C90-1CBF,U+2010,U+20BE
CYRILLIC_GREEK_HEBREW=U+0020-007E,U+00A0-00FF,$GREEK,$GREEK_EXT,$CYRILLIC,$HEBREW,$SIGNS
WITH_HEBREW=$UPRIGHT,$HEBREW,U+2190-2193
SYMBOLS2=U+0020,U+25A0,U+25A1,U+25AA,U+25CB,U+25CF,U+2605,U+260E,U+2610,U+2611,U+2665,U+2709,U+2713,U+2714
MATH=U+0020,U+2190-2193,U+2197,U+2212

cut_font() { # source, name of the result, code points
  "$PYFTSUBSET" "$1" --output-file="$OUT/$2" --unicodes="$3" \
    --layout-features='*' --name-IDs='*' --notdef-outline \
    --no-hinting --no-glyph-names --no-recalc-timestamp
}

for style in Regular Bold; do
  cut_font "$NOTO/NotoSans-$style.ttf" "NotoSans-$style.ttf" "$UPRIGHT"
done
for style in Italic BoldItalic; do
  cut_font "$NOTO/NotoSans-$style.ttf" "NotoSans-$style.ttf" "$ITALIC"
done
for style in Regular Bold CondensedBlack Black; do
  cut_font "$NOTO/NotoSansArmenian-$style.ttf" "NotoSansArmenian-$style.ttf" "$ARMENIAN"
  cut_font "$NOTO/NotoSansArabic-$style.ttf" "NotoSansArabic-$style.ttf" "$ARABIC"
  cut_font "$NOTO/NotoSansHebrew-$style.ttf" "NotoSansHebrew-$style.ttf" "$HEBREW"
done
cut_font "$NOTO/NotoSans-Black.ttf" NotoSans-Black.ttf "$UPRIGHT"
# Text of the theme `vigil`, beside EB Garamond.
for style in Regular Bold; do
  cut_font "$NOTO/NotoSerifArmenian-$style.ttf" "NotoSerifArmenian-$style.ttf" "$ARMENIAN"
  cut_font "$NOTO/NotoSerifGeorgian-$style.ttf" "NotoSerifGeorgian-$style.ttf" "$GEORGIAN"
  cut_font "$NOTO/NotoSerifHebrew-$style.ttf" "NotoSerifHebrew-$style.ttf" "$HEBREW"
  cut_font "$NOTO/NotoNaskhArabic-$style.ttf" "NotoNaskhArabic-$style.ttf" "$ARABIC"
done
# Serifs of wood type, for the theme `broadside`.
for family in Serif:UPRIGHT SerifArmenian:ARMENIAN SerifGeorgian:GEORGIAN SerifHebrew:HEBREW; do
  set=${family#*:}
  file=Noto${family%:*}-ExtraCondensedBlack.ttf
  cut_font "$NOTO/$file" "$file" "${!set}"
done
cut_font "$NOTO/NotoKufiArabic-Black.ttf" NotoKufiArabic-Black.ttf "$ARABIC"
cut_font "$NOTO/NotoSansSymbols2-Regular.ttf" NotoSansSymbols2-Regular.ttf "$SYMBOLS2"
cut_font "$NOTO/NotoSansMath-Regular.ttf" NotoSansMath-Regular.ttf "$MATH"

unpack() { # npm package, folder
  mkdir "$WORK/$2"
  (cd "$WORK/$2" && npm pack --silent "$1" >/dev/null && tar xzf ./*.tgz)
}

unpack "$GEORGIAN_STATIC" static
unpack "$GEORGIAN_VARIABLE" variable
cut_font "$WORK/static/package/400Regular/NotoSansGeorgian_400Regular.ttf" \
  NotoSansGeorgian-Regular.ttf "$GEORGIAN"
cut_font "$WORK/static/package/700Bold/NotoSansGeorgian_700Bold.ttf" \
  NotoSansGeorgian-Bold.ttf "$GEORGIAN"
cut_font "$WORK/static/package/900Black/NotoSansGeorgian_900Black.ttf" \
  NotoSansGeorgian-Black.ttf "$GEORGIAN"

# The condensed black is an instance of the variable font; its names come from the black of the same
# version, with the width added.
"$PYTHON" - "$WORK" <<'PY'
import sys
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
work = sys.argv[1]
path = "/package/files/noto-sans-georgian-georgian-standard-normal.woff2"
font = TTFont(work + "/variable" + path, recalcTimestamp=False)
font.flavor = None
font = instancer.instantiateVariableFont(font, {"wght": 900, "wdth": 75})
black = work + "/static/package/900Black/NotoSansGeorgian_900Black.ttf"
names = TTFont(black)["name"]
for id, text in {
    1: "Noto Sans Georgian CondensedBlack",
    2: "Regular",
    3: "2.005;GOOG;NotoSansGeorgian-CondensedBlack",
    4: "Noto Sans Georgian Condensed Black",
    6: "NotoSansGeorgian-CondensedBlack",
    16: "Noto Sans Georgian",
    17: "Condensed Black",
}.items():
    names.removeNames(nameID=id)
    names.setName(text, id, 3, 1, 0x409)
names.names = [name for name in names.names if name.nameID < 18]
font["name"] = names
font["OS/2"].usWeightClass = 900
font["OS/2"].usWidthClass = 3
if "STAT" in font:
    del font["STAT"]
font.save(work + "/NotoSansGeorgian-CondensedBlack.ttf")
PY
cut_font "$WORK/NotoSansGeorgian-CondensedBlack.ttf" NotoSansGeorgian-CondensedBlack.ttf "$GEORGIAN"

unpack "$FIRA" fira
cut_font "$WORK/fira/package/900Black/FiraSansExtraCondensed_900Black.ttf" \
  FiraSansExtraCondensed-Black.ttf "$DISPLAY_SET"

# The Fira original calls itself ultra-condensed (1); its name says
# extra-condensed (2). A font matcher goes by the number.
"$PYTHON" - "$OUT/FiraSansExtraCondensed-Black.ttf" <<'PY'
import sys
from fontTools.ttLib import TTFont
font = TTFont(sys.argv[1], recalcTimestamp=False, recalcBBoxes=False)
font["OS/2"].usWidthClass = 2
font.save(sys.argv[1])
PY

# Faces of themes, each static in its package: npm package, file there, name of the result, set.
while read -r package file result set; do
  folder=$(tr -c 'a-z0-9\n' - <<<"$package")
  [ -d "$WORK/$folder" ] || unpack "$package" "$folder"
  cut_font "$WORK/$folder/package/$file" "$result" "${!set}"
done <<'FACES'
@expo-google-fonts/roboto-slab@0.4.2 400Regular/RobotoSlab_400Regular.ttf RobotoSlab-Regular.ttf UPRIGHT
@expo-google-fonts/roboto-slab@0.4.2 700Bold/RobotoSlab_700Bold.ttf RobotoSlab-Bold.ttf UPRIGHT
@expo-google-fonts/roboto-slab@0.4.2 900Black/RobotoSlab_900Black.ttf RobotoSlab-Black.ttf DISPLAY_SET
@expo-google-fonts/ultra@0.4.0 400Regular/Ultra_400Regular.ttf Ultra-Regular.ttf DISPLAY_SET
@expo-google-fonts/inter-tight@0.4.2 400Regular/InterTight_400Regular.ttf InterTight-Regular.ttf UPRIGHT
@expo-google-fonts/inter-tight@0.4.2 700Bold/InterTight_700Bold.ttf InterTight-Bold.ttf DISPLAY_SET
@expo-google-fonts/courier-prime@0.4.1 400Regular/CourierPrime_400Regular.ttf CourierPrime-Regular.ttf UPRIGHT
@expo-google-fonts/courier-prime@0.4.1 700Bold/CourierPrime_700Bold.ttf CourierPrime-Bold.ttf UPRIGHT
@expo-google-fonts/cousine@0.4.3 400Regular/Cousine_400Regular.ttf Cousine-Regular.ttf CYRILLIC_GREEK_HEBREW
@expo-google-fonts/cousine@0.4.3 700Bold/Cousine_700Bold.ttf Cousine-Bold.ttf CYRILLIC_GREEK_HEBREW
@expo-google-fonts/m-plus-rounded-1c@0.4.4 400Regular/MPLUSRounded1c_400Regular.ttf MPLUSRounded1c-Regular.ttf WITH_HEBREW
@expo-google-fonts/m-plus-rounded-1c@0.4.4 700Bold/MPLUSRounded1c_700Bold.ttf MPLUSRounded1c-Bold.ttf WITH_HEBREW
@expo-google-fonts/m-plus-rounded-1c@0.4.4 900Black/MPLUSRounded1c_900Black.ttf MPLUSRounded1c-Black.ttf WITH_HEBREW
@expo-google-fonts/baloo-bhaijaan-2@0.4.2 800ExtraBold/BalooBhaijaan2_800ExtraBold.ttf BalooBhaijaan2-ExtraBold.ttf ARABIC
@expo-google-fonts/eb-garamond@0.4.3 400Regular/EBGaramond_400Regular.ttf EBGaramond-Regular.ttf UPRIGHT
@expo-google-fonts/eb-garamond@0.4.3 400Regular_Italic/EBGaramond_400Regular_Italic.ttf EBGaramond-Italic.ttf ITALIC
@expo-google-fonts/eb-garamond@0.4.3 700Bold/EBGaramond_700Bold.ttf EBGaramond-Bold.ttf UPRIGHT
@expo-google-fonts/dela-gothic-one@0.4.1 400Regular/DelaGothicOne_400Regular.ttf DelaGothicOne-Regular.ttf DISPLAY_SET
@expo-google-fonts/lalezar@0.2.3 Lalezar_400Regular.ttf Lalezar-Regular.ttf ARABIC
FACES

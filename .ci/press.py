"""Judges the files of a build for a press with pikepdf and Ghostscript: boxes, output intent, metadata,
what each plate holds, and how much ink there is. Takes the report of the build (`--format json`). Stops at the
first fault."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf
from PIL import Image

Image.MAX_IMAGE_PIXELS = None
INKS = ["cyan", "magenta", "yellow", "black"]
# Most that a box may be off, in millimetres; the ink on a page and the area that has any, in points of a per cent.
# The area may differ more: Ghostscript blackens each dot that a halftone touches, and ink that fades out to nothing
# (the foot of a picture) ends where a program rounds it to none. The mean of the ink sees neither.
BOX, INK, AREA = 0.01, 2.0, 4.0
# Dots to the inch: Ghostscript blackens every dot that a letter touches, which at less makes type fat.
DPI = 600


def fail(pdf, what):
    sys.exit(f"FAULT: {pdf}: {what}")


def millimetres(box):
    return [float(value) * 25.4 / 72 for value in box]


def boxes(name, pdf, report):
    for page, told in zip(pdf.pages, report["pages"]):
        left, top, width, height = told["media"]
        media = millimetres(page.MediaBox)
        for key, box in [("MediaBox", "media"), ("TrimBox", "trim"), ("BleedBox", "bleed")]:
            x, y, w, h = told[box]
            # The report counts from the upper left corner of the sheet or trim, PDF from the lower left.
            wanted = [x - left, height - (y - top) - h, x - left + w, height - (y - top)]
            got = [a - b for a, b in zip(millimetres(page[f"/{key}"]), media[:2] * 2)]
            if any(abs(a - b) > BOX for a, b in zip(got, wanted)):
                fail(name, f"{key} is {got}, not {wanted}")


def intent(name, pdf):
    intents = [i for i in pdf.Root.OutputIntents if i.S == "/GTS_PDFX"]
    if len(intents) != 1:
        fail(name, f"{len(intents)} output intents")
    profile = intents[0].DestOutputProfile.read_bytes()
    if profile[12:20] != b"prtrCMYK" or profile[36:40] != b"acsp":
        fail(name, "the profile of the output intent is none of a CMYK press")
    if str(intents[0].OutputConditionIdentifier) != "FOGRA39":
        fail(name, "the output intent is not FOGRA39")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        said = {key: metadata.get(key) for key in [
            "pdfxid:GTS_PDFXVersion", "pdf:Trapped", "xmp:CreateDate", "xmpMM:DocumentID", "dc:title",
        ]}
    if said["pdfxid:GTS_PDFXVersion"] != "PDF/X-4" or said["pdf:Trapped"] != "False" or not all(said.values()):
        fail(name, f"the metadata say {said}")
    if pdf.docinfo["/Trapped"] != "/False" or not str(pdf.docinfo["/CreationDate"]).startswith(
        "D:" + said["xmp:CreateDate"][:10].replace("-", "")
    ):
        fail(name, "the information and the metadata differ")


def ghostscript(pdf, device, output, *options):
    command = ["gs", "-q", "-dSAFER", "-dNOPAUSE", "-dBATCH", f"-sDEVICE={device}", "-dUseTrimBox",
               f"-sOutputFile={output}", *options, pdf]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def ink(name, report):
    """The program's own figures against Ghostscript's: the mean of each ink, and the area that has any."""
    for device, key in [("ink_cov", "mean"), ("inkcov", "area")]:
        lines = ghostscript(name, device, "-", f"-r{DPI}").strip().splitlines()
        scale = 1 if device == "ink_cov" else 100
        for line, told in zip(lines, report["coverage"], strict=True):
            measured = [float(value) * scale for value in line.split()[:4]]
            own = {ink["name"]: ink[key] for ink in told["inks"]}
            for ink_name, value in zip(INKS, measured):
                if abs(value - own[ink_name]) > (AREA if key == "area" else INK):
                    fail(name, f"{device} of {ink_name} is {value:.2f} %, the program says {own[ink_name]:.2f} %")
            shown = ", ".join(f"{value:.1f}/{own[ink]:.1f}" for ink, value in zip(INKS, measured))
            print(f"{Path(name).name}, page {told['page']}, {key}, Ghostscript/own: {shown} %")


def plates(name):
    """Text on white lies on the black plate alone; text on the ground does not knock it out."""
    with tempfile.TemporaryDirectory() as folder:
        ghostscript(name, "tiffsep", f"{folder}/page-%d.tif", "-r150")
        plate = {ink: Image.open(next(Path(folder).glob(f"page-1*{ink}*".replace(ink, ink.capitalize()))))
                 for ink in INKS}
        width, height = plate["black"].size
        # Headline, bars, figures and lead: the upper half of the flyer, on white.
        text = (0, 0, width, height // 2)
        darkest = {ink: plate[ink].convert("L").crop(text).getextrema()[0] for ink in INKS}
        if darkest["black"] > 10:
            fail(name, "there is no black text on the black plate")
        if any(darkest[ink] < 255 for ink in INKS[:3]):
            fail(name, f"text on white is not in black alone: {darkest}")
        # "Scan. Read. Act." at the right of the large code, on the accent: full yellow without a gap.
        words = tuple(round(part * side) for part, side in
                      [(0.47, width), (0.695, height), (0.95, width), (0.74, height)])
        black = plate["black"].convert("L").crop(words).getextrema()[0]
        yellow = plate["yellow"].convert("L").crop(words).getextrema()
        if black > 10 or yellow != (0, 0):
            fail(name, f"black text knocks out its ground: black {black}, yellow {yellow}")


def main():
    report = json.loads(Path(sys.argv[1]).read_text())
    for file in report["files"]:
        name = file["path"]
        with pikepdf.open(name) as pdf:
            boxes(name, pdf, file)
            intent(name, pdf)
        # Sheets hold pages more than once; their ink is that of the pages.
        if file["sheet"]["kind"] == "page":
            ink(name, file)
            if file["template"] == "flyer":
                plates(name)
    print(f"{len(report['files'])} files for a press are as the program says")


main()

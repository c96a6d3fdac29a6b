#!/usr/bin/env python3
"""Holds what `cargo run --example scans` wrote against other readers of codes.

Usage: scan.py FOLDER. Prints how many codes each reader reads from each share of the distance that the code is
for, and fails where one of them does not read a code from the distance that is promised. A phone takes several
pictures until one is read: so a code counts as read where one of the pictures of a view is.
"""
import csv
import json
import os
import subprocess
import sys
from collections import defaultdict

import zxingcpp
from PIL import Image

READERS = ("handbill", "zbar", "zxing")


def zbar(path):
    told = subprocess.run(["zbarimg", "-q", "--raw", path], capture_output=True, text=True)
    return told.stdout.splitlines()


def zxing(path):
    return [code.text for code in zxingcpp.read_barcodes(Image.open(path), formats=zxingcpp.BarcodeFormat.QRCode)]


def every_kind(folder):
    """Codes of every kind, exactly as their text was."""
    with open(os.path.join(folder, "kinds.json"), encoding="utf-8") as file:
        kinds = json.load(file)
    failed = []
    for one in kinds:
        path = os.path.join(folder, one["file"])
        told = subprocess.run(["zbarimg", "-q", "--raw", path], capture_output=True).stdout.decode("utf-8", "replace")
        # zbar ends what it tells with a line end of its own.
        read = {"zbar": [told.removesuffix("\n")], "zxing": zxing(path)}
        failed += [f"{name} reads {got!r} for {one['payload']!r}" for name, got in read.items() if got != [one["payload"]]]
    if len(kinds) < 15:
        sys.exit(f"only {len(kinds)} kinds")
    print(f"{len(kinds)} codes of every kind: {len(kinds) * 2 - len(failed)} of {len(kinds) * 2} readings are exact")
    if failed:
        sys.exit("\n".join(failed))


def main(folder):
    every_kind(folder)
    views = defaultdict(lambda: dict.fromkeys(READERS, False))
    pictures = 0
    code = 0
    promised = set()
    with open(os.path.join(folder, "index.tsv"), encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            pictures += 1
            # A code begins anew with the first of its views.
            first = row["share"] == "0.5" and row["yaw"] == "0" and row["frame"] == "0"
            code += first
            share = "the reported distance" if row["promised"] == "1" and float(row["share"]) > 1 else f"{float(row['share']):.0%}"
            key = code, share, float(row["yaw"])
            if row["promised"] == "1":
                promised.add(key)
            view = views[key]
            path = os.path.join(folder, row["file"])
            view["handbill"] |= row["read"] == "1"
            view["zbar"] |= row["payload"] in zbar(path)
            view["zxing"] |= row["payload"] in zxing(path)
    if pictures < 300:
        sys.exit(f"only {pictures} pictures")

    print(f"{pictures} pictures of {code} codes; read, of the codes found:")
    print("| share of the required distance | angle | codes | handbill | zbar | ZXing | all agree |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    rows = {(share, yaw) for _, share, yaw in views}
    for share, yaw in sorted(rows, key=lambda row: (not row[0].endswith("%"), row[0].rjust(9), row[1])):
        here = {key: view for key, view in views.items() if key[1:] == (share, yaw)}
        read = {name: sum(view[name] for view in here.values()) for name in READERS}
        agree = sum(len(set(view.values())) == 1 for view in here.values())
        cells = [share, f"{yaw:.0f}°", len(here), *read.values(), agree]
        print("| " + " | ".join(map(str, cells)) + " |")
    failed = [f"code {key[0]} at {key[1]}, {key[2]:.0f}°: {views[key]}" for key in sorted(promised) if not all(views[key].values())]
    if failed:
        sys.exit("not read from the required distance:\n" + "\n".join(failed))


main(sys.argv[1])

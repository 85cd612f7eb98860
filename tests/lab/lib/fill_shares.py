#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Makes the shares' files: fill_shares.py LIST FOLDER. Same names, contents and times on every run.

All names are invented; the contents say so. Some formats get their first bytes right (PDF, DICOM),
so that a tool which did look inside would not stumble.
"""

import datetime
import hashlib
import os
import sys

# The last working day before the practice was told.
NEWEST = datetime.datetime(2019, 10, 11, 17, 30, tzinfo=datetime.timezone.utc)
FIRST_BYTES = {".pdf": b"%PDF-1.4\n", ".dcm": bytes(128) + b"DICM", ".zip": b"PK\x03\x04"}


def content(name):
    """Between 1 and 16 KiB, by the name alone."""
    line = f"Erfundene Datei des Labors: {name}\n".encode()
    size = 1024 + int.from_bytes(hashlib.sha256(name.encode()).digest()[:2], "big") % 15360
    start = FIRST_BYTES.get(os.path.splitext(name)[1].lower(), b"")
    return (start + line * (size // len(line) + 1))[:size]


def set_time(path, days_back):
    moment = (NEWEST - datetime.timedelta(days=days_back)).timestamp()
    os.utime(path, (moment, moment))


def main():
    source, root = sys.argv[1:]
    with open(source, encoding="utf-8") as lines:
        names = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    for number, name in enumerate(names):
        path = os.path.join(root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content(name))
        set_time(path, number % 400)
    # Last, and from the leaves up: making an entry changes its folder's time.
    for folder, _, _ in os.walk(root, topdown=False):
        os.chmod(folder, 0o755)
        set_time(folder, 0)


if __name__ == "__main__":
    os.umask(0o022)
    main()

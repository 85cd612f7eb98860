#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Answers Net-SNMP's pass_persist requests (snmpd.conf(5)) from a file of OID|type|value lines.

The file is read and sorted once, and again only when it was replaced; a request is one binary
search, so that a walk over thousands of cells costs microseconds each.
"""

import bisect
import os
import sys


def parse_oid(text):
    return tuple(int(part) for part in text.strip().strip(".").split("."))


class Table:
    def __init__(self, path):
        self._path = path
        self._version = None
        self._oids = []
        self._cells = []

    def refresh(self):
        status = os.stat(self._path)
        version = (status.st_ino, status.st_mtime_ns, status.st_size)
        if version == self._version:
            return
        with open(self._path, encoding="utf-8") as lines:
            rows = [line.rstrip("\n").split("|", 2) for line in lines if line.strip()]
        # As numbers, not as text: 2.10 comes after 2.9.
        cells = sorted((parse_oid(oid), kind, value) for oid, kind, value in rows)
        self._oids = [cell[0] for cell in cells]
        self._cells = cells
        self._version = version

    def get(self, oid):
        at = bisect.bisect_left(self._oids, oid)
        return self._cells[at] if at < len(self._oids) and self._oids[at] == oid else None

    def following(self, oid):
        at = bisect.bisect_right(self._oids, oid)
        return self._cells[at] if at < len(self._oids) else None


def answer(cell):
    if cell is None:
        return "NONE\n"
    oid, kind, value = cell
    return f".{'.'.join(map(str, oid))}\n{kind}\n{value}\n"


def main():
    table = Table(sys.argv[1])
    requests = sys.stdin
    for line in iter(requests.readline, ""):
        command = line.strip()
        if command == "PING":
            reply = "PONG\n"
        elif command in ("get", "getnext"):
            oid = parse_oid(requests.readline())
            table.refresh()
            reply = answer(table.get(oid) if command == "get" else table.following(oid))
        elif command == "set":
            # The two lines of the request (OID, value) belong to it: read them, refuse.
            requests.readline()
            requests.readline()
            reply = "not-writable\n"
        else:
            return
        sys.stdout.write(reply)
        sys.stdout.flush()


if __name__ == "__main__":
    main()

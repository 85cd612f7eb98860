#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What a session really can do with each share of a cell, as JSON: matrix_truth.py RUN-FOLDER USER PASSWORD [CELL...].

smbclient lists, reads, writes, makes folders and deletes, for real, on the cell's throw-away copy. Whether that worked is
read from the file system, not from what smbclient says. Only what a listing shows counts as found: whoever knows a name
by chance may get further. Runs inside the client's namespace.
"""

import concurrent.futures
import functools
import json
import os
import re
import subprocess
import sys
import tempfile

from matrix_cells import COPY, ORIGINAL, address, wanted as wanted_cells

DIALECTS = {"NT1": "NT LM 0.12", "SMB2_02": "2.0.2", "SMB2_10": "2.1", "SMB3_00": "3.0", "SMB3_02": "3.0.2",
            "SMB3_11": "3.1.1"}
ENTRY = re.compile(r"^(?:smb: [^>]*> )?  (\S.*?) +[A-Za-z]* +\d+  [A-Z][a-z]{2} [A-Z][a-z]{2} ", re.MULTILINE)
# smbclient says of a line it does not understand that it knows no such command: a mark in its output.
MARK = "@@"
FOLDER = "Unterordner"


class Session:
    """One way in: who, to which cell, and a folder for what it downloads."""

    def __init__(self, cell, number, name, user):
        self.cell, self.name, self.user = cell, name, user
        self.server = address(number, COPY)

    def smbclient(self, *arguments, commands="", folder=None, lowest=None):
        # Offered with the rest, NT1 keeps smbclient from signing with AES-GMAC.
        lowest = lowest or ("NT1" if "NT1" in self.cell.lines else "SMB2_02")
        if self.name in self.cell.without_key and self.cell.desires_encryption:
            # Samba demands encryption of smbclient, which always offers it, also where a session has no key.
            arguments = ("--max-protocol=SMB2_10", *arguments)
        return subprocess.run(
            ["smbclient", f"--option=client min protocol={lowest}", f"--port={self.cell.port}", f"--user={self.user}",
             *arguments],
            input=commands, capture_output=True, encoding="utf-8", errors="replace", cwd=folder, timeout=120, check=False)

    def listed(self):
        """Names and kinds in the list of shares; None where it is refused."""
        run = self.smbclient("--grepable", f"--list={self.server}")
        lines = [line.split("|") for line in run.stdout.splitlines() if line.count("|") >= 2]
        return {fields[1]: fields[0] for fields in lines} if lines else None

    def examine(self, run):
        """Every share of the cell: what worked."""
        with tempfile.TemporaryDirectory() as folder:
            with open(f"{folder}/probe", "w", encoding="utf-8") as probe:
                probe.write("Probe\n")
            numbers = range(len(self.cell.shares))
            commands = "".join(self.commands(n, True) for n in numbers)
            whole = self.smbclient(f"//{self.server}/IPC$", commands=commands, folder=folder)
            words = whole.stdout + whole.stderr
            if "session setup failed" in words or "protocol negotiation failed" in words:
                return None, status_in(words)
            if "tree connect failed" in words:
                # The list of shares is closed to this session, the shares may not be: each for itself.
                text = {n: self.alone(n, folder) for n in numbers}
            else:
                text = dict(zip(numbers, re.split(rf"{MARK}share\d+: command not found", whole.stdout)[1:]))
            return {self.cell.shares[n].name: self.judge(n, text.get(n, ""), run, folder) for n in numbers}, None

    def alone(self, number, folder):
        share = f"//{self.server}/{self.cell.shares[number].name}"
        run = self.smbclient(share, commands=self.commands(number, False), folder=folder)
        return run.stdout + run.stderr

    def commands(self, number, connect):
        share = self.cell.shares[number]
        text = f'{MARK}share{number}\ntcon "{share.name}"\ncd \\\n' if connect else ""
        if share.kind != "Disk":
            return text
        for level in range(len(share.levels)):
            text += (f'{MARK}level{level}\nls\nget "{share.file_name}" got-{number}-{level}\n'
                     f'put probe neu-{self.name}.txt\nmkdir neu-{self.name}\ndel weg-{self.name}.txt\nput probe andern-{self.name}.txt\n')
            text += f"cd {FOLDER}\n" if level + 1 < len(share.levels) else ""
        return text

    def judge(self, number, text, run, folder):
        share = self.cell.shares[number]
        known = {"kind": share.kind, "encrypted": self.cell.encrypts(share)}
        refused = re.search(r"(?:tcon failed: |tree connect failed: )(\w+)", text)
        if refused:
            return {**known, "status": refused[1], "levels": [], "access": ["None"] * 4}
        listings = re.split(rf"{MARK}level\d+: command not found", text)[1:]
        levels, where = [], f"{run}/trees/{self.server}/{number}"
        for level, listing in enumerate(listings):
            shown = {name for name in ENTRY.findall(listing)} - {".", ".."}
            levels.append(self.level(share, shown, f"{folder}/got-{number}-{level}", where, has_status(listing)))
            if FOLDER not in shown:
                break
            where += "/" + FOLDER
        access = [strongest(levels[:depth + 1]) for depth in range(4)]
        return {**known, "status": None, "levels": levels, "access": access}

    def level(self, share, shown, got, where, status):
        doomed, changed = f"weg-{self.name}.txt", f"andern-{self.name}.txt"
        return {
            "lists": bool(shown),
            "reads": share.file_name in shown and content(got) == f"Erfundene Datei des Labors: {share.file_name}\n",
            "writes": [word for word, done in (("put", content(f"{where}/neu-{self.name}.txt") == "Probe\n"),
                                               ("mkdir", os.path.isdir(f"{where}/neu-{self.name}")),
                                               ("delete", doomed in shown and not os.path.exists(f"{where}/{doomed}")),
                                               ("change", changed in shown and content(f"{where}/{changed}") == "Probe\n")) if done],
            "status": status,
        }


def has_status(text):
    found = re.search(r"NT_STATUS_\w+", text)
    return found[0] if found else None


def status_in(text):
    return has_status(text) or text.strip()[-200:]


def content(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return None


def strongest(levels):
    return ("Write" if any(level["writes"] for level in levels) else "Read" if any(level["reads"] for level in levels)
            else "List" if any(level["lists"] for level in levels) else "None")


@functools.lru_cache(maxsize=None)
def dialects_of(settings, port):
    """The dialects a server takes, one after the other offered alone. They hang on its settings of protocols and of signing algorithms, nothing else."""
    number, cell = next((number, cell) for number, cell in wanted_cells()
                        if protocol_settings(cell) == settings and cell.port == port)
    session, accepted = Session(cell, number, "", "%"), []
    for word, name in DIALECTS.items():
        run = session.smbclient(f"--max-protocol={word}", f"//{session.server}/IPC$", lowest=word)
        if "protocol negotiation failed" not in run.stdout + run.stderr:
            accepted.append(name)
    return accepted


def protocol_settings(cell):
    return ";".join(line.strip() for line in cell.lines.split(";") if "protocol" in line or "signing algorithms" in line)


def truth(number, cell, run, users):
    sessions = {}
    for name, user in users.items():
        user = "Guest%" if name == "guest" and cell.guest_account else user
        session = Session(cell, number, name, user)
        shares, refusal = session.examine(run)
        if name == "guest" and cell.guest_account_beside:
            shares = better_of(shares or {}, Session(cell, number, name, "Guest%").examine(run)[0] or {})
        sessions[name] = {"refused": refusal, "listed": session.listed(), "shares": shares or {}}
    return {"name": cell.name, "address": address(number, ORIGINAL), "port": cell.port, "unlisted": cell.unlisted,
            "signingRequired": cell.signing_required, "guestAccount": cell.guest_account, "sessions": sessions,
            "dialects": dialects_of(protocol_settings(cell), cell.port)}


def better_of(one, other):
    """Of each share what the better of two sessions could do. The second finds what the first wrote, which does not matter: either counts."""
    order = ("None", "List", "Read", "Write")
    return {name: {**(one[name] if one[name]["status"] is None else other[name]),
                   "access": [max(pair, key=order.index) for pair in zip(one[name]["access"], other[name]["access"])]} for name in one}


def main():
    run, user, password, *wanted = sys.argv[1:]
    # A null session; a user that nobody knows; the account.
    users = {"anonymous": "%", "guest": "unbekannt%beliebig", "user": f"{user}%{password}"}
    cells = [(number, cell) for number, cell in wanted_cells() if not wanted or cell.name in wanted]
    # The longest first, or all others would end up waiting for it.
    cells.sort(key=lambda item: -len(item[1].shares))
    with concurrent.futures.ThreadPoolExecutor(4) as workers:
        found = list(workers.map(lambda item: truth(*item, run, users), cells))
    json.dump(found, sys.stdout, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()

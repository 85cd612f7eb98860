#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The cells of the Samba matrix: matrix_cells.py lay RUN-FOLDER USER USER-ID | list.

Each cell is one smbd with a configuration and state of its own, at two addresses: 198.18.40.N is what gets examined,
198.18.41.N is its throw-away copy. Samba's %i, the address a client came to, chooses the tree: same process, same
configuration, other files. So the truth can be found by really writing, and the original stays untouched.
"""

import os
import sys
from dataclasses import dataclass, field

ORIGINAL, COPY = "198.18.40", "198.18.41"
SESSIONS = ("anonymous", "guest", "user")
OWNERS = {"root": 0, "nobody": 65534}


@dataclass
class Share:
    """A share: lines of its section, and the rights of its folders. `levels` are modes of root, folder, folder below."""
    name: str
    lines: str = ""
    levels: tuple = (0o777, 0o777, 0o777)
    owner: str = "nobody"
    kind: str = "Disk"
    file_name: str = "Liesmich.txt"
    read_only_mount: bool = False
    # Every folder gets a second name for its file, for itself and for the folder above.
    links: bool = False
    # Files of the root besides, numbered.
    more_files: int = 0


@dataclass
class Cell:
    name: str
    lines: str = ""
    shares: list = field(default_factory=lambda: standard_shares())
    port: int = 445
    # Shares that not every list shows: a test must name them.
    unlisted: tuple = ()

    def encrypts(self, share):
        return "smb encrypt = required" in self.lines + share.lines

    @property
    def signing_required(self):
        return "server signing = mandatory" in self.lines


OPEN = "guest ok = yes; read only = no"
SHOWN = "guest ok = yes; read only = yes"
CLOSED = "valid users = {user}; read only = no"


def standard_shares():
    return [
        Share("daten", OPEN),
        Share("befunde", SHOWN, (0o755, 0o755), "root"),
        Share("verwaltung", CLOSED, (0o770, 0o770), "user"),
        # Any user with a password, but no guest.
        Share("personal", "read only = no"),
    ]


STANDARD_NAMES = tuple(share.name for share in standard_shares())


def protocols(lowest, highest):
    return f"server min protocol = {lowest}; server max protocol = {highest}"


def many_shares():
    kinds = [Share("", OPEN, (0o777,)), Share("", SHOWN, (0o755,), "root"), Share("", CLOSED, (0o770,), "user"),
             Share("", "read only = no", (0o755,), "root")]
    return [Share(f"ablage{number:03}", kind.lines, kind.levels, kind.owner)
            for number in range(1, 501) for kind in [kinds[number % len(kinds)]]]


CELLS = [
    Cell("nt1-only", protocols("NT1", "NT1")),
    Cell("nt1-to-smb2", protocols("NT1", "SMB2")),
    Cell("smb2-02", protocols("SMB2_02", "SMB2_02")),
    Cell("smb2-10", protocols("SMB2_10", "SMB2_10")),
    Cell("smb3-00", protocols("SMB3_00", "SMB3_00")),
    Cell("smb3-02", protocols("SMB3_02", "SMB3_02")),
    Cell("smb3-11", protocols("SMB3_11", "SMB3_11")),
    Cell("guest-never", "map to guest = never"),
    Cell("guest-bad-user", "map to guest = bad user"),
    Cell("guest-bad-password", "map to guest = bad password"),
    Cell("guest-never-restrict-2", "map to guest = never; restrict anonymous = 2", unlisted=STANDARD_NAMES),
    Cell("restrict-1", "restrict anonymous = 1", unlisted=STANDARD_NAMES),
    Cell("restrict-2", "restrict anonymous = 2", unlisted=STANDARD_NAMES),
    Cell("signing-mandatory", "server signing = mandatory"),
    Cell("encryption-required", "server smb encrypt = required; " + protocols("SMB3_00", "SMB3_11")),
    Cell("encryption-per-share", shares=standard_shares() + [
        Share("verschluesselt", OPEN + "; server smb encrypt = required"),
        Share("verschluesselt-zu", CLOSED + "; server smb encrypt = required", (0o770, 0o770), "user"),
    ]),
    Cell("root-denied", shares=[
        Share("unterordner-offen", OPEN, (0o755, 0o777), "root"),
        Share("tiefer-offen", OPEN, (0o755, 0o755, 0o777), "root"),
        Share("wurzel-zu", OPEN, (0o700, 0o777), "root"),
        # Who does not know a name in there finds none.
        Share("wurzel-blind", OPEN, (0o711, 0o777), "root"),
        Share("einwurf", OPEN, (0o733, 0o755), "root"),
    ]),
    Cell("share-writable-files-not", shares=[
        Share("rechte", OPEN, (0o755, 0o755), "root"),
        Share("rechte-gruppe", OPEN, (0o775, 0o775), "root"),
        Share("nur-lesbar-eingehaengt", OPEN, read_only_mount=True),
    ]),
    Cell("share-read-only-files-not", shares=[
        Share("nur-lesen", SHOWN),
        Share("schreibliste", SHOWN + "; write list = {user}"),
        Share("leseliste", OPEN + "; read list = {user}"),
    ]),
    Cell("500-shares", shares=many_shares()),
    Cell("umlauts-and-emoji", shares=[
        Share("Röntgenbilder", OPEN, file_name="Ünlü-Beispiel_Öznur ß.txt"),
        Share("Ärzte & Größen", SHOWN, (0o755, 0o755), "root", file_name="Änne Probst – Knie.txt"),
        Share("🦷 Zähne", OPEN, file_name="📷 Aufnahme 😷.txt"),
        Share("患者", CLOSED, (0o770, 0o770), "user", file_name="病歴.txt"),
    ]),
    Cell("access-based-enumeration", "access based share enum = yes", shares=[
        Share("sichtbar", OPEN + "; hide unreadable = yes"),
        Share("nur-mfa", CLOSED + "; hide unreadable = yes", (0o770, 0o770), "user"),
        Share("inhalt-unsichtbar", SHOWN + "; hide unreadable = yes", (0o755, 0o700), "root"),
    ], unlisted=("nur-mfa",)),
    Cell("hidden-printer-dfs", "host msdfs = yes", shares=[
        Share("verborgen$", OPEN),
        Share("unsichtbar", OPEN + "; browseable = no"),
        Share("drucker", "printable = yes; guest ok = yes", kind="Printer"),
        Share("dfs", OPEN + "; msdfs root = yes"),
        Share("daten", OPEN),
    ], unlisted=("unsichtbar",)),
    Cell("forced-and-refused", shares=[
        # Of the guest account itself: Samba grants a guest what it refuses nobody.
        Share("dem-gast-eigen", OPEN, (0o755, 0o755), "nobody"),
        Share("als-mfa", OPEN + "; force user = {user}", (0o700, 0o700), "user"),
        Share("nur-gast", OPEN + "; guest only = yes"),
        Share("nicht-wir", OPEN + "; hosts deny = ALL"),
        Share("niemand", OPEN + "; invalid users = nobody {user}"),
        Share("verschwunden", OPEN, levels=()),
    ]),
    Cell("links-and-long-folders", shares=[
        Share("verweise", OPEN, file_name="Z01_12.03.2019_10.22.con", links=True),
        Share("verweise-zu", OPEN, (0o755, 0o755, 0o777), "root", file_name="Z01_12.03.2019_10.22.con", links=True),
        Share("lang", SHOWN, (0o755, 0o755), "root", file_name="Z01_12.03.2019_10.22.con", more_files=6000),
    ]),
    Cell("port-139", "smb ports = 139", port=139),
    # The server listens on 445; the way there is a forward from this port.
    Cell("odd-port", port=10445),
]

SETTINGS = """[global]
  workgroup = PRAXIS
  netbios name = PRAXIS-SERVER
  server role = standalone server
  interfaces = {original}/21 {copy}/21
  bind interfaces only = yes
  smb ports = 445 139
  server min protocol = SMB2_02
  map to guest = bad user
  guest account = nobody
  passdb backend = tdbsam
  private dir = {home}/private
  lock directory = {home}/lock
  state directory = {home}/state
  cache directory = {home}/cache
  pid directory = {home}/run
  ncalrpc dir = {home}/ncalrpc
  load printers = no
  printing = bsd
  printcap name = /dev/null
  disable spoolss = yes
  # lib/smb_server.sh starts the one that lists shares.
  rpc start on demand helpers = no
  usershare max shares = 0
  dns proxy = no
  log file = {home}/smbd.log
  max log size = 0
  debug prefix timestamp = yes
  # As in lib/samba.sh, but with the server's address: it tells examination and truth apart.
  log level = 1 full_audit:1@{home}/audit.log
  vfs objects = full_audit
  full_audit:prefix = %u|%i|%S
  full_audit:success = all !readdir !telldir !rewinddir
  full_audit:failure = all
  full_audit:syslog = false
"""


def address(number, network=ORIGINAL):
    return f"{network}.{number}"


def section(lines, user):
    return "".join(f"  {line.strip()}\n" for line in lines.format(user=user).split(";") if line.strip())


def configuration(cell, number, run, user):
    home = f"{run}/cells/{cell.name}"
    text = SETTINGS.format(original=address(number), copy=address(number, COPY), home=home) + section(cell.lines, user)
    for index, share in enumerate(cell.shares):
        text += f"\n[{share.name}]\n  path = {run}/trees/%i/{index}\n" + section(share.lines, user)
    return text


def fill(folder, share, level, owner):
    """A folder with a file to read and one file to delete for each session, and the next folder in it."""
    os.mkdir(folder)
    names = [share.file_name] + [f"weg-{session}.txt" for session in SESSIONS]
    for name in names:
        path = os.path.join(folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"Erfundene Datei des Labors: {name}\n")
        os.chown(path, owner, owner)
    if share.links:
        for name, target in (("Zweitname.con", share.file_name), ("Kreis", "."), ("Zurueck", ".." if level else ".")):
            os.symlink(target, os.path.join(folder, name))
    for number in range(share.more_files if level == 0 else 0):
        open(os.path.join(folder, f"Z01_{number:05}_12.03.2019_10.22.con"), "w", encoding="utf-8").close()
    if level + 1 < len(share.levels):
        fill(os.path.join(folder, "Unterordner"), share, level + 1, owner)
    os.chown(folder, owner, owner)
    os.chmod(folder, share.levels[level])


def lay(run, user, user_id):
    owners = {**OWNERS, "user": user_id}
    for number, cell in enumerate(CELLS, start=1):
        home = f"{run}/cells/{cell.name}"
        for name in ("private", "lock", "state", "cache", "run", "ncalrpc"):
            os.makedirs(f"{home}/{name}", mode=0o755)
        os.chmod(f"{home}/private", 0o700)
        open(f"{home}/audit.log", "w", encoding="utf-8").close()
        with open(f"{home}/smb.conf", "w", encoding="utf-8") as file:
            file.write(configuration(cell, number, run, user))
        for network in (ORIGINAL, COPY):
            tree = f"{run}/trees/{address(number, network)}"
            os.makedirs(tree)
            for index, share in enumerate(cell.shares):
                if share.levels:
                    fill(f"{tree}/{index}", share, 0, owners[share.owner])
                if share.read_only_mount:
                    print(f"{tree}/{index}")


def describe():
    """What the scripts beside this one need to know: one line a cell."""
    for number, cell in enumerate(CELLS, start=1):
        print(cell.name, address(number), address(number, COPY), cell.port, *cell.unlisted)


def main():
    if sys.argv[1] == "lay":
        lay(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    elif sys.argv[1] == "list":
        describe()


if __name__ == "__main__":
    os.umask(0o022)
    main()

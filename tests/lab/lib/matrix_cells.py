#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The cells of the Samba matrix: matrix_cells.py lay RUN-FOLDER USER USER-ID | list | guests.

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
    # Rights of the files, where they are not what the system gives.
    file_mode: int = None
    # NT ACLs of the folders and of the files (SDDL), with which Samba ignores the modes.
    acl: str = ""
    file_acl: str = ""


@dataclass
class Cell:
    name: str
    lines: str = ""
    shares: list = field(default_factory=lambda: standard_shares())
    port: int = 445
    # Shares that not every list shows: a test must name them.
    unlisted: tuple = ()
    # There is an account "Guest" without a password, and no other guest.
    guest_account: bool = False
    # There is such an account, and any other name becomes the guest account, which has other rights.
    guest_account_beside: bool = False

    def encrypts(self, share):
        """Of an account, which offers encryption, Samba demands it where it is desired, too."""
        text = self.lines + share.lines
        return "smb encrypt = required" in text or "smb encrypt = desired" in text

    @property
    def desires_encryption(self):
        return any("smb encrypt = desired" in text for text in [self.lines] + [share.lines for share in self.shares])

    @property
    def without_key(self):
        """Sessions that cannot encrypt."""
        return ("anonymous",) if self.guest_account else ("anonymous", "guest")

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


def guest_account(name, lines="", shares=None):
    return Cell("guest-account" + name, "map to guest = never; " + lines, shares or standard_shares(), guest_account=True)


def modes():
    """Roots of every kind of mode, with files that anyone may read."""
    return [Share(f"modus-{mode:04o}", OPEN, (mode, 0o755), "root")
            for mode in (0o700, 0o711, 0o311, 0o333, 0o733, 0o722, 0o555, 0o444, 0o111, 0o772, 0o754)]


def file_modes():
    return [Share(f"ordner-{folder:03o}-datei-{file:03o}", OPEN, (folder, folder), "root", file_mode=file)
            for folder in (0o755, 0o777) for file in (0o600, 0o644, 0o666, 0o646)]


EVERYONE_READS = "(A;;0x1200a9;;;WD)"
ACLS = {
    "lesen": "", "loeschen": "(A;;SD;;;WD)", "rechte": "(A;;WD;;;WD)", "besitz": "(A;;WO;;;WD)", "attribute": "(A;;0x110;;;WD)",
    "dateien": "(A;;0x2;;;WD)", "ordner": "(A;;0x4;;;WD)", "kinder": "(A;;0x40;;;WD)", "alles": "(A;;FA;;;WD)",
}


def acls():
    lines = OPEN + "; vfs objects = acl_xattr full_audit; acl_xattr:ignore system acls = yes"
    sddl = "O:BAG:BAD:P" + EVERYONE_READS
    return [Share(f"acl-{name}", lines, (0o777, 0o777), "root", file_mode=0o666, acl=sddl + extra, file_acl=sddl) for name, extra in ACLS.items()] + [
        Share("acl-datei-aendern", lines, (0o777, 0o777), "root", file_mode=0o666, acl=sddl, file_acl=sddl + "(A;;FRFW;;;WD)"),
        Share("acl-datei-zu", lines, (0o777, 0o777), "root", file_mode=0o666, acl=sddl, file_acl="O:BAG:BAD:P(A;;FA;;;BA)"),
    ]


def ciphers(name):
    return f"server smb3 encryption algorithms = {name}"


def signing(name):
    return f"server smb3 signing algorithms = {name}"


MANDATORY = "server signing = mandatory"
DESIRED, REQUIRED = "server smb encrypt = desired", "server smb encrypt = required"

STANDARD_NAMES = tuple(share.name for share in standard_shares())


def protocols(lowest, highest):
    return f"server min protocol = {lowest}; server max protocol = {highest}"


SMB3 = protocols("SMB3_00", "SMB3_11")


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
    guest_account(""),
    guest_account("-signing", MANDATORY),
    guest_account("-smb2-02", protocols("SMB2_02", "SMB2_02") + "; " + MANDATORY),
    guest_account("-smb2-10", protocols("SMB2_10", "SMB2_10") + "; " + MANDATORY),
    guest_account("-smb3-00", protocols("SMB3_00", "SMB3_00") + "; " + MANDATORY),
    guest_account("-smb3-02", protocols("SMB3_02", "SMB3_02")),
    guest_account("-gmac", MANDATORY + "; " + signing("AES-128-GMAC")),
    guest_account("-cmac", MANDATORY + "; " + signing("AES-128-CMAC")),
    guest_account("-hmac", MANDATORY + "; " + signing("HMAC-SHA256")),
    guest_account("-desired", DESIRED),
    guest_account("-required", REQUIRED + "; " + SMB3),
    guest_account("-required-smb3-00", REQUIRED + "; " + protocols("SMB3_00", "SMB3_00")),
    guest_account("-aes-256-gcm", REQUIRED + "; " + ciphers("AES-256-GCM")),
    guest_account("-aes-256-ccm", REQUIRED + "; " + ciphers("AES-256-CCM")),
    guest_account("-gmac-aes-256", REQUIRED + "; " + signing("AES-128-GMAC") + "; " + ciphers("AES-256-GCM")),
    guest_account("-encrypted-share", shares=standard_shares() + [
        Share("verschluesselt", OPEN + "; server smb encrypt = required"),
        Share("verschluesselt-gern", SHOWN + "; server smb encrypt = desired", (0o755, 0o755), "root"),
    ]),
    guest_account("-modes", shares=modes()),
    guest_account("-files", shares=file_modes()),
    Cell("signing-smb2-02", MANDATORY + "; " + protocols("SMB2_02", "SMB2_02")),
    Cell("signing-smb2-10", MANDATORY + "; " + protocols("SMB2_10", "SMB2_10")),
    Cell("signing-smb3-00", MANDATORY + "; " + protocols("SMB3_00", "SMB3_00")),
    Cell("signing-gmac", MANDATORY + "; " + signing("AES-128-GMAC")),
    Cell("signing-cmac", MANDATORY + "; " + signing("AES-128-CMAC")),
    Cell("signing-hmac", MANDATORY + "; " + signing("HMAC-SHA256")),
    Cell("gmac-optional", signing("AES-128-GMAC")),
    Cell("encryption-off", "server smb encrypt = off"),
    Cell("desired", DESIRED),
    Cell("signing-modes", MANDATORY, modes()),
    Cell("signing-files", MANDATORY, file_modes()),
    Cell("gmac-acls", MANDATORY + "; " + signing("AES-128-GMAC"), acls()),
    Cell("desired-signing", DESIRED + "; " + MANDATORY),
    Cell("desired-aes-256-gcm", DESIRED + "; " + ciphers("AES-256-GCM")),
    Cell("desired-guest-never", DESIRED + "; map to guest = never"),
    Cell("required-aes-128-ccm", REQUIRED + "; " + ciphers("AES-128-CCM")),
    Cell("required-aes-128-gcm", REQUIRED + "; " + ciphers("AES-128-GCM")),
    Cell("required-aes-256-ccm", REQUIRED + "; " + ciphers("AES-256-CCM")),
    Cell("required-aes-256-gcm", REQUIRED + "; " + ciphers("AES-256-GCM")),
    Cell("required-gmac", REQUIRED + "; " + signing("AES-128-GMAC")),
    Cell("required-smb3-00", REQUIRED + "; " + protocols("SMB3_00", "SMB3_00")),
    Cell("desired-per-share", shares=standard_shares() + [
        Share("gern", OPEN + "; server smb encrypt = desired"),
        Share("gern-zu", CLOSED + "; server smb encrypt = desired", (0o770, 0o770), "user"),
    ]),
    Cell("modes", shares=modes()),
    Cell("file-modes", shares=file_modes()),
    Cell("acls", shares=acls()),
    Cell("acls-signing", MANDATORY, acls()),
    Cell("vetoed", shares=[
        Share("texte-verboten", OPEN + "; veto files = /*.txt/"),
        Share("anderes-verboten", OPEN + "; veto files = /*.exe/"),
        Share("ordner-verboten", OPEN + "; veto files = /Unterordner/", (0o755, 0o777), "root"),
    ]),
    Cell("missing-folders", shares=standard_shares() + [Share(f"weg{number}", lines, levels=()) for number, lines in enumerate((OPEN, SHOWN, CLOSED, "read only = no"))]),
    Cell("missing-folders-only", shares=[Share("weg", OPEN, levels=()), Share("zu", CLOSED, (0o770, 0o770), "user")]),
    Cell("one-connection", shares=[Share("einer", OPEN + "; max connections = 1"), Share("zwei", SHOWN + "; max connections = 2", (0o755, 0o755), "root")]),
    Cell("unlisted", shares=[
        Share("versteckt", OPEN + "; browseable = no"), Share("versteckt-lesbar", SHOWN + "; browseable = no", (0o755, 0o755), "root"),
        Share("versteckt-zu", CLOSED + "; browseable = no", (0o770, 0o770), "user"), Share("gezeigt", CLOSED, (0o770, 0o770), "user"),
    ], unlisted=("versteckt", "versteckt-lesbar", "versteckt-zu")),
    Cell("unlisted-backup", shares=[Share("backup", OPEN + "; browseable = no")], unlisted=("backup",)),
    Cell("guest-only-read", shares=[Share("lesen", "guest only = yes; guest ok = yes; read only = yes", (0o755, 0o755), "root"), Share("schreiben", "guest only = yes; guest ok = yes; read only = no")]),
    Cell("write-list", shares=[Share("liste", SHOWN + "; write list = nobody"), Share("liste-mfa", SHOWN + "; write list = {user}"), Share("lese-liste", OPEN + "; read list = nobody")]),
    Cell("force-user", shares=[Share("als-mfa-zu", OPEN + "; force user = {user}", (0o500, 0o700), "user"), Share("als-mfa-offen", OPEN + "; force user = {user}", (0o700, 0o500), "user")]),
    Cell("create-masks", shares=[Share("maske", OPEN + "; create mask = 0; directory mask = 0"), Share("bereich", OPEN + "; force create mode = 0666", (0o777, 0o700), "root")]),
    Cell("dos-attributes", shares=[Share("attribute", OPEN + "; store dos attributes = yes; map archive = no"), Share("ohne-ea", OPEN + "; ea support = no; store dos attributes = no")]),
    Cell("case-and-links", shares=[Share("streng", OPEN + "; case sensitive = yes"), Share("ohne-verweise", OPEN + "; follow symlinks = no", links=True)]),
    Cell("deny-by-host", "hosts deny = ALL EXCEPT 198.18.40.0/21", shares=standard_shares()),
    Cell("name-mangling", "mangled names = no", shares=standard_shares()),
    Cell("large-limits", "smb2 max credits = 128; max mux = 50", shares=standard_shares()),
    Cell("few-credits", "smb2 max credits = 1", shares=standard_shares()),
    Cell("no-leases", "smb2 leases = no; oplocks = no; kernel oplocks = no", shares=standard_shares()),
    Cell("durable-off", "durable handles = no; posix locking = yes", shares=standard_shares()),
    Cell("guest-account-beside-bad-user", "map to guest = bad user", standard_shares() + [
        Share("nur-konto", "valid users = Guest; read only = no"),
        Share("konto-liest", SHOWN + "; write list = Guest"),
        # Whom the account is refused, any other name gets.
        Share("nur-andere", OPEN + "; invalid users = Guest"),
    ], guest_account_beside=True),
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


def wanted():
    """The cells with their numbers; those that PNS_MATRIX_CELLS names, where it is set."""
    names = os.environ.get("PNS_MATRIX_CELLS", "").split()
    return [(number, cell) for number, cell in enumerate(CELLS, start=1) if not names or cell.name in names]


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


def set_acl(path, sddl):
    """As Samba's module acl_xattr stores it."""
    if not sddl:
        return
    from samba.dcerpc import security, xattr
    from samba.ndr import ndr_pack
    acl = xattr.NTACL()
    acl.version = 1
    acl.info = security.descriptor.from_sddl(sddl, security.dom_sid("S-1-5-21-1-2-3"))
    os.setxattr(path, "security.NTACL", ndr_pack(acl))


def fill(folder, share, level, owner):
    """A folder with a file to read, one to change and one to delete for each session, and the next folder in it."""
    os.mkdir(folder)
    names = [share.file_name] + [f"{what}-{session}.txt" for session in SESSIONS for what in ("weg", "andern")]
    for name in names:
        path = os.path.join(folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"Erfundene Datei des Labors: {name}\n")
        os.chown(path, owner, owner)
        if share.file_mode is not None:
            os.chmod(path, share.file_mode)
        set_acl(path, share.file_acl)
    if share.links:
        for name, target in (("Zweitname.con", share.file_name), ("Kreis", "."), ("Zurueck", ".." if level else ".")):
            os.symlink(target, os.path.join(folder, name))
    for number in range(share.more_files if level == 0 else 0):
        open(os.path.join(folder, f"Z01_{number:05}_12.03.2019_10.22.con"), "w", encoding="utf-8").close()
    if level + 1 < len(share.levels):
        fill(os.path.join(folder, "Unterordner"), share, level + 1, owner)
    os.chown(folder, owner, owner)
    os.chmod(folder, share.levels[level])
    set_acl(folder, share.acl)


def lay(run, user, user_id):
    owners = {**OWNERS, "user": user_id}
    for number, cell in wanted():
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
    for number, cell in wanted():
        print(cell.name, address(number), address(number, COPY), cell.port, *cell.unlisted)


def main():
    if sys.argv[1] == "lay":
        lay(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    elif sys.argv[1] == "list":
        describe()
    elif sys.argv[1] == "guests":
        print(*[cell.name for _, cell in wanted() if cell.guest_account or cell.guest_account_beside], sep="\n")


if __name__ == "__main__":
    os.umask(0o022)
    main()

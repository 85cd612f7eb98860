#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""One line per entry below FOLDER (kind, mode, owner, size, times, attributes, content, name), then
a hash over all of them: tree_hash.py [--list] FOLDER. Without --list only the hash is printed.

Access times are left out: reading a listing may change them, and they are no one's data.
"""

import hashlib
import os
import stat
import sys


def attributes(path):
    try:
        names = sorted(os.listxattr(path, follow_symlinks=False))
        return hashlib.sha256(b"".join(n.encode() + os.getxattr(path, n, follow_symlinks=False) for n in names)).hexdigest()[:16]
    except OSError:
        return "unsupported"


def content(path, mode):
    if stat.S_ISREG(mode):
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()
    return os.readlink(path) if stat.S_ISLNK(mode) else "-"


def describe(path, root):
    status = os.lstat(path)
    # The size of a folder is the file system's affair.
    size = "-" if stat.S_ISDIR(status.st_mode) else status.st_size
    fields = (oct(status.st_mode), status.st_uid, status.st_gid, size, status.st_mtime_ns, attributes(path),
              content(path, status.st_mode), os.path.relpath(path, root))
    return " ".join(map(str, fields))


def main():
    root = sys.argv[-1]
    paths = [root] + [os.path.join(folder, name) for folder, folders, files in os.walk(root) for name in folders + files]
    lines = [describe(path, root) for path in sorted(paths)]
    if "--list" in sys.argv[1:-1]:
        print("\n".join(lines))
    print(hashlib.sha256("\n".join(lines).encode()).hexdigest())


if __name__ == "__main__":
    main()

#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What a null session may do with the shares of many servers, found with impacket as NetExec's `--shares` does it: impacket_shares.py HOSTS-FILE THREADS.

Reading is listing the root, writing is making a folder and removing it again: for the lab's throw-away servers alone. It logs on once, and looks into no folder.
"""

import concurrent.futures
import random
import string
import sys

from impacket.smbconnection import SessionError, SMBConnection


def works(action, *arguments):
    try:
        action(*arguments)
        return True
    except SessionError:
        return False


def rights(host):
    connection = SMBConnection(host, host, timeout=30)
    connection.login("", "")
    found = {}
    for entry in connection.listShares():
        share = entry["shi1_netname"][:-1]
        if entry["shi1_type"] & 0xFF != 0:  # STYPE_DISKTREE
            continue
        name = "".join(random.choices(string.ascii_lowercase, k=10))
        found[share] = works(connection.listPath, share, "*"), works(connection.createDirectory, share, name)
        if found[share][1]:
            connection.deleteDirectory(share, name)
    connection.logoff()
    return found


def main():
    with open(sys.argv[1], encoding="ascii") as file:
        hosts = file.read().split()
    with concurrent.futures.ThreadPoolExecutor(int(sys.argv[2])) as workers:
        found = list(workers.map(rights, hosts))
    print("right", sum(shares.get("daten", (False,))[0] and not shares.get("verwaltung", (True,))[0] for shares in found))


if __name__ == "__main__":
    main()

#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""impacket's SMB server: impacket_server.py ADDRESS PORT FOLDER smb1|smb2 [USER NT-HASH].

It takes one srvsvc conversation at a time, ignores what is compounded behind a first request, and has one version of NTLM. Without a
user, it lets everybody in as a guest.
"""

import sys

from impacket import smbserver

address, port, folder, dialect, *account = sys.argv[1:]
server = smbserver.SimpleSMBServer(listenAddress=address, listenPort=int(port))
server.addShare("DATEN", f"{folder}/daten", "Befunde")
server.addShare("NURLESEN", f"{folder}/nurlesen", "", readOnly="yes")
server.setSMB2Support(dialect == "smb2")
server.setSMBChallenge("")
if account:
    user, nt_hash = account
    server.addCredential(user, 0, "aad3b435b51404eeaad3b435b51404ee", nt_hash)
server.start()

#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Reads Samba's full_audit log and prints the lines that matter: audit.py writes|reads LOG.

writes: whatever changed something on the server, or asked for the right to (also in vain).
reads:  files opened for their data, or read. Folders are listings, not data.

A line is: time   user|address|share|operation|result|arguments. create_file carries the requested
access mask (MS-SMB2 2.2.13.1), the kind of object and the disposition (2.2.13).
"""

import os
import sys

# Operations that cannot change anything (Samba's vfs.h). Judged by a list of the harmless, so that
# an operation we never heard of counts as a write. fsctl only hands on: what it does is logged too.
HARMLESS = frozenset("""
    brl_lock_windows brl_unlock_windows chdir close closedir connect connectpath disconnect disk_free
    durable_cookie durable_disconnect durable_reconnect fcntl fdopendir fget_compression
    fget_dos_attributes fget_nt_acl fgetxattr file_id_create flistxattr freaddir_attr fs_capabilities
    fs_file_id fsctl fstat fstatat fstreaminfo get_alloc_size get_dfs_referrals
    get_dos_attributes_recv get_dos_attributes_send get_quota get_real_filename_at
    get_shadow_copy_data getlock getwd getxattrat_recv getxattrat_send linux_setlease lock lseek lstat
    offload_read_recv offload_read_send parent_pathname pread pread_recv pread_send read_dfs_pathat
    readdir readlinkat realpath rewinddir seekdir filesystem_sharemode snap_check_path stat statvfs
    strict_lock_check sys_acl_blob_get_fd sys_acl_get_fd telldir translate_name
""".split())
READING = frozenset(["pread", "pread_send", "sendfile", "offload_read_send"])

# FILE_WRITE_DATA, FILE_APPEND_DATA, FILE_WRITE_EA, FILE_DELETE_CHILD, FILE_WRITE_ATTRIBUTES, DELETE,
# WRITE_DAC, WRITE_OWNER, GENERIC_ALL, GENERIC_WRITE. MAXIMUM_ALLOWED asks what one may do, no more.
WRITE_RIGHTS = 0x2 | 0x4 | 0x10 | 0x40 | 0x100 | 0x10000 | 0x40000 | 0x80000 | 0x10000000 | 0x40000000
# FILE_READ_DATA, FILE_EXECUTE, MAXIMUM_ALLOWED, GENERIC_ALL, GENERIC_EXECUTE, GENERIC_READ.
READ_RIGHTS = 0x1 | 0x20 | 0x2000000 | 0x10000000 | 0x20000000 | 0x80000000


def is_write(operation, arguments):
    if operation == "create_file":
        mask, _, disposition = arguments[:3]
        return disposition != "open" or bool(int(mask, 16) & WRITE_RIGHTS)
    if operation == "openat":
        return arguments[0] != "r"
    return operation not in HARMLESS


def is_read(operation, arguments):
    if operation == "create_file":
        mask, path = arguments[0], arguments[3]
        return bool(int(mask, 16) & READ_RIGHTS) and not os.path.isdir(path)
    return operation in READING


def main():
    wanted = {"writes": is_write, "reads": is_read}[sys.argv[1]]
    with open(sys.argv[2], encoding="utf-8", errors="replace") as log:
        for line in log:
            _, bar, record = line.rstrip("\n").partition("]   ")
            fields = record.split("|")
            if bar and len(fields) >= 5 and wanted(fields[3], fields[5:]):
                print(line, end="")


if __name__ == "__main__":
    main()

#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Records what a server answers, in the format of devices.txt: record.py ADDRESS PORT greet|reply HEX|http PATH..."""

import socket
import sys

WAIT = 2  # seconds without another byte end an answer
LIMIT = 16 * 1024  # bytes of one answer


def escape(data):
    special = {13: "\\r", 10: "\\n"}
    return "".join(special.get(byte) or (chr(byte) if 32 <= byte < 127 and byte != 92 else f"\\x{byte:02x}") for byte in data)


def exchange(place, sent):
    data = b""
    with socket.create_connection(place, WAIT) as connection:
        connection.sendall(sent)
        try:
            while len(data) < LIMIT and (more := connection.recv(LIMIT)):
                data += more
        except TimeoutError:
            pass
    if not data:
        sys.exit(f"{place[0]}:{place[1]} answered nothing")
    return data


def main():
    address, port, kind, *rest = sys.argv[1:]
    place = (address, int(port))
    if kind == "greet":
        print(port, "greet", escape(exchange(place, b"")))
    elif kind == "reply":
        print(port, "reply", exchange(place, bytes.fromhex(rest[0])).hex())
    else:
        for path in rest:
            request = f"GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
            print(port, "http", path, escape(exchange(place, request.encode("ascii"))))


main()

#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Devices that answer as devices.txt says: devices.py CERTIFICATES FIRST-ADDRESS DEVICES..., one address a device.

CERTIFICATES receives one certificate a TLS port.
"""

import asyncio
import ipaddress
import re
import socket
import ssl
import struct
import subprocess
import sys
from pathlib import Path

PATIENCE = 10
NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def unescape(text):
    return re.sub(
        r"\\(r|n|x[0-9a-f]{2})",
        lambda found: {"r": "\r", "n": "\n"}.get(found[1]) or chr(int(found[1][1:], 16)),
        text,
    ).encode("latin-1")


def read_devices(paths):
    """Name -> port -> list of (kind, rest)."""
    devices = {}
    for line in "\n".join(Path(path).read_text(encoding="utf-8") for path in paths).split("\n"):
        if line.startswith("#") or not line:
            continue
        if line.startswith("["):
            ports = devices.setdefault(line.strip("[]"), {})
            continue
        port, kind, *rest = line.split(" ", 2)
        ports.setdefault(int(port), []).append((kind, rest[0] if rest else ""))
    return devices


async def answer(behaviour, reader, writer):
    kind, rest = behaviour[0]
    if kind == "reset":
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return
    if kind == "greet":
        writer.write(unescape(rest))
        await reader.read(1)
        return
    if kind == "reply":
        # A client that leaves without a question gets no answer: it could take it for a greeting.
        if not await reader.read(1):
            return
        writer.write(bytes.fromhex(rest))
        await reader.read(1)
        return
    pages = dict(text.split(" ", 1) for kind, text in behaviour if kind == "http")
    request = await reader.readuntil(b"\r\n\r\n")
    path = request.split(b" ", 2)[1].decode("ascii", "replace")
    writer.write(unescape(pages[path]) if path in pages else NOT_FOUND)


async def serve(behaviour, reader, writer):
    try:
        async with asyncio.timeout(PATIENCE):
            await answer(behaviour, reader, writer)
            await writer.drain()
    except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError, IndexError):
        pass  # a scanner that leaves is no error
    finally:
        writer.close()


def certificate(folder, name, subject):
    made = folder / f"{name}.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "30", "-subj", f"/{subject}", "-keyout", made, "-out", folder / "certificate.pem"],
        check=True, capture_output=True,
    )
    made.write_text(made.read_text() + (folder / "certificate.pem").read_text())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made)
    return context


async def main():
    certificates, first, *devices = sys.argv[1:]
    folder = Path(certificates)
    folder.mkdir(parents=True, exist_ok=True)
    servers = []
    for index, (name, ports) in enumerate(read_devices(devices).items()):
        address = str(ipaddress.ip_address(first) + index)
        for port, behaviour in ports.items():
            subject = next((rest for kind, rest in behaviour if kind == "tls"), None)
            told = [one for one in behaviour if one[0] != "tls"]
            servers.append(await asyncio.start_server(
                lambda reader, writer, told=told: serve(told, reader, writer), address, port, backlog=256,
                ssl=certificate(folder, f"{name}-{port}", subject) if subject else None,
            ))
    print("up", flush=True)
    await asyncio.gather(*(server.serve_forever() for server in servers))


asyncio.run(main())

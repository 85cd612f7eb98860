#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Thousands of practices on one machine: practices.py FILE-OF-HOSTILE-ADDRESSES.

443 and 445 accept. A hostile address answers with a stream that never ends, one byte a second, a reset, or nothing at
all, by its last number; its SNMP port answers with rubbish.
"""

import asyncio
import os
import resource
import socket
import struct
import sys

PATIENCE = 10
IP_PKTINFO = 8  # linux/in.h; Python 3.11 has no name for it


async def be_hostile(kind, reader, writer):
    if kind == 0:  # a stream without an end
        while True:
            writer.write(os.urandom(65536))
            await writer.drain()
    elif kind == 1:  # one byte a second
        for _ in range(600):
            writer.write(b"H")
            await writer.drain()
            await asyncio.sleep(1)
    elif kind == 2:  # accept, then reset
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    else:  # silence
        await asyncio.sleep(600)


def answer(hostile):
    async def hold(reader, writer):
        try:
            address = writer.get_extra_info("sockname")[0]
            if address in hostile:
                await be_hostile(int(address.rsplit(".", 1)[1]) // 10 % 4, reader, writer)
            else:
                await asyncio.wait_for(reader.read(1), PATIENCE)
        except (asyncio.TimeoutError, OSError):
            pass  # silent, or reset: scanners do both
        finally:
            writer.close()

    return hold


def answer_rubbish(agent):
    try:
        _, control, _, sender = agent.recvmsg(2048, 256)
    except OSError:
        return
    # The answer must come from the address that was asked: one of thousands on this machine.
    info = next(data for level, kind, data in control if kind == IP_PKTINFO)
    agent.sendmsg([os.urandom(400)], [(socket.IPPROTO_IP, IP_PKTINFO, struct.pack("=I4s4s", 0, info[8:12], bytes(4)))], 0, sender)


async def main():
    with open(sys.argv[1], encoding="ascii") as file:
        hostile = set(file.read().split())
    agent = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    agent.setsockopt(socket.IPPROTO_IP, IP_PKTINFO, 1)
    agent.bind(("0.0.0.0", 161))
    agent.setblocking(False)
    asyncio.get_running_loop().add_reader(agent, answer_rubbish, agent)
    servers = [await asyncio.start_server(answer(hostile), "0.0.0.0", port, backlog=65535) for port in (443, 445)]
    await asyncio.gather(*(server.serve_forever() for server in servers))


if __name__ == "__main__":
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    asyncio.run(main())

#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Sends one line to whoever connects, as samples/canary does: greet.py PORT [LINE]."""

import asyncio
import sys


# Most labs are without IPv6.
with open("/proc/sys/net/ipv6/conf/all/disable_ipv6", encoding="ascii") as state:
    HOSTS = ["0.0.0.0"] if state.read().strip() == "1" else ["0.0.0.0", "::"]

LINE = sys.argv[2] if len(sys.argv) > 2 else "PracticeNetSec canary lab"


async def greet(_, writer):
    try:
        writer.write(LINE.encode("ascii") + b"\r\n")
        await writer.drain()
    except OSError:
        pass  # a scanner that left
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(greet, HOSTS, int(sys.argv[1]), backlog=4096)
    await server.serve_forever()


asyncio.run(main())

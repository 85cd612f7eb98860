#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Sends one line to whoever connects, as samples/canary does: greet.py PORT."""

import asyncio
import sys


async def greet(_, writer):
    try:
        writer.write(b"PracticeNetSec canary lab\r\n")
        await writer.drain()
    except OSError:
        pass  # a scanner that left
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(greet, "0.0.0.0", int(sys.argv[1]), backlog=4096)
    await server.serve_forever()


asyncio.run(main())

#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Accepts connections on all addresses: listener.py PORT... A client may stay ten seconds."""

import asyncio
import resource
import sys

PATIENCE = 10

# Most labs are without IPv6.
with open("/proc/sys/net/ipv6/conf/all/disable_ipv6", encoding="ascii") as state:
    HOSTS = ["0.0.0.0"] if state.read().strip() == "1" else ["0.0.0.0", "::"]


async def hold(reader, writer):
    try:
        await asyncio.wait_for(reader.read(1), PATIENCE)
    except (asyncio.TimeoutError, OSError):
        pass  # silent, or reset: scanners do both
    finally:
        writer.close()


async def main():
    servers = [await asyncio.start_server(hold, HOSTS, int(port), backlog=65535) for port in sys.argv[1:]]
    await asyncio.gather(*(server.serve_forever() for server in servers))


if __name__ == "__main__":
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    asyncio.run(main())

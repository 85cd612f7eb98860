#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Hundreds of routers' status pages from one process: status_pages.py PAGE PORT

The page is the file's, with the address that was asked as <sysName>: every router is told from every other.
"""

import asyncio
import re
import resource
import sys

PATIENCE = 10
PATH = "/cgi-bin/status.xml"


class Pages:
    def __init__(self, page):
        self._page = page

    async def answer(self, reader, writer):
        try:
            request = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE)
            path = request.split(b" ", 2)[1].decode("ascii", "replace")
            address = writer.get_extra_info("sockname")[0]
            status, body = ("200 OK", self._of(address)) if path == PATH else ("404 Not Found", b"")
            head = f"HTTP/1.1 {status}\r\nContent-Type: text/xml\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
            writer.write(head.encode() + body)
            await asyncio.wait_for(writer.drain(), PATIENCE)
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.TimeoutError, IndexError, OSError):
            pass  # a scanner that hangs up is no news
        finally:
            writer.close()

    def _of(self, address):
        return re.sub(r"<sysName>[^<]*<", f"<sysName>router-{address}<", self._page).encode()


async def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        pages = Pages(file.read())
    server = await asyncio.start_server(pages.answer, "0.0.0.0", int(sys.argv[2]), backlog=65535)
    await server.serve_forever()


if __name__ == "__main__":
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    asyncio.run(main())

#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Serves the files of one folder: web.py PAGES CERTIFICATES ADDRESS:PORT[/tls]...

CERTIFICATES holds cert.pem and key.pem. At [::] it also serves IPv4. Nothing but existing files is served: no folder listings.
"""

import functools
import http.server
import socket
import ssl
import sys
import threading


class Pages(http.server.SimpleHTTPRequestHandler):
    extensions_map = {".xml": "text/xml", ".sds": "text/xml", ".html": "text/html; charset=utf-8", "": "text/plain"}

    def version_string(self):
        return "lab"

    def list_directory(self, path):
        self.send_error(404)


class Server(http.server.ThreadingHTTPServer):
    # Port scans open many connections at once and drop them.
    request_queue_size = 256

    def __init__(self, address, pages, tls):
        self._tls = tls
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        super().__init__(address, pages)

    def finish_request(self, request, client_address):
        request.settimeout(10)
        if self._tls is None:
            super().finish_request(request, client_address)
            return
        # Here, in the connection's own thread: a client that never says hello holds up no one else.
        with self._tls.wrap_socket(request, server_side=True) as secured:
            super().finish_request(secured, client_address)

    def handle_error(self, request, client_address):
        # A scanner that hangs up (or a client that refuses our own certificate) is no news.
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def main():
    folder, certificates, *endpoints = sys.argv[1:]
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(f"{certificates}/cert.pem", f"{certificates}/key.pem")
    pages = functools.partial(Pages, directory=folder)
    servers = []
    for endpoint in endpoints:
        address, _, kind = endpoint.partition("/")
        host, _, port = address.rpartition(":")
        servers.append(Server((host.strip("[]"), int(port)), pages, tls if kind == "tls" else None))
    threads = [threading.Thread(target=server.serve_forever) for server in servers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()

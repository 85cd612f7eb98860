#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""One end of a DS-Lite tunnel, IPv4 in IPv6 (RFC 6333, RFC 2473): dslite.py DEVICE OWN_ADDRESS FAR_ADDRESS.

For kernels without ip6_tunnel. Makes a TUN device where it runs; what enters it leaves as the payload of IPv6 packets to the
far end, and the other way round. The device vanishes with the process.
"""

import os
import select
import socket
import sys

from wire import LARGEST_PACKET, make_device

IPV4_IN_IPV6 = 4  # next header, RFC 2473


def main():
    name, own, far = sys.argv[1:]
    device = make_device(name)
    tunnel = socket.socket(socket.AF_INET6, socket.SOCK_RAW, IPV4_IN_IPV6)
    # Only what comes from the far end is of this tunnel.
    tunnel.bind((own, 0))
    tunnel.connect((far, 0))
    tunnel.setblocking(False)
    while True:
        for ready in select.select([device, tunnel], [], [])[0]:
            try:
                if ready is tunnel:
                    os.write(device, tunnel.recv(LARGEST_PACKET))
                else:
                    tunnel.send(os.read(device, LARGEST_PACKET))
            except OSError:  # the device is still down, or the far end is gone: the packet is lost
                pass


if __name__ == "__main__":
    main()

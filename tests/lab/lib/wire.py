#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""A cable with a delay: wire.py MILLISECONDS DEVICE FAR_DEVICE FAR_NAMESPACE.

Makes two TUN devices where it runs, moves the second into the other namespace, and passes every
packet on after the delay, in order. The devices vanish with the process.
"""

import collections
import fcntl
import os
import select
import struct
import subprocess
import sys
import time

TUNSETIFF = 0x400454CA  # linux/if_tun.h
IFF_TUN, IFF_NO_PI = 0x0001, 0x1000
LARGEST_PACKET = 65535


def make_device(name):
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TUN | IFF_NO_PI))
    return device


def collect(device, far, delay, under_way):
    """Takes all packets waiting at one end; they leave the other end after the delay."""
    while True:
        try:
            packet = os.read(device, LARGEST_PACKET)
        except OSError:  # nothing more for now, or the device is still down
            return
        under_way.append((time.monotonic() + delay, far, packet))


def deliver(under_way):
    now = time.monotonic()
    while under_way and under_way[0][0] <= now:
        _, far, packet = under_way.popleft()
        try:
            os.write(far, packet)
        except OSError:  # the other end is down: a cable loses what it cannot hand over
            pass


def main():
    delay = int(sys.argv[1]) / 1000
    near_name, far_name, far_namespace = sys.argv[2:]
    near, far = make_device(near_name), make_device(far_name)
    subprocess.run(["ip", "link", "set", far_name, "netns", far_namespace], check=True)
    # One queue is enough: the delay is the same for all, so packets fall due in the order they came.
    under_way = collections.deque()
    while True:
        wait = max(0, under_way[0][0] - time.monotonic()) if under_way else None
        readable, _, _ = select.select([near, far], [], [], wait)
        for device in readable:
            collect(device, far if device == near else near, delay, under_way)
        deliver(under_way)


if __name__ == "__main__":
    main()

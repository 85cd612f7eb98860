# SPDX-License-Identifier: MIT
"""Lines as practices have them: shared IPv4 addresses, IPv6 behind the router, IPv6 alone. Cases for truth_cases.py, and their rules for nft."""

from dataclasses import dataclass, field

LISTENING, GREETING = 7007, 7008
WEB = {80: 8000, 443: 8003}  # pages, which web_servers.sh starts
SYN = "ip6 daddr {ip} tcp flags & (syn|ack) == syn"

EXPOSED, SAFE, UNKNOWN = "Exposed", "NotExposed", "Undetermined"
REJECT = {"drop": "drop", "reset": "reject with tcp reset"}


@dataclass
class Machine:
    """A machine behind the router, with a global address of its own."""

    open: list
    rest: str  # drop | reset
    site: list = field(default_factory=list)
    sets: list = field(default_factory=list)


def add_lines(add):
    for rest in ("drop", "reset"):
        def line(name, machines, accept, **more):
            add(f"{name}-{rest}", more.pop("open", [443]), rest, machines=machines, accept=accept, **more)

        web = Machine([443], rest)
        line("ipv6-machine-web-only", [web], (SAFE,))
        line("ipv6-three-machines-web-only", [web, web, web], (SAFE,))
        for port in (445, 3389, 873, 3050):
            line(f"ipv6-machine-{port}", [Machine([443, port], rest)], (EXPOSED,))
        line("ipv6-second-machine-5900", [web, Machine([80, 5900], rest)], (EXPOSED,))
        line("ipv6-machine-only-445", [Machine([445], rest)], (EXPOSED,))
        # What answers to nothing may be switched off, another's, or behind a block.
        line("ipv6-machine-silent", [Machine([], rest)], (UNKNOWN,))
        line("ipv6-one-of-two-silent", [web, Machine([], rest)], (UNKNOWN,))
        # The proof of the way over IPv4 is none for the way over IPv6.
        line("ipv6-no-canary-over-ipv6", [web], (UNKNOWN,), canary6=False)
        line("ipv6-provider-blocks-445", [Machine([443, 445], rest)], (UNKNOWN,), way6=["tcp dport 445 drop"])
        line("ipv6-provider-refuses-smb", [Machine([443, 445], rest)], (UNKNOWN,), way6=["tcp dport { 139, 445 } reject with tcp reset"])
        line(
            "ipv6-machine-behind-block", [Machine(
                [443, 3050], rest,
                site=[SYN + " add @{name} {{ ip6 saddr limit rate over 1/hour burst 12 packets }} drop"],
                sets=["set {name} {{ type ipv6_addr; flags dynamic; }}"],
            )], (EXPOSED, UNKNOWN), chosen=False,
        )
        # The address belongs to the provider: what is open there is another customer's.
        line("shared-445-of-another", [], (UNKNOWN,), shared=True, open=[443, 445])
        line("shared-nothing-open", [], (UNKNOWN,), shared=True, open=[])
        line("shared-web-and-ipv6-445", [Machine([443, 445], rest)], (EXPOSED,), shared=True)
        line("shared-445-of-another-and-ipv6-web", [web], (UNKNOWN,), shared=True, open=[443, 445])


def address_of(number, index):
    """Of a machine; its privacy addresses would be others of the same network."""
    return f"2001:db8:80:{number:x}::{index + 16:x}"


def canary_of(number):
    return f"2001:db8:82:{number:x}::1"


def site(every, table):
    sets, blocks, translations, refusals = [], [], [], []
    for number, case in enumerate(every):
        for index, machine in enumerate(case.machines):
            values = {"ip": address_of(number, index), "name": f"m{number}x{index}"}
            sets += [text.format(**values) for text in machine.sets]
            blocks += [text.format(**values) for text in machine.site]
            translations += [f"ip6 daddr {values['ip']} tcp dport {port} redirect to :{WEB.get(port, LISTENING)}" for port in machine.open]
            if machine.rest == "reset":
                refusals.append(f"ip6 daddr {values['ip']} meta l4proto tcp reject with tcp reset")
    translations.append(f"ip6 daddr 2001:db8:82::/48 meta l4proto tcp redirect to :{GREETING}")
    table("ip6 site", sets, {
        "block": ("filter hook prerouting priority mangle; policy accept", blocks),
        "translate": ("nat hook prerouting priority dstnat", translations),
        "input": ("filter hook input priority filter; policy drop", ["meta l4proto icmpv6 accept", "ct status dnat accept", "iifname lo accept", *refusals]),
    })


def way(every, table):
    blocks = []
    for number, case in enumerate(every):
        both = f"ip6 daddr {{ 2001:db8:80:{number:x}::/64, {canary_of(number)} }}"
        blocks += [f"{both} {text}" for text in case.way6]
    table("ip6 way", [], {"forward": ("filter hook forward priority filter; policy accept", blocks)})

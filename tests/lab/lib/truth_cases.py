#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Situations between a prober and a practice, each with its truth: truth_cases.py list|site|way [PART].

list: one line a case: name, address, canary, what is open there, acceptable verdicts, machines behind it, their canary, the kind of line.
site: the rules of the practices' side, for nft. way: the rules of the way there (a provider, an office, a proxy).
PART chosen: those that need no slow measurement of many ports, for each run of CI.
"""

import sys
from dataclasses import dataclass, field

import truth_lines

FIRST = (198 << 24) | (18 << 16) | (80 << 8) | 1
CANARIES = "198.18.82.0/23"
LISTENING = 7007  # every open port of a practice leads here
GREETING = 7008  # every port of a canary leads here
# Real ones, which truth.sh and web_servers.sh start.
SERVERS = {
    "smb": 4450, "rsync": 8730, "ftp": 2121, "dns": 5353, "snmp": 1610,
    "http": 8000, "listing": 8001, "webdav": 8002, "https": 8003, "listing-tls": 8004, "name-only": 8005, "tls-1.0": 8006, "webdav-login": 8007,
    "caddy": 8008, "mini_httpd": 8009, "redirect": 8010,
}
WEB = {80: "http", 443: "https"}  # what practices mean to have open
PROXIES = {"greeting": 7007, "tinyproxy": 7010, "haproxy": 7011}  # of the way there

EXPOSED, AT_RISK, SAFE, UNKNOWN = "Exposed", "AtRisk", "NotExposed", "Undetermined"


@dataclass
class Case:
    name: str
    open: list  # ports that the practice has open
    rest: str  # drop | reset: what it does with every other port
    site: list = field(default_factory=list)  # rules before that, with {ip} and {name}
    way: list = field(default_factory=list)
    sets: list = field(default_factory=list)
    canary: bool = True
    accept: tuple = ()
    chosen: bool = True
    servers: dict = field(default_factory=dict)  # by open port; but for web servers at 80 and 443, every other open port is silent
    udp: dict = field(default_factory=dict)  # servers by UDP port
    machines: list = field(default_factory=list)  # behind the router, over IPv6
    canary6: bool = True
    way6: list = field(default_factory=list)
    shared: bool = False  # the address is the provider's
    address: str = ""

    def verdicts(self):
        if self.accept:
            return self.accept
        # Port 80 and 443 are what practices mean to have open.
        return (EXPOSED, UNKNOWN) if set(self.open) - {80, 443} else (SAFE, UNKNOWN)


REJECT = {"drop": "drop", "reset": "reject with tcp reset"}
SYN = "ip daddr {ip} tcp flags & (syn|ack) == syn"


def cases():
    every = []

    def add(*args, **more):
        every.append(Case(*args, **more))

    # Plain practices, with and without a canary.
    for rest in ("drop", "reset"):
        add(f"plain-{rest}", [443], rest, accept=(SAFE,))
        add(f"plain-{rest}-no-canary", [443], rest, canary=False)
        add(f"nothing-open-{rest}", [], rest, accept=(UNKNOWN,))
        # The block began before the first packet of this run.
        add(f"blocked-before-by-reset-{rest}", [443, 445], rest, site=[SYN + " reject with tcp reset"], accept=(UNKNOWN,))
        add(f"blocked-before-by-both-{rest}", [443, 445], rest, site=[SYN + " tcp dport {{ 3306, 5900 }} drop", SYN + " reject with tcp reset"], accept=(UNKNOWN,))
        for port in (445, 3389, 3050, 873, 5900, 27017, 111, 2049, 5985, 389):
            add(f"open-{port}-{rest}", [443, port], rest, accept=(EXPOSED,))
    # Real servers behind ports that say nothing, or the wrong thing.
    for rest in ("drop", "reset"):
        for port, server in ((10445, "smb"), (8445, "smb"), (445, "smb"), (3390, "smb"), (5001, "smb"), (874, "rsync"), (873, "rsync"), (4443, "rsync")):
            add(f"{server}-behind-{port}-{rest}", [443, port], rest, servers={port: server}, accept=(EXPOSED,), chosen=rest == "drop")
        for port in (21, 8080, 8445, 5000):
            add(f"ftp-behind-{port}-{rest}", [443, port], rest, servers={port: "ftp"}, accept=(EXPOSED,), chosen=rest == "drop")
        for port in (53, 8443):
            add(f"dns-behind-{port}-{rest}", [443, port], rest, servers={port: "dns"}, accept=(SAFE, UNKNOWN), chosen=rest == "drop")
        add(f"snmp-{rest}", [443], rest, udp={161: "snmp"}, accept=(EXPOSED, AT_RISK))
        # Files for whoever asks: no login and no share, also where a practice means to have its web server.
        for server in ("listing", "webdav", "listing-tls", "caddy", "mini_httpd", "redirect"):
            for port in (443, 80, 8080, 445) if server in ("listing", "webdav") else (443, 8443):
                add(f"{server}-behind-{port}-{rest}", sorted({443, port}), rest, servers={port: server}, accept=(EXPOSED,), chosen=rest == "drop" and port in (443, 8080))
        # What only its name or an old version of TLS opens is not known; it lists files.
        for server in ("name-only", "tls-1.0"):
            for port in (443, 8443):
                add(f"{server}-behind-{port}-{rest}", sorted({443, port}), rest, servers={port: server}, accept=(EXPOSED, UNKNOWN), chosen=rest == "drop")
        for server in ("http", "https", "webdav-login"):
            for port in (443, 8445, 8080, 3389, 445):
                add(f"page-{server}-behind-{port}-{rest}", sorted({443, port}), rest, servers={port: server}, accept=(SAFE,), chosen=rest == "drop" and port != 8445)
    # Something that blocks the prober after a number of connections, for good or for a time.
    for block in ("drop", "reset"):
        for rest in ("drop", "reset"):
            for after in (4, 8, 12, 20, 40, 70):
                for port in (445, 3050):
                    add(
                        f"ips-{block}-after-{after}-{port}-{rest}", [443, port], rest,
                        site=[SYN + " add @{name} {{ ip saddr limit rate over 1/hour burst %d packets }} %s" % (after, REJECT[block])],
                        sets=["set {name} {{ type ipv4_addr; flags dynamic; }}"],
                        chosen=port == 3050 and after in (8, 20) and rest == "drop",
                    )
            for seconds in (3, 10, 30):
                add(
                    f"ips-{block}-for-{seconds}s-{rest}", [443, 3050], rest,
                    site=[
                        "ip daddr {ip} ip saddr @{name}_blocked " + REJECT[block],
                        SYN + " add @{name} {{ ip saddr limit rate over 1/hour burst 12 packets }} add @{name}_blocked {{ ip saddr timeout %ds }} delete @{name} {{ ip saddr }} %s" % (seconds, REJECT[block]),
                    ],
                    sets=["set {name} {{ type ipv4_addr; flags dynamic; }}", "set {name}_blocked {{ type ipv4_addr; flags dynamic,timeout; timeout 1h; }}"],
                    chosen=False,
                )
    # Limits.
    for rate in (2, 5, 10, 20, 50):
        for block in ("drop", "reset"):
            for rest in ("drop", "reset"):
                add(
                    f"rate-{rate}-{block}-{rest}", [443, 5432], rest,
                    site=[SYN + " limit rate over %d/second burst %d packets %s" % (rate, rate, REJECT[block])],
                    chosen=rate == 10 and rest == "drop",
                )
    for count in (1, 2, 4):
        for rest in ("drop", "reset"):
            add(
                f"connlimit-{count}-{rest}", [443, 3306], rest,
                site=[SYN + " add @{name} {{ ip saddr ct count over %d }} drop" % count],
                sets=["set {name} {{ type ipv4_addr; flags dynamic; }}"],
                chosen=count == 1 and rest == "drop",
            )
    # A scrubber drops the first SYN of each connection, of all ports or of all but the web server's.
    for spared in ("", " tcp dport != 443"):
        for rest in ("drop", "reset"):
            add(
                f"scrubber{'-spares-443' if spared else ''}-{rest}", [443, 1433], rest,
                site=[SYN + spared + " ip saddr . tcp sport . tcp dport != @{name} add @{name} {{ ip saddr . tcp sport . tcp dport timeout 30s }} drop"],
                sets=["set {name} {{ type ipv4_addr . inet_service . inet_service; flags dynamic,timeout; timeout 30s; }}"],
            )
    # The way: providers, offices, portals and proxies. The canary lies behind the same way.
    for block in ("drop", "reset"):
        for what, ports in {"provider-smb": "{ 139, 445 }", "office-80-443": "!= { 80, 443 }", "provider-smb-telnet-rpc": "{ 23, 111, 135, 139, 445 }"}.items():
            for canary in (True, False):
                for rest in ("drop", "reset"):
                    add(
                        f"{what}-{block}-{'canary' if canary else 'no-canary'}-{rest}", [443, 445], rest, canary=canary,
                        way=["tcp dport " + ports + " " + REJECT[block]],
                        accept=(UNKNOWN,),
                        chosen=rest == "drop",
                    )
    # The next router refuses one port, and the practice itself the others: only that one is not the practice's refusal.
    for port in (445, 3306, 8443, 27017):
        add(f"provider-refuses-{port}-alone", [443, port], "reset", canary=False, way=[f"tcp dport {port} reject with tcp reset"], accept=(UNKNOWN,))
    for proxy in PROXIES:
        for what, ports in {"portal": "1-65535", "proxy-ftp-mail": "{ 21, 25, 110, 143 }", "proxy-below-1024": "1-1023"}.items():
            for opened in ([443], [443, 3389]):
                add(
                    f"{what}-{proxy}-{'rdp' if len(opened) > 1 else 'safe'}-canary", opened, "drop", way=[f"{proxy} {ports}"],
                    accept=(UNKNOWN,) if what == "portal" else (EXPOSED, UNKNOWN) if len(opened) > 1 else (UNKNOWN,),
                )
    truth_lines.add_lines(add)
    for index, case in enumerate(every):
        number = FIRST + index
        case.address = ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))
    return every


def canary_of(case):
    """Each practice has a canary that lies behind the same way."""
    first, second, third, last = case.address.split(".")
    return f"{first}.{second}.{int(third) + 2}.{last}"


def site(every):
    """Blocks and limits act on what the prober sent, before the translation that leads open ports to the one listener."""
    sets, blocks, translations, refusals = [], [], [], []
    for number, case in enumerate(every):
        values = {"ip": case.address, "name": f"c{number}"}
        sets += [line.format(**values) for line in case.sets]
        blocks += [line.format(**values) for line in case.site]
        translations += [f"ip daddr {case.address} tcp dport {port} redirect to :{SERVERS.get(case.servers.get(port) or WEB.get(port), LISTENING)}" for port in case.open]
        translations += [f"ip daddr {case.address} udp dport {port} redirect to :{SERVERS[server]}" for port, server in case.udp.items()]
        if case.rest == "reset":
            refusals.append(f"ip daddr {case.address} meta l4proto tcp reject with tcp reset")
    translations.append(f"ip daddr {CANARIES} meta l4proto tcp redirect to :{GREETING}")
    truth_lines.site(every, table)
    table("ip site", sets, {
        "block": ("filter hook prerouting priority mangle; policy accept", blocks),
        "translate": ("nat hook prerouting priority dstnat", translations),
        "input": ("filter hook input priority filter; policy drop", ["ct status dnat accept", "iifname lo accept", *refusals]),
    })


def way(every):
    proxies, blocks = [], []
    for case in every:
        both = f"ip daddr {{ {case.address}, {canary_of(case)} }}"
        for line in case.way:
            proxy, _, ports = line.partition(" ")
            if proxy in PROXIES:
                proxies.append(f"{both} tcp dport {ports} redirect to :{PROXIES[proxy]}")
            else:
                blocks.append(f"{both} {line}")
    truth_lines.way(every, table)
    table("ip way", [], {
        "translate": ("nat hook prerouting priority dstnat", proxies),
        "forward": ("filter hook forward priority filter; policy accept", blocks),
    })


def table(name, sets, chains):
    print(f"table {name} {{")
    for line in sets:
        print(f"  {line}")
    for chain, (hook, rules) in chains.items():
        print(f"  chain {chain} {{\n    type {hook};")
        for rule in rules:
            print(f"    {rule}")
        print("  }")
    print("}")


def main():
    verb, part = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "all"
    every = cases()
    if verb == "site":
        site(every)
    elif verb == "way":
        way(every)
    else:
        for number, case in enumerate(every):
            if part != "chosen" or case.chosen:
                machines = [truth_lines.address_of(number, index) for index in range(len(case.machines))]
                open_ports = sorted({*case.open, *(port for machine in case.machines for port in machine.open)})
                print(
                    case.name, case.address, canary_of(case) if case.canary else "-", ",".join(map(str, open_ports)) or "-", ",".join(case.verdicts()),
                    ",".join(machines) or "-", truth_lines.canary_of(number) if machines and case.canary6 else "-", "SharedAddress" if case.shared else "-",
                )


main()

#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""A TR-064 endpoint as FRITZ!Boxes have it: tr064.py CERTIFICATES ADDRESS WAN USER PASSWORD

HTTP on 49000, TLS on 49443, digest login (realm "F!Box SOAP-Auth") for all but GetSecurityPort. It knows the actions
that read; any other, AddPortMapping among them, is written to the log and answered with error 401. Box info on 80.
"""

import hashlib
import http.server
import re
import secrets
import ssl
import sys
import threading

REALM = "F!Box SOAP-Auth"
HTTP_PORT, TLS_PORT, WEB_PORT = 49000, 49443, 80
SERVICES = {
    "DeviceInfo": "/upnp/control/deviceinfo",
    "Layer3Forwarding": "/upnp/control/layer3forwarding",
    "WANPPPConnection": "/upnp/control/wanpppconn1",
}
# remote host, outside, protocol, inside, client, enabled, description
FORWARDS = [
    ("0.0.0.0", 443, "TCP", 443, "192.168.3.20", 1, "Terminvergabe"),
    ("0.0.0.0", 11112, "TCP", 11112, "192.168.3.20", 1, "Bildarchiv"),
    ("0.0.0.0", 3389, "TCP", 3389, "192.168.3.20", 0, "Fernwartung alt"),
    ("11.0.0.100", 5900, "TCP", 5900, "192.168.3.20", 1, "Fernwartung"),
]
FIELDS = ("RemoteHost", "ExternalPort", "Protocol", "InternalPort", "InternalClient", "Enabled", "PortMappingDescription")
VERSION = '<HW>226</HW><Major>154</Major><Minor>7</Minor><Patch>29</Patch><Buildnumber>90001</Buildnumber>'
BOX_INFO = (
    '<?xml version="1.0"?>\n<e:BoxInfo xmlns:e="http://juis.avm.de/updateinfo" xmlns:q="http://juis.avm.de/request">'
    "<q:Name>FRITZ!Box 7590</q:Name><q:HW>226</q:HW><q:Major>154</q:Major><q:Minor>7</q:Minor><q:Patch>29</q:Patch>"
    "<q:Buildnumber>90001</q:Buildnumber><q:Serial>LAB0002</q:Serial><q:OEM>avm</q:OEM></e:BoxInfo>\n"
)


def description():
    services = "".join(
        f"<service><serviceType>urn:dslforum-org:service:{name}:1</serviceType>"
        f"<serviceId>urn:{name}-com:serviceId:{name}1</serviceId><controlURL>{url}</controlURL>"
        f"<eventSubURL>{url}</eventSubURL><SCPDURL>/none.xml</SCPDURL></service>"
        for name, url in SERVICES.items()
    )
    return (
        '<?xml version="1.0"?>\n<root xmlns="urn:dslforum-org:device-1-0"><specVersion><major>1</major><minor>0</minor></specVersion>'
        f"<systemVersion>{VERSION}<Display>154.07.29</Display></systemVersion>"
        "<device><deviceType>urn:dslforum-org:device:InternetGatewayDevice:1</deviceType>"
        "<friendlyName>FRITZ!Box 7590</friendlyName><manufacturer>AVM</manufacturer><modelName>FRITZ!Box 7590</modelName>"
        f"<UDN>uuid:lab</UDN><serviceList>{services}</serviceList></device></root>\n"
    )


class UpnpError(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code, self.text = code, text


def carry_out(action, body, wan):
    if action == "GetSecurityPort":
        return {"SecurityPort": TLS_PORT}
    if action == "GetDefaultConnectionService":
        return {"DefaultConnectionService": "1.WANPPPConnection.1"}
    if action == "GetExternalIPAddress":
        return {"ExternalIPAddress": wan}
    if action == "GetPortMappingNumberOfEntries":
        return {"PortMappingNumberOfEntries": len(FORWARDS)}
    if action == "GetGenericPortMappingEntry":
        index = int(re.search(r"<NewPortMappingIndex>(\d+)<", body).group(1))
        if index >= len(FORWARDS):
            raise UpnpError(713, "SpecifiedArrayIndexInvalid")
        return dict(zip(FIELDS, FORWARDS[index])) | {"LeaseDuration": 0}
    print(f"refused action {action}", flush=True)
    raise UpnpError(401, "Invalid Action")


class Box(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10

    def version_string(self):
        return "lab"

    def do_GET(self):
        port = self.server.server_address[1]
        pages = {(WEB_PORT, "/juis_boxinfo.xml"): BOX_INFO, (HTTP_PORT, "/tr64desc.xml"): description()}
        page = pages.get((port, self.path))
        self.reply(200 if page else 404, page or "")

    def do_POST(self):
        body = self.rfile.read(min(int(self.headers.get("Content-Length", "0")), 65536)).decode()
        service, _, action = self.headers.get("SOAPACTION", "").strip('"').partition("#")
        if action != "GetSecurityPort" and not self.is_logged_in():
            challenge = f'Digest realm="{REALM}",nonce="{self.server.box.new_nonce()}",algorithm=MD5,qop="auth"'
            self.reply(401, "", {"WWW-Authenticate": challenge})
            return
        try:
            values = carry_out(action, body, self.server.box.wan)
            inner = "".join(f"<New{name}>{value}</New{name}>" for name, value in values.items())
            inner = f'<u:{action}Response xmlns:u="{service}">{inner}</u:{action}Response>'
            status = 200
        except UpnpError as error:
            inner = (
                "<s:Fault><faultcode>s:Client</faultcode><faultstring>UPnPError</faultstring><detail>"
                f'<UPnPError xmlns="urn:dslforum-org:control-1-0"><errorCode>{error.code}</errorCode>'
                f"<errorDescription>{error.text}</errorDescription></UPnPError></detail></s:Fault>"
            )
            status = 500
        envelope = "http://schemas.xmlsoap.org/soap/envelope/"
        self.reply(status, f'<?xml version="1.0"?><s:Envelope xmlns:s="{envelope}"><s:Body>{inner}</s:Body></s:Envelope>')

    def is_logged_in(self):
        header = self.headers.get("Authorization", "")
        given = {name: quoted or bare for name, quoted, bare in re.findall(r'(\w+)=(?:"([^"]*)"|([^",\s]+))', header)}
        box = self.server.box
        if not header.startswith("Digest ") or given.get("nonce") not in box.nonces or given.get("uri") != self.path:
            return False
        first = digest(f"{box.user}:{REALM}:{box.password}")
        second = digest(f"{self.command}:{self.path}")
        parts = (first, given["nonce"], given.get("nc", ""), given.get("cnonce", ""), given.get("qop", ""), second)
        return given.get("username") == box.user and given.get("response") == digest(":".join(parts))

    def reply(self, status, text, headers=None):
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", 'text/xml; charset="utf-8"')
        self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


def digest(text):
    return hashlib.md5(text.encode()).hexdigest()


class State:
    def __init__(self, wan, user, password):
        self.wan, self.user, self.password = wan, user, password
        self.nonces = set()

    def new_nonce(self):
        nonce = secrets.token_hex(8).upper()
        self.nonces.add(nonce)
        return nonce


class Server(http.server.ThreadingHTTPServer):
    def __init__(self, address, box, tls=None):
        self.box, self._tls = box, tls
        super().__init__(address, Box)

    def finish_request(self, request, client_address):
        request.settimeout(10)
        if self._tls is None:
            super().finish_request(request, client_address)
            return
        # Here, in the connection's own thread: a client that never says hello holds up no one else.
        with self._tls.wrap_socket(request, server_side=True) as secured:
            super().finish_request(secured, client_address)

    def handle_error(self, request, client_address):
        # A scanner that hangs up is no news.
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def main():
    certificates, address, wan, user, password = sys.argv[1:]
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(f"{certificates}/cert.pem", f"{certificates}/key.pem")
    box = State(wan, user, password)
    servers = [Server((address, port), box, tls if port == TLS_PORT else None) for port in (HTTP_PORT, TLS_PORT, WEB_PORT)]
    threads = [threading.Thread(target=server.serve_forever) for server in servers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()

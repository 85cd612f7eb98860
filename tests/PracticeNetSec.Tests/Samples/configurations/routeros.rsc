# 2026-11-30 10:00:00 by RouterOS 7.16.1
# software id = ABCD-EFGH
#
# model = RB4011iGS+
# serial number = HF0123456789
/interface bridge
add name=praxis
/interface list
add name=WAN
add name=LAN
/interface list member
add interface=praxis list=LAN
add interface=ether1 list=WAN
/interface wireless security-profiles
set [ find default=yes ] wpa2-pre-shared-key="GEHEIM GEHEIM"
/ppp secret
add name=GEHEIM password="GEHEIM"
/ip address
add address=203.0.113.9/24 interface=ether1 network=203.0.113.0
add address=192.168.88.1/24 interface=praxis network=192.168.88.0
/ip cloud
set ddns-enabled=yes
/ip firewall filter
add action=accept chain=input comment="GEHEIM" connection-state=established,related
add action=accept chain=input dst-port=8291 in-interface-list=WAN protocol=tcp \
    src-address=198.51.100.0/24
add action=drop chain=input in-interface-list=!LAN
/ip firewall nat
add action=masquerade chain=srcnat out-interface-list=WAN
add action=dst-nat chain=dstnat comment="GEHEIM \"x\" =" dst-port=443,8443 in-interface-list=WAN \
    protocol=tcp to-addresses=192.168.88.10
add action=dst-nat chain=dstnat disabled=yes dst-port=3389 protocol=tcp to-addresses=\
    192.168.88.11 to-ports=3389
add action=redirect chain=dstnat dst-port=53 in-interface=praxis protocol=udp to-ports=53
/ip service
set telnet disabled=yes
set www port=8080
/ip upnp
set enabled=no
/ipv6 firewall filter
add action=accept chain=forward dst-address=2001:db8:9::10/128 dst-port=22 protocol=tcp
/system script
add name=x source="/ip firewall nat add password=GEHEIM"

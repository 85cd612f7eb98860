// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Routers;

/// <summary>Names of the sources in <see cref="SourceReport.Source"/>.</summary>
internal static class SourceNames
{
    public const string Snmp = "SNMP";
    public const string Walk = "walk";
    public const string Configuration = "configuration";
    public const string StatusPage = "status.xml";
    public const string Konnektor = "connector.sds";
    public const string Services = "services";
    public const string Fingerprint = "fingerprint";
    public const string Upnp = "UPnP";
    public const string Tr064 = "TR-064";
    public const string BoxInfo = "boxinfo.xml";
    public const string NatPmp = "NAT-PMP";
    public const string ForwardTargets = "forward targets";
    public const string Ports = "ports";
    public const string Confirmation = "port confirmation";
    public const string ControlPorts = "control ports";
    public const string Router = "router sources"; // all sources together, when none was read
    public const string Vantage = "vantage";
}

// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;
using PracticeNetSec.Cmdlets.Tests.Engine;

namespace PracticeNetSec.Cmdlets.Tests.UserExperience;

/// <summary>The types that people meet in a terminal, their views, and objects to look at.</summary>
internal static class ShownTypes
{
    /// <summary>Everything a pipeline can bring to a terminal, by the name of its type: the recorded practice of Celle, and what it lacks.</summary>
    private const string Everything = """
        $celle = "$__root/samples/celle"; $examples = "$__root/tests/PracticeNetSec.Cmdlets.Tests/Samples/examples"
        $practices = Import-PracticeInventory "$celle/practices.csv", "$__root/samples/fleet/practices.csv"; $practices; $practices.IntendedForwards
        $routers = foreach ($stage in 'fault', 'first-update', 'patched') {
            Import-NmapScan "$celle/nmap-$stage.xml" -Practice $practices | Get-RouterExposure -WalkPath "$celle/walk-$stage.txt"
        }
        $routers; $routers.Identity; $routers.Line; $routers.IPv6; $routers.Firmware; $routers.Forwards; $routers.Ports; $routers.WidenedRanges; $routers.Sessions
        $routers.NatInterfaces; $routers.Advisories; $routers.Sources; $routers.Findings; $routers.Reasons
        $routers.Coverage; $routers.Coverage.Ports; $routers.Coverage.Parts; (Import-NmapScan "$celle/nmap-patched.xml" -Vantage Inside).NextActions
        Import-ShadowserverReport "$examples/scan_smb.csv", "$examples/scan_rdp.csv"
        [PracticeNetSec.Routers.ManagementService]@{ Name = 'snmp'; AllowedTo = [PracticeNetSec.Model.Evidence]::Of('192.168.2.0/24'), [PracticeNetSec.Model.Evidence]::Of('198.51.100.7') }, [PracticeNetSec.Routers.ManagementService]@{ Name = 'https'; AllowedToEveryone = $true }
        [PracticeNetSec.Routers.DeviceFingerprint]@{ Role = 'Konnektor'; Vendor = 'secunet'; Model = 'Konnektor 2.1.0'; Address = '192.168.2.20'; Ports = 80, 443; Confidence = 'High'; Evidence = [PracticeNetSec.Model.Evidence]::Of('connector.sds') }
        $advisories = @(Get-RouterAdvisory); $advisories; $advisories.Ranges
        foreach ($stage in 'fault', 'first-update', 'patched') {
            $saved = [System.Management.Automation.PSSerializer]::Deserialize([IO.File]::ReadAllText("$celle/shares-$stage.clixml"))
            $saved; $saved.Shares; $saved.Shares.Sessions; $saved.Shares.PatientData; $saved.FileServices; $saved.OsSupport
        }
        $share = [PracticeNetSec.Shares.SmbShare]@{ Name = 'daten'; Type = 'Disk'; Comment = 'Praxisdaten der Gemeinschaftspraxis'; AnonymousAccess = 'Read'; GuestAccess = 'Write'
            PatientData = [PracticeNetSec.Shares.PatientDataCount]@{ Category = 'laboratory and device data (LDT, GDT)'; Count = 12; IsMinimum = $true; Confidence = 'High'; Names = 'mustermann.ldt', 'b.gdt' }
            Sessions = [PracticeNetSec.Shares.ShareSessionAccess]@{ Session = 'Guest'; Access = 'Write'; FoldersSampled = 12; FoldersWritable = 12; Reasons = [PracticeNetSec.Model.Evidence]::Of('share 0x001F01FF, root 0x001F01FF: FILE_READ_DATA, FILE_ADD_FILE') } }
        $service = [PracticeNetSec.FileServices.FileServiceResult]@{ Service = 'Rsync'; Port = 873; State = 'Open'; Answers = $true; OpenToStrangers = $true; Banner = '@RSYNCD: 31.0'; Details = [PracticeNetSec.Model.Evidence]::Of('module backup'), [PracticeNetSec.Model.Evidence]::Of('module praxis') }
        $system = [PracticeNetSec.Shares.OsSupport]@{ Products = 'Windows 7', 'Windows Server 2008 R2'; Status = 'EndOfSupport'; EndsOn = [datetime]'2020-01-14'; CheckedOn = [datetime]'2026-11-23' }
        $share; $share.PatientData; $share.Sessions; $service; $system
        [PracticeNetSec.Shares.ShareReachability]@{ PracticeId = 'P-003'; ComputerName = 'server.praxis.example'; Port = 445; Verdict = 'Exposed'; AnonymousSession = 'Null'; GuestSession = 'Guest'; GuestName = '*'; CredentialSession = 'User'
            Shares = $share; FileServices = $service; OsSupport = $system; Dialects = '3.1.1'; Vantage = 'Outside'; RouterExposure = $routers[0]; Findings = $routers[0].Findings; EndedAt = [datetimeoffset]'2026-11-24T15:27:10Z' }
        Get-BreachDeadline '2026-04-02 10:00' -Land NI; Get-SupervisoryAuthority; Get-SupervisoryAuthority -Sponsor Church
        $audits = '127.0.0.1', [PracticeNetSec.Model.Practice]@{ PracticeId = 'P-007'; Name = 'Praxis am Wall'; WanAddress = '127.0.0.1'; AuthorizedBy = 'Dr. Muster' } |
            Invoke-PracticeAudit -Port 9 -SkipRouter -SkipShares -Force -TimeoutSeconds 0.2
        $audits; $audits.Scope
        [PracticeNetSec.Fleet.Audit.PracticeAudit]@{ PracticeId = 'CELLE-2019'; Address = '203.0.113.1'; Verdict = 'Exposed'; RouterExposure = $routers[0]; Findings = $routers[0].Findings; Reasons = $routers[0].Reasons; EndedAt = $routers[0].EndedAt }
        Get-ExposureHistory "$examples/fleet.db"; Compare-ExposureSnapshot "$examples/fleet.db"; Test-ExposureHistory "$examples/fleet.db"; Get-ExposureRun "$examples/fleet.db"
        [PracticeNetSec.Model.VantagePoint]@{ CanaryName = 'canary.example'; CanaryAddress = '203.0.113.200'; ProvenPorts = 80, 443; UnprovenPorts = 139, 445; AnsweredOnPathPorts = 139; Reasons = $routers[0].Reasons }
        $broken = Test-ExposureHistory $__broken; $broken; $broken.Problems
        $routers | ConvertTo-RmmResult Nagios
        """;

    public static string FormatFile { get; } = Path.Combine(ModuleRun.Root, "module/PracticeNetSec.format.ps1xml");

    /// <summary>The output types of all cmdlets, and what hangs on them as a property.</summary>
    public static IReadOnlyCollection<Type> All { get; } = Reach(OutputTypes());

    /// <summary>The views of a type by their shape: ListControl or TableControl, the default first.</summary>
    public static ILookup<string, XElement> Views { get; } = XDocument.Load(FormatFile).Descendants("View")
        .SelectMany(view => view.Element("ViewSelectedBy")!.Elements("TypeName").Select(name => (name.Value, view)))
        .ToLookup(pair => pair.Value, pair => pair.view);

    /// <summary>Objects of every shown type, live and as they come back where the module is unknown, as over SSH: on this thread is no session.</summary>
    public static ILookup<string, PSObject> Samples(ModuleEngine engine)
    {
        string broken = Path.GetTempFileName();
        try
        {
            string ledger = Path.Combine(ModuleRun.Root, "tests/PracticeNetSec.Cmdlets.Tests/Samples/examples/fleet.db");
            // A byte of what was found: the file itself stays a database.
            byte[] bytes = File.ReadAllBytes(ledger);
            bytes[bytes.AsSpan().IndexOf("CELLE-2019"u8) + 2] ^= 0x01;
            File.WriteAllBytes(broken, bytes);
            engine.Set("__root", ModuleRun.Root);
            engine.Set("__broken", broken);
            PSObject[] live = [.. engine.Run(Everything).WithoutErrors().Output.Where(item => item is not null)];
            return live.Concat(live.Select(item => PSObject.AsPSObject(PSSerializer.Deserialize(engine.Serialize(item))))).ToLookup(item => item.TypeNames[0], StringComparer.Ordinal);
        }
        finally
        {
            File.Delete(broken);
        }
    }

    private static Type[] OutputTypes() => [.. ModuleRun.Invoke("(Get-Command -Module PracticeNetSec).OutputType.Type").Output
        .Select(type => (Type)type.BaseObject).Where(type => type.FullName!.StartsWith("PracticeNetSec.", StringComparison.Ordinal))];

    private static HashSet<Type> Reach(Type[] roots)
    {
        HashSet<Type> seen = [];
        Queue<Type> open = new(roots);
        while (open.TryDequeue(out Type? type))
        {
            if (seen.Add(type))
            {
                foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
                {
                    Type held = property.PropertyType.GetElementType() ?? property.PropertyType;
                    if (held.IsClass && held.FullName!.StartsWith("PracticeNetSec.", StringComparison.Ordinal))
                    {
                        open.Enqueue(held);
                    }
                }
            }
        }

        return seen;
    }
}

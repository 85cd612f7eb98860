// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Xunit;

namespace PracticeNetSec.Lab.Tests;

/// <summary>-Service Nfs and a real server: what showmount says is what we say.</summary>
[Collection(NfsNetwork.Name)]
public class NfsTests
{
    private const string Script = "file-services.sh";

    [Fact]
    public async Task The_exports_of_a_real_server_are_those_of_showmount()
    {
        await LabProcess.LabAsync(Script, "up");
        string shown = await LabProcess.LabAsync(Script, "exec", "showmount", "--no-headers", "-e", "127.0.0.1");

        PSObject[] services = await AskAsync();

        Assert.Equal(2, services.Length);
        PSObject mapper = services.Single(service => service.Text("Port") == "111");
        Assert.Equal(("True", "True", "NFS versions 3, 4"), (mapper.Text("Answers"), mapper.Text("OpenToStrangers"), mapper.Text("Banner")));
        Assert.Equal(
            shown.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(export => $"export {export[0]} for {(export[1] == "(everyone)" ? "everyone" : export[1])}").Order(),
            mapper.List("Details").Select(detail => detail.ToString()).Order());
        Assert.Contains(mapper.List("Details"), detail => detail.ToString() == "export /roentgen for everyone");
        PSObject nfs = services.Single(service => service.Text("Port") == "2049");
        Assert.Equal(("True", "NFS version 3"), (nfs.Text("Answers"), nfs.Text("Banner")));
    }

    [Fact]
    public async Task A_server_of_version_4_alone_is_no_absent_one()
    {
        await LabProcess.LabAsync(Script, "up", "4");

        PSObject nfs = (await AskAsync()).Single(service => service.Text("Port") == "2049");

        Assert.Equal(("True", "NFS version 4"), (nfs.Text("Answers"), nfs.Text("Banner")));
        Assert.Equal("", nfs.Text("OpenToStrangers"));
    }

    private static async Task<PSObject[]> AskAsync()
    {
        PSObject[] found = await Saved.InvokeAsync([Script, "exec"], "Test-ShareReachability 127.0.0.1 -Service Nfs");
        return Assert.Single(found).List("FileServices").ToArray();
    }
}

/// <summary>The server of <see cref="NfsTests"/>; each raises it as it needs it.</summary>
public sealed class NfsServer : IAsyncLifetime
{
    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public Task DisposeAsync() => LabProcess.LabAsync("file-services.sh", "down");
}

/// <summary>One after the other: there is one such lab.</summary>
[CollectionDefinition(Name)]
public sealed class NfsNetwork : ICollectionFixture<NfsServer>
{
    public const string Name = "NFS server";
}

using System.Net;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Routers.Bintec;
using PracticeNetSec.Snmp;

namespace PracticeNetSec.Routers.Sources;

/// <summary>Identity, firmware, forwards and sessions over SNMP v2c. The codec has no word for SET.</summary>
internal sealed class SnmpSource : IRouterSource
{
    private readonly string _community;

    public SnmpSource(string community) => _community = community;

    public async Task<RouterReading> ReadAsync(RouterTarget target, CancellationToken cancellation)
    {
        SnmpClientOptions options = new() { Timeout = target.Timeout };
        using SnmpClient client = new(new IPEndPoint(target.Address, SnmpClient.DefaultPort), new CommunitySecurity(SnmpVersion.V2C, _community), options);
        return RouterReading.From(await BintecReader.ReadAsync(client, cancellation).ConfigureAwait(false));
    }
}

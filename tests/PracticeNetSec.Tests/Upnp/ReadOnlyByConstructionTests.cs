// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using System.Reflection;
using System.Text;
using FsCheck.Xunit;
using PracticeNetSec.Upnp;
using Xunit;

namespace PracticeNetSec.Tests.Upnp;

/// <summary>Nothing that can be said over UPnP or TR-064 changes the router: proven over all that can be said.</summary>
public class ReadOnlyByConstructionTests
{
    private const string AnyService = "urn:schemas-upnp-org:service:WANIPConnection:1";

    private static readonly string[] Speakable =
    {
        "GetDefaultConnectionService", "GetExternalIPAddress", "GetFirewallStatus", "GetGenericPortMappingEntry", "GetNumberOfServices", "GetPortMappingNumberOfEntries",
        "GetSecurityPort", "GetServiceByIndex",
        "X_AVM_DE_GetExternalIPv6Address", "X_AVM_DE_GetIPv6Prefix",
    };

    [Fact]
    public void The_list_of_actions_is_closed_and_only_reads() => Assert.Equal(
        Speakable, Enum.GetNames<UpnpAction>().OrderBy(name => name, StringComparer.Ordinal));

    [Fact]
    public void Requests_can_be_created_by_their_factories_alone() => Assert.All(
        typeof(SoapRequest).GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic),
        constructor => Assert.True(constructor.IsPrivate));

    [Fact]
    public void Every_request_calls_an_action_of_the_list()
    {
        MethodInfo[] factories = typeof(SoapRequest).GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(method => method.ReturnType == typeof(SoapRequest)).ToArray();

        Assert.Equal(Speakable.Length, factories.Length);
        Assert.All(factories, factory =>
        {
            object[] arguments = factory.GetParameters().Select(parameter => parameter.ParameterType == typeof(int) ? (object)7 : AnyService).ToArray();
            SoapRequest request = (SoapRequest)factory.Invoke(null, arguments)!;
            string body = Encoding.UTF8.GetString(request.Encode());

            Assert.Contains(Speakable, action => request.SoapAction == $"\"{AnyService}#{action}\"" && body.Contains($"<u:{action} ", StringComparison.Ordinal));
            Assert.DoesNotContain(new[] { "Add", "Delete", "Set", "Request", "Force" }, verb => body.Contains($"u:{verb}", StringComparison.Ordinal));
        });
    }

    [Property(MaxTest = 2000)]
    public void A_hostile_service_type_injects_no_header_and_no_element(string serviceType)
    {
        SoapRequest request;
        try
        {
            request = SoapRequest.ExternalAddress("urn:" + serviceType);
        }
        catch (ArgumentException)
        {
            return;
        }

        Assert.DoesNotContain(serviceType, c => c is '<' or '>' or '"' or '&' or '#' or '\r' or '\n' or ' ');
        Assert.Equal(UpnpAction.GetExternalIPAddress, request.Action);
    }

    [Theory]
    [InlineData("urn:x\"><u:AddPortMapping/>")]
    [InlineData("urn:x:1#AddPortMapping")]
    [InlineData("urn:x\r\nX-Other: 1")]
    [InlineData("WANIPConnection:1")]
    public void A_service_type_that_would_need_escaping_is_refused(string serviceType) =>
        Assert.Throws<ArgumentException>(() => SoapRequest.PortMapping(serviceType, 0));
}

// SPDX-License-Identifier: MIT
using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Security;
using PracticeNetSec.Cmdlets.Tests.Engine;
using Xunit;

namespace PracticeNetSec.Cmdlets.Tests.UserExperience;

/// <summary>A wrong value for every parameter that can have one: one message names the value, what is allowed, and the remedy.</summary>
public sealed class ParameterErrorTests(ModuleEngine engine) : IClassFixture<ModuleEngine>
{
    private const string Wrong = "Unsinn-7";

    private static readonly (string Cmdlet, ParameterMetadata Parameter)[] Parameters = [.. ModuleRun.Invoke("Get-Command -Module PracticeNetSec").Output
        .Select(command => (CmdletInfo)command.BaseObject)
        .SelectMany(cmdlet => cmdlet.Parameters.Values.Where(parameter => !IsCommon(parameter.Name)).Select(parameter => (cmdlet.Name, parameter)))];

    [Fact]
    public void Values_of_a_set_are_listed()
    {
        int tried = 0;
        foreach ((string cmdlet, ParameterMetadata parameter) in Parameters)
        {
            string[] allowed = Allowed(parameter);
            if (allowed.Length > 0)
            {
                string message = Message(cmdlet, parameter.Name, Wrong);
                Assert.All(allowed.Append(Wrong).Append(parameter.Name), word => Assert.Contains(word, message, StringComparison.Ordinal));
                tried++;
            }
        }

        Assert.True(tried >= 19, $"only {tried} parameters were tried");
    }

    [Fact]
    public void Every_number_has_two_ends_and_the_message_names_both()
    {
        int tried = 0;
        foreach ((string cmdlet, ParameterMetadata parameter) in Parameters.Where(pair => (Element(pair.Parameter)).IsPrimitive && Element(pair.Parameter) != typeof(bool)))
        {
            object range = parameter.Attributes.Single(attribute => attribute.GetType().Name == "ValidateNumberRangeAttribute");
            double least = (double)range.GetType().GetProperty("Least")!.GetValue(range)!, most = (double)range.GetType().GetProperty("Most")!.GetValue(range)!;
            bool whole = Element(parameter) == typeof(int);
            object[] outside = [Wrong, least - 1, most + 1, -1, double.NaN, double.PositiveInfinity, "", .. whole ? new object[] { least + 0.5, "99999999999" } : []];
            foreach (object wrong in outside)
            {
                string message = Message(cmdlet, parameter.Name, wrong);
                Assert.Contains(string.Format(CultureInfo.InvariantCulture, "number from {0} to {1}", least, most), message, StringComparison.Ordinal);
                Assert.Contains($"'{Convert.ToString(wrong, CultureInfo.InvariantCulture)}'", message, StringComparison.Ordinal);
            }

            tried++;
        }

        Assert.True(tried >= 14, $"only {tried} parameters were tried");
    }

    [Theory]
    [InlineData("Test-PortReachability 127.0.0.1 -TimeoutSeconds 0.05 -ThrottleLimit 1 -Port 9")]
    [InlineData("Test-PortReachability 127.0.0.1 -TimeoutSeconds 60 -ThrottleLimit 16384 -Port 9")]
    [InlineData("Test-PortReachability 127.0.0.1 -TimeoutSeconds '0.5' -ThrottleLimit '8' -Port 9")]
    public void Both_ends_and_numbers_as_text_are_taken(string line) => Assert.Single(engine.Run(line).WithoutErrors().Output);

    /// <summary>Where people write 0,5 the engine reads two numbers, and of the text it would make 5.</summary>
    [Fact]
    public void A_comma_is_no_decimal_point()
    {
        foreach (object comma in new object[] { "0,5", new object[] { 0, 5 } })
        {
            Assert.Contains("'0,5' is no number from 0.05 to 60: write fractions with a point", Message("Test-PortReachability", "TimeoutSeconds", comma), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_message_is_a_regular_expression() =>
        Assert.DoesNotContain(Parameters, pair => pair.Parameter.Attributes.Any(attribute => attribute is ValidatePatternAttribute or ValidateRangeAttribute));

    [Fact]
    public void A_password_given_as_text_is_not_repeated()
    {
        (string Cmdlet, ParameterMetadata Parameter)[] secrets = [.. Parameters.Where(pair => pair.Parameter.ParameterType == typeof(SecureString))];

        Assert.NotEmpty(secrets);
        Assert.All(secrets, pair =>
        {
            string message = Message(pair.Cmdlet, pair.Parameter.Name, Wrong);
            Assert.DoesNotContain(Wrong, message, StringComparison.Ordinal);
            Assert.Contains("Read-Host -AsSecureString", message, StringComparison.Ordinal);
        });
    }

    /// <summary>As with PowerShell's own cmdlets: a user name alone asks for the password.</summary>
    [Fact]
    public void Every_credential_can_be_a_user_name() => Assert.All(
        Parameters.Where(pair => pair.Parameter.ParameterType == typeof(PSCredential)),
        pair => Assert.Contains(pair.Parameter.Attributes, attribute => attribute is CredentialAttribute));

    [Theory]
    [InlineData("Get-BreachDeadline Unsinn-7", "'2026-11-23 09:40'")]
    [InlineData("Get-BreachDeadline '2026-11-23 09:40' -Land XX", "BW, BY, BE")]
    [InlineData("Get-SupervisoryAuthority Unsinn-7", "BW, BY, BE")]
    [InlineData("Get-SupervisoryAuthority -PostalCode Unsinn-7", "five digits")]
    [InlineData("Test-PortReachability 127.0.0.1 -Port Unsinn-7", "from 1 to 65535")]
    [InlineData("Test-PortReachability 127.0.0.1 -Port 0", "from 1 to 65535")]
    [InlineData("Test-PortReachability 127.0.0.1 -Port 65536", "from 1 to 65535")]
    [InlineData("Test-ShareReachability 127.0.0.1 -Port 449-440", "such as 440-449")]
    [InlineData("Get-RouterExposure 127.0.0.1 -KonnektorAddress Unsinn-7", "such as 192.168.2.20")]
    [InlineData("Test-ExposureHistory nowhere.db -ExpectedHash Unsinn-7", "64 digits")]
    [InlineData("Test-PortReachability 300.1.2.3", "300.1.2.3")]
    public void The_error_of_other_values_has_an_example(string line, string reported)
    {
        EngineResult run = engine.Run(line);
        string message = run.Failure?.Message ?? Assert.Single(run.Errors).Exception.Message;

        Assert.Contains(reported, message, StringComparison.Ordinal);
        Assert.Contains(line.Contains(Wrong, StringComparison.Ordinal) ? Wrong : line.Split(' ')[^1], message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", message.Trim(), StringComparison.Ordinal);
    }

    private string Message(string cmdlet, string parameter, object value)
    {
        engine.Set("__value", value);
        EngineResult run = engine.Run($"{cmdlet} -{parameter} $__value");
        return Assert.IsAssignableFrom<ParameterBindingException>(run.Failure ?? Assert.Single(run.Errors).Exception).Message;
    }

    private static Type Element(ParameterMetadata parameter)
    {
        Type type = parameter.ParameterType.GetElementType() ?? parameter.ParameterType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private static string[] Allowed(ParameterMetadata parameter) => Element(parameter).IsEnum ? Enum.GetNames(Element(parameter))
        : [.. parameter.Attributes.OfType<ValidateSetAttribute>().SelectMany(set => set.ValidValues)];

    private static bool IsCommon(string name) => Cmdlet.CommonParameters.Contains(name) || Cmdlet.OptionalCommonParameters.Contains(name);
}

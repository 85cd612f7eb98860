// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using PracticeNetSec.Model;
using PracticeNetSec.Routers;
using PracticeNetSec.Routers.Bintec;
using PracticeNetSec.Snmp;
using Xunit;
using static PracticeNetSec.Tests.Routers.Bintec.TableRows;

namespace PracticeNetSec.Tests.Routers.Bintec;

/// <summary>ipNatTable, column by column.</summary>
public sealed class NatSessionRowTests
{
    [Fact]
    public void An_incoming_session_has_address_port_and_age()
    {
        NatSession? session = NatSessionRow.TryRead(Row(Session()), out Evidence? reason);

        Assert.Null(reason);
        Assert.NotNull(session);
        Assert.Equal("incoming tcp 203.0.113.100:51514 -> 192.168.2.10:445", session.ToString());
        Assert.Equal(445, session.ExternalPort);
        Assert.Equal(TimeSpan.FromSeconds(1234.56), session.Age);
    }

    [Fact]
    public void Outgoing_sessions_are_distinguished()
    {
        Dictionary<uint, SnmpValue> cells = Session();
        cells[9] = SnmpValue.Integer(2);
        Assert.Equal("outgoing", NatSessionRow.TryRead(Row(cells), out _)?.Direction);
        cells[9] = SnmpValue.Unspecified("incoming");
        Assert.Equal("incoming", NatSessionRow.TryRead(Row(cells), out _)?.Direction);
    }

    [Fact]
    public void The_age_may_be_missing()
    {
        Dictionary<uint, SnmpValue> cells = Session();
        cells.Remove(10);
        NatSession? session = NatSessionRow.TryRead(Row(cells), out _);
        Assert.NotNull(session);
        Assert.Null(session.Age);
    }

    [Theory]
    [InlineData(2, "Protocol")]
    [InlineData(3, "IntAddr")]
    [InlineData(4, "IntPort")]
    [InlineData(6, "ExtPort")]
    [InlineData(7, "RemoteAddr")]
    [InlineData(8, "RemotePort")]
    [InlineData(9, "Direction")]
    public void Every_other_column_must_be_present_and_valid(int column, string name)
    {
        Dictionary<uint, SnmpValue> cells = Session();
        cells[(uint)column] = SnmpValue.Integer(70000);
        Assert.Null(NatSessionRow.TryRead(Row(cells), out Evidence? reason));
        Assert.Equal(name, reason?.Get<string>("column"));

        cells.Remove((uint)column);
        Assert.Null(NatSessionRow.TryRead(Row(cells), out reason));
        Assert.Equal(EvidenceOf.RowColumnMissing(name), reason);
    }
}

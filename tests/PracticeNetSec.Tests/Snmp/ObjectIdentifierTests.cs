// SPDX-License-Identifier: MIT
using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PracticeNetSec.Snmp;
using Xunit;

namespace PracticeNetSec.Tests.Snmp;

public sealed class ObjectIdentifierTests
{
    [Theory]
    [InlineData(".1.3.6.1.2.1.1.1.0")]
    [InlineData(".0.0")]
    [InlineData(".2.4294967215")]
    [InlineData(".1.3.6.1.4.1.272.4.5.6.1.7.0.50.4294967295.4")]
    public void Dotted_numbers_are_read_and_written_back(string text)
    {
        Assert.Equal(text, ObjectIdentifier.Parse(text).ToString());
        Assert.Equal(ObjectIdentifier.Parse(text), ObjectIdentifier.Parse(text.Substring(1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("1")]
    [InlineData("1.3.")]
    [InlineData("1..3")]
    [InlineData("..1.3")]
    [InlineData("1.-3")]
    [InlineData("1.40")]
    [InlineData("3.1")]
    [InlineData("1.3.4294967296")]
    [InlineData("1.3.00000000001")]
    [InlineData("sysDescr.0")]
    [InlineData("iso.3.6.1")]
    [InlineData("1.3.6 ")]
    public void Anything_else_is_no_object_identifier(string text)
    {
        Assert.Null(ObjectIdentifier.TryParse(text));
        Assert.Throws<FormatException>(() => ObjectIdentifier.Parse(text));
    }

    [Fact]
    public void An_object_has_at_most_128_sub_identifiers()
    {
        string longest = "1.3" + string.Concat(Enumerable.Repeat(".1", 126));
        Assert.Equal(128, ObjectIdentifier.Parse(longest).Length);
        Assert.Null(ObjectIdentifier.TryParse(longest + ".1"));
        Assert.Throws<FormatException>(() => ObjectIdentifier.Parse(longest).Append(1));
    }

    [Fact]
    public void A_shorter_name_comes_before_what_lies_below_it_and_numbers_count_as_numbers()
    {
        string[] ordered = { ".1.3.6", ".1.3.6.1", ".1.3.6.1.9", ".1.3.6.1.10", ".1.3.6.2", ".1.3.6.4294967295", ".2.0" };
        Assert.Equal(ordered, ordered.Reverse().Select(ObjectIdentifier.Parse).OrderBy(name => name).Select(name => name.ToString()));
    }

    [Fact]
    public void A_prefix_ends_between_sub_identifiers()
    {
        ObjectIdentifier column = ObjectIdentifier.Parse("1.3.6.1.4.1.272.4.5.6.1.1");
        Assert.True(ObjectIdentifier.Parse("1.3.6.1.4.1.272.4.5.6.1.1.0.6.443.1").IsWithin(column));
        Assert.True(column.IsWithin(column));
        Assert.False(ObjectIdentifier.Parse("1.3.6.1.4.1.272.4.5.6.1.10.0.6.443.1").IsWithin(column));
        Assert.False(column.Parent().IsWithin(column));
    }

    [Property]
    public Property The_order_is_total_and_agrees_with_equality() => Prop.ForAll(SnmpGen.Oid.ToArbitrary(), SnmpGen.Oid.ToArbitrary(), SnmpGen.Oid.ToArbitrary(), (a, b, c) =>
        Math.Sign(a.CompareTo(b)) == -Math.Sign(b.CompareTo(a))
        && (a.CompareTo(b) == 0) == a.Equals(b)
        && (!a.Equals(b) || a.GetHashCode() == b.GetHashCode())
        && (a.CompareTo(b) > 0 || b.CompareTo(c) > 0 || a.CompareTo(c) <= 0));

    [Property]
    public Property What_lies_below_a_name_comes_right_after_it() => Prop.ForAll(SnmpGen.Oid.ToArbitrary(), SnmpGen.Oid.ToArbitrary(), (a, b) =>
        !b.IsWithin(a) || b.CompareTo(a) >= 0);

    [Property]
    public Property Text_gives_the_name_back() => Prop.ForAll(SnmpGen.Oid.ToArbitrary(), name => ObjectIdentifier.Parse(name.ToString()).Equals(name));

    [Property]
    public bool No_text_makes_the_parser_throw(string? text) => ObjectIdentifier.TryParse(text ?? "") is null or { Length: >= 2 };
}

// SPDX-License-Identifier: MIT
using System;

namespace PracticeNetSec.Snmp.Usm;

/// <summary>
/// What is known of an agent's engine (RFC 3414 §2.3): its id, and its boots and time, which make old messages
/// worthless. Until a message is authenticated, boots and time serve only to write messages and protect nothing.
/// </summary>
internal sealed class UsmEngine
{
    /// <summary>The time window in seconds (RFC 3414 §2.2.3).</summary>
    private const int TimeWindow = 150;

    // RFC 3411 §5, SnmpEngineID.
    private const int MinIdLength = 5;
    private const int MaxIdLength = 32;

    private readonly Func<TimeSpan> _clock;
    private int _boots;
    private int _time;
    private TimeSpan _readAt;
    private bool _isProven;

    private UsmEngine(byte[] id, Func<TimeSpan> clock) => (Id, _clock) = (id, clock);

    public byte[] Id { get; }

    /// <summary>Creates an engine from an unauthenticated report.</summary>
    /// <exception cref="SnmpFormatException">Not a valid engine id.</exception>
    public static UsmEngine Reported(UsmMessage report, Func<TimeSpan> clock)
    {
        if (report.EngineId.Length is < MinIdLength or > MaxIdLength)
        {
            throw new SnmpFormatException("An engine's id has 5 to 32 octets.");
        }

        UsmEngine engine = new(report.EngineId, clock);
        engine.Set(report);
        return engine;
    }

    public bool Has(byte[] id) => Id.AsSpan().SequenceEqual(id);

    /// <summary>Boots and time as expected at the engine now.</summary>
    public (int Boots, int Time) Now() => (_boots, (int)Math.Min(int.MaxValue, _time + (long)(_clock() - _readAt).TotalSeconds));

    /// <summary>Takes boots and time of an unauthenticated message, unless authenticated ones are known.</summary>
    public void Hint(UsmMessage report)
    {
        if (!_isProven)
        {
            Set(report);
        }
    }

    /// <summary>
    /// Takes boots and time of a message whose digest was right (RFC 3414 §3.2 step 7b).
    /// </summary>
    /// <exception cref="SnmpFormatException">The message is older than the time window: it is replayed.</exception>
    public void VerifyAuthentication(UsmMessage message)
    {
        if (_isProven && (message.Boots < _boots || message.Boots == int.MaxValue
            || (message.Boots == _boots && message.Time < (long)Now().Time - TimeWindow)))
        {
            throw new SnmpFormatException("The message is older than the time window allows.");
        }

        // A late message never sets the clock back.
        if (!_isProven || message.Boots > _boots || message.Time > Now().Time)
        {
            Set(message);
            _isProven = true;
        }
    }

    private void Set(UsmMessage message) => (_boots, _time, _readAt) = (message.Boots, message.Time, _clock());
}

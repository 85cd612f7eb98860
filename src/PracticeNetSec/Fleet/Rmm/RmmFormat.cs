// SPDX-License-Identifier: MIT
namespace PracticeNetSec.Fleet.Rmm;

/// <summary>The system that reads the result. The numbers are stable.</summary>
public enum RmmFormat
{
    /// <summary>Nagios, Naemon and what speaks their plugin API.</summary>
    Nagios = 0,

    /// <summary>Icinga 2: the same plugin API.</summary>
    Icinga = 1,

    /// <summary>Datto RMM, component monitor.</summary>
    Datto = 2,

    /// <summary>NinjaOne, script result condition or text field.</summary>
    NinjaOne = 3,

    /// <summary>Zabbix, external check or user parameter.</summary>
    Zabbix = 4,

    /// <summary>Plain JSON for any other system.</summary>
    Json = 5,

    /// <summary>GitHub Actions, workflow command that makes an annotation.</summary>
    GitHub = 6,

    /// <summary>Checkmk, local check: one service for all practices, or one for each.</summary>
    Checkmk = 7,

    /// <summary>PRTG, EXE/Script Advanced sensor (JSON).</summary>
    Prtg = 8,

    /// <summary>Prometheus text format, for the textfile collector of its node exporter.</summary>
    Prometheus = 9,
}

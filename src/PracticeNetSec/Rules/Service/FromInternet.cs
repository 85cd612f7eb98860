// SPDX-License-Identifier: MIT
using PracticeNetSec.FileServices;
using PracticeNetSec.Model;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Rules.Service;

/// <summary>A file service answers from the Internet.</summary>
internal sealed class FromInternet : ServiceRule
{
    public FromInternet()
        : base("service.from-internet")
    {
    }

    protected override bool Applies(ServerObservation seen, FileServiceResult service) => seen.Vantage == Vantage.Outside;
}

// SPDX-License-Identifier: MIT
using PracticeNetSec.FileServices;
using PracticeNetSec.Shares;

namespace PracticeNetSec.Rules.Service;

/// <summary>A file service grants access without a password.</summary>
internal sealed class WithoutPassword : ServiceRule
{
    public WithoutPassword()
        : base("service.open-to-strangers")
    {
    }

    protected override bool IsDecided(FileServiceResult found) => found.OpenToStrangers is not null;

    protected override bool Applies(ServerObservation seen, FileServiceResult service) => service.OpenToStrangers == true;
}

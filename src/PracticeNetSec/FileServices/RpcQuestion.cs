// SPDX-License-Identifier: MIT
namespace PracticeNetSec.FileServices;

/// <summary>The three calls made over ONC RPC. There is no MNT, no LOOKUP, no READ.</summary>
internal enum RpcQuestion
{
    /// <summary>Which programs listen on which ports.</summary>
    DumpPorts = 0,

    /// <summary>Which directories are exported to whom.</summary>
    ListExports = 1,

    /// <summary>Whether NFS 3 answers: the procedure that does nothing.</summary>
    IsNfsThere = 2,
}

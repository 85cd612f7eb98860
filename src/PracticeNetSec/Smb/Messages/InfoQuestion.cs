// SPDX-License-Identifier: MIT

namespace PracticeNetSec.Smb.Messages;

/// <summary>What QUERY_INFO is used for.</summary>
internal enum InfoQuestion
{
    /// <summary>FileAccessInformation ([MS-FSCC] 2.4.1): the rights this handle was given.</summary>
    GrantedAccess = 0,

    /// <summary>FileFsAttributeInformation ([MS-FSCC] 2.5.1): whether the volume is writable at all.</summary>
    VolumeAttributes = 1,
}

// SPDX-License-Identifier: MIT
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using PracticeNetSec.Smb.Messages;
using PracticeNetSec.Smb.Wire;

namespace PracticeNetSec.Smb.Client;

/// <summary>
/// Determines rights on directories without using them: opens with no more than listing needs, takes the maximal access
/// the server states (MxAc), lists, closes, all in one frame. Where that is refused, opening for less and with
/// MAXIMUM_ALLOWED shows the remaining rights; where the server reports none, opening for one right at a time.
/// </summary>
internal static class DirectoryProbe
{
    /// <summary>Directories listed at once: bounds the memory for their responses, of 64 KiB each at most.</summary>
    private const int AtOnce = 32;

    /// <summary>Frames of one long listing.</summary>
    private const int MaxListings = 256;

    private static readonly Smb2FileId Previous = Smb2Request.OfThePreviousRequest;

    private static readonly (DirectoryOpening Opening, AccessMask Bit)[] EachRight =
    {
        (DirectoryOpening.ForAddingFiles, AccessMask.AddFile),
        (DirectoryOpening.ForAddingFolders, AccessMask.AddSubdirectory),
        (DirectoryOpening.ForDeletingChildren, AccessMask.DeleteChild),
    };

    /// <summary>The requests that open a directory, list it and close it.</summary>
    /// <param name="path">Empty for the root, otherwise names joined by <c>\</c>.</param>
    /// <param name="outputLength">Bytes to request in one listing.</param>
    public static Smb2Request[] ListingOf(string path, uint outputLength) => new Smb2Request[]
    {
        // Two listings in one compound: the second returns "no more" and so proves the first complete.
        new OpenDirectoryRequest(path, DirectoryOpening.ToList),
        new QueryInfoRequest(Previous, InfoQuestion.VolumeAttributes),
        new QueryDirectoryRequest(Previous, outputLength),
        new QueryDirectoryRequest(Previous, outputLength),
        new CloseRequest(Previous),
    };

    /// <summary>Inspects directories, in waves of <see cref="AtOnce"/>.</summary>
    /// <param name="session">The session used.</param>
    /// <param name="places">The directories.</param>
    /// <param name="maxEntries">Maximum entries listed for one directory; the last frame may add some more.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public static async Task<IReadOnlyList<DirectoryView>> InspectAsync(
        SmbSession session, IReadOnlyList<DirectoryPlace> places, int maxEntries, CancellationToken cancellation)
    {
        List<DirectoryView> views = new();
        for (int start = 0; start < places.Count; start += AtOnce)
        {
            DirectoryPlace[] wave = places.Skip(start).Take(AtOnce).ToArray();
            DirectoryView[] seen = await ListAsync(session, wave, cancellation).ConfigureAwait(false);
            await QueryRemainingAsync(session, wave, seen, cancellation).ConfigureAwait(false);
            for (int i = 0; i < seen.Length; i++)
            {
                if (seen[i].Listed == NtStatus.Success && !seen[i].IsWholeListing && seen[i].EntryCount < maxEntries)
                {
                    seen[i] = await ListOnAsync(session, wave[i], seen[i], maxEntries, cancellation).ConfigureAwait(false);
                }
            }

            views.AddRange(seen);
        }

        return views;
    }

    /// <summary>Queries rights alone, without listing: what the server grants at most (MxAc), or what it opens the directory for.</summary>
    /// <exception cref="SmbConnectionException">The connection has ended.</exception>
    public static async Task<IReadOnlyList<DirectoryView>> AskAsync(
        SmbSession session, IReadOnlyList<(uint TreeId, string Path)> places, CancellationToken cancellation)
    {
        // The responses are small: credits alone decide how many of them are on the way.
        IReadOnlyList<Smb2Response>[] answers = places.Count == 0 ? Array.Empty<IReadOnlyList<Smb2Response>>() : await session.ExchangeAsync(
            places.Select(place => (place.TreeId, new Smb2Request[]
            {
                new OpenDirectoryRequest(place.Path, DirectoryOpening.ToAsk),
                new QueryInfoRequest(Previous, InfoQuestion.VolumeAttributes),
                new CloseRequest(Previous),
            })),
            cancellation).ConfigureAwait(false);
        DirectoryView[] seen = answers.Select(answer => answer[0].Status != NtStatus.Success
            ? new DirectoryView { Opened = answer[0].Status }
            : new DirectoryView
            {
                Opened = NtStatus.Success,
                MaximalAccess = SmbConnection.Decode(answer[0], CreateResponse.Decode).MaximalAccess,
                ReadOnlyVolume = VolumeIsReadOnly(answer[1]),
            }).ToArray();
        await OpenForEachRightAsync(session, places, seen, cancellation).ConfigureAwait(false);
        return seen;
    }

    private static async Task<DirectoryView[]> ListAsync(SmbSession session, DirectoryPlace[] wave, CancellationToken cancellation)
    {
        DirectoryPlace[] open = wave.Where(place => place.Answers is null).ToArray();
        Queue<IReadOnlyList<Smb2Response>> asked = new(open.Length == 0 ? Array.Empty<IReadOnlyList<Smb2Response>>() : await session.ExchangeAsync(
            open.Select(place => (place.TreeId, ListingOf(place.Path, session.OutputLength))), cancellation).ConfigureAwait(false));
        return wave.Select(place =>
        {
            IReadOnlyList<Smb2Response> answer = place.Answers ?? asked.Dequeue();
            if (answer[0].Status != NtStatus.Success)
            {
                return new DirectoryView { Opened = answer[0].Status };
            }

            int entries = answer.Skip(2).Take(2).Where(listing => listing.Status == NtStatus.Success)
                .Sum(listing => ReportEntries(listing, place, skip: 0));
            return new DirectoryView
            {
                Opened = NtStatus.Success,
                MaximalAccess = SmbConnection.Decode(answer[0], CreateResponse.Decode).MaximalAccess,
                ReadOnlyVolume = VolumeIsReadOnly(answer[1]),
                Listed = IsEnd(answer[2].Status) ? NtStatus.Success : answer[2].Status,
                EntryCount = entries,
                IsWholeListing = IsEnd(answer[2].Status) || IsEnd(answer[3].Status),
            };
        }).ToArray();
    }

    /// <summary>The openings that show the remaining rights, for directories whose rights are still undetermined.</summary>
    private static async Task QueryRemainingAsync(
        SmbSession session, DirectoryPlace[] wave, DirectoryView[] seen, CancellationToken cancellation)
    {
        int[] open = Enumerable.Range(0, wave.Length)
            .Where(i => seen[i].Opened == NtStatus.Success ? seen[i].MaximalAccess is null : seen[i].Opened.IsAccessRefusal)
            .ToArray();
        if (open.Length == 0)
        {
            return;
        }

        DirectoryOpening[] openings = { DirectoryOpening.ToAsk, DirectoryOpening.WithAllThatIsGranted };
        IReadOnlyList<Smb2Response>[] answers = await session.ExchangeAsync(
            open.SelectMany(i => openings.Select(opening => (wave[i].TreeId, new Smb2Request[]
            {
                new OpenDirectoryRequest(wave[i].Path, opening),
                new QueryInfoRequest(Previous, InfoQuestion.GrantedAccess),
                new QueryInfoRequest(Previous, InfoQuestion.VolumeAttributes),
                new CloseRequest(Previous),
            }))),
            cancellation).ConfigureAwait(false);
        for (int at = 0; at < answers.Length; at++)
        {
            (int i, DirectoryOpening opening) = (open[at / openings.Length], openings[at % openings.Length]);
            seen[i] = answers[at][0].Status == NtStatus.Success ? Add(seen[i], opening, answers[at]) : seen[i];
        }

        await OpenForEachRightAsync(session, wave.Select(place => (place.TreeId, place.Path)).ToArray(), seen, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// For a server that reports no rights at all: opens the directory for one right at a time, and does nothing with it. What it denies is
    /// not granted; any other failure leaves the rights undetermined. A directory that could not be opened at all is tried too, unless another one's rights were
    /// reported: it may take files and show nothing (a drop box).
    /// </summary>
    private static async Task OpenForEachRightAsync(
        SmbSession session, IReadOnlyList<(uint TreeId, string Path)> places, DirectoryView[] seen, CancellationToken cancellation)
    {
        bool isReported = seen.Any(view => view.MaximalAccess is not null);
        int[] open = Enumerable.Range(0, seen.Length)
            .Where(i => seen[i].MaximalAccess is null && (seen[i].Opened == NtStatus.Success || (seen[i].Opened.IsAccessRefusal && !isReported))).ToArray();
        if (open.Length == 0)
        {
            return;
        }

        IReadOnlyList<Smb2Response>[] answers = await session.ExchangeAsync(
            open.SelectMany(i => EachRight.Select(right => (places[i].TreeId, new Smb2Request[]
            {
                new OpenDirectoryRequest(places[i].Path, right.Opening),
                new CloseRequest(Previous),
            }))),
            cancellation).ConfigureAwait(false);
        for (int at = 0; at < open.Length; at++)
        {
            NtStatus[] opened = answers.Skip(at * EachRight.Length).Take(EachRight.Length).Select(answer => answer[0].Status).ToArray();
            AccessMask granted = EachRight.Zip(opened, (right, status) => status == NtStatus.Success ? right.Bit : AccessMask.None)
                .Aggregate(AccessMask.None, (all, bit) => all | bit);
            DirectoryView view = seen[open[at]];
            if (granted != AccessMask.None || (view.Opened == NtStatus.Success && opened.All(status => status.IsAccessRefusal)))
            {
                AccessMask read = view.Listed == NtStatus.Success ? AccessMask.ReadData : AccessMask.None;
                seen[open[at]] = view with
                {
                    Opened = NtStatus.Success,
                    Listed = view.Opened == NtStatus.Success ? view.Listed : view.Opened,
                    MaximalAccess = granted | read,
                    IsFoundByOpening = true,
                };
            }
        }
    }

    private static DirectoryView Add(DirectoryView seen, DirectoryOpening opening, IReadOnlyList<Smb2Response> answer)
    {
        // A handle's granted access is the maximum only where everything was requested. A server that repeats the request has not said what it granted.
        AccessMask? granted = opening == DirectoryOpening.WithAllThatIsGranted && answer[1].Status == NtStatus.Success
            && SmbConnection.Decode(answer[1], QueryInfoResponse.GrantedAccess) is AccessMask stated and not (AccessMask.None or AccessMask.MaximumAllowed) ? stated : null;
        return seen with
        {
            Opened = NtStatus.Success,
            MaximalAccess = seen.MaximalAccess ?? SmbConnection.Decode(answer[0], CreateResponse.Decode).MaximalAccess ?? granted,
            ReadOnlyVolume = seen.ReadOnlyVolume ?? VolumeIsReadOnly(answer[2]),
            Listed = seen.Listed ?? seen.Opened,
        };
    }

    /// <summary>A directory too long for two frames: listed again from the start, frame by frame, to the limit.</summary>
    private static async Task<DirectoryView> ListOnAsync(
        SmbSession session, DirectoryPlace place, DirectoryView seen, int maxEntries, CancellationToken cancellation)
    {
        Smb2Response opened = await session.ExchangeAsync(
            place.TreeId, new OpenDirectoryRequest(place.Path, DirectoryOpening.ToList), cancellation).ConfigureAwait(false);
        if (opened.Status != NtStatus.Success)
        {
            return seen; // It existed a moment ago: the earlier listing is kept as incomplete.
        }

        Smb2FileId directory = SmbConnection.Decode(opened, CreateResponse.Decode).FileId;
        int entries = 0;
        bool whole = false;
        for (int i = 0; i < MaxListings && entries < maxEntries && !whole; i++)
        {
            Smb2Response listing = await session.ExchangeAsync(
                place.TreeId, new QueryDirectoryRequest(directory, session.OutputLength), cancellation).ConfigureAwait(false);
            whole = IsEnd(listing.Status);
            if (listing.Status != NtStatus.Success)
            {
                break;
            }

            // The names of the first two frames were already delivered.
            entries += ReportEntries(listing, place, skip: seen.EntryCount - entries);
        }

        await session.ExchangeAsync(place.TreeId, new CloseRequest(directory), cancellation).ConfigureAwait(false);
        return seen with { EntryCount = Math.Max(entries, seen.EntryCount), IsWholeListing = whole };
    }

    private static int ReportEntries(Smb2Response listing, DirectoryPlace place, int skip)
    {
        IReadOnlyList<DirectoryEntry> entries = SmbConnection.Decode(listing, DirectoryEntry.Decode);
        foreach (DirectoryEntry entry in entries.Skip(skip))
        {
            place.OnEntry(entry);
        }

        return entries.Count;
    }

    private static bool? VolumeIsReadOnly(Smb2Response answer) =>
        answer.Status == NtStatus.Success ? SmbConnection.Decode(answer, QueryInfoResponse.IsReadOnlyVolume) : null;

    /// <summary>The two status codes for the end of a listing ([MS-FSA] 2.1.5.6.3).</summary>
    private static bool IsEnd(NtStatus status) => status == NtStatus.NoMoreFiles || status == NtStatus.NoSuchFile;
}

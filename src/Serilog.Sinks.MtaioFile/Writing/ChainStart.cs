using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Runs;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>
/// Finds where a chain goes on: the hash of the last record in the active file, or, if that is empty, in the newest archive.
/// </summary>
/// <param name="path">The path of the active file.</param>
/// <param name="archives">The archives; null = there are none.</param>
/// <param name="context">The sink.</param>
sealed class ChainStart(IActivePath path, ArchiveFolder? archives, SinkContext context)
{
    const byte LineFeed = (byte)'\n';

    /// <summary>So many bytes of a file are looked at first; then more, until a record is found.</summary>
    const int FirstLook = 64 * 1024;

    /// <summary>In a compressed file, a longer record is not found.</summary>
    const int LongestRecord = 1024 * 1024;

    /// <summary>The hash of the last record; zeros = there is none.</summary>
    /// <remarks>A chain that cannot be continued begins anew, which is reported, and which whoever verifies the log sees.</remarks>
    public byte[] Find(ActiveFile file)
    {
        try
        {
            byte[]? last = null;
            var hasRecords = false;
            if (file.Length > 0)
            {
                hasRecords = true;
                using var stream = ExactFile.OpenRead(path.Current, file.Identity);
                last = LastIn(stream);
            }
            if (last is null && archives?.List() is [var newest, ..])
            {
                hasRecords = true;
                last = LastIn(newest);
            }
            if (last is not null) return last;
            if (hasRecords) Report(new InvalidDataException("no line with a hash was found"));
        }
        catch (Exception ex)
        {
            Report(ex);
        }
        return new byte[RecordHash.Bytes];
    }

    void Report(Exception cause) =>
        context.Reporter.ReportTemporary($"could not find the end of the chain of {path.Current}, which begins anew", cause);

    byte[]? LastIn(ArchiveSlot archive)
    {
        var file = archive.Files[0];
        using var stream = ExactFile.OpenRead(archives!.PathOf(archive.Id, file.Codec), file.Status.Identity);
        if (file.Codec is null) return LastIn(stream);
        using var plain = file.Codec.Compression.OpenDecompressing(stream);
        var end = EndOf(plain);
        return LastIn(end, isWhole: end.Length < LongestRecord);
    }

    /// <summary>The last bytes of a stream that can only be read from its start.</summary>
    static byte[] EndOf(Stream stream)
    {
        var bytes = new byte[2 * LongestRecord];
        var count = 0;
        while (stream.Read(bytes, count, bytes.Length - count) is var read && read > 0)
        {
            count += read;
            if (count < bytes.Length) continue;
            bytes.AsSpan(LongestRecord).CopyTo(bytes);
            count = LongestRecord;
        }
        return bytes[..count];
    }

    /// <summary>The hash of the last record; null = no line begins with a hash.</summary>
    static byte[]? LastIn(Stream stream)
    {
        for (long look = FirstLook; ; look *= 8)
        {
            var start = Math.Max(0, stream.Length - look);
            var bytes = new byte[stream.Length - start];
            stream.Position = start;
            stream.ReadExactly(bytes);
            if (LastIn(bytes, isWhole: start == 0) is { } hash) return hash;
            if (start == 0) return null;
        }
    }

    /// <summary>Looks at the lines from the last one on. What has no line end is torn.</summary>
    static byte[]? LastIn(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        var hash = new byte[RecordHash.Bytes];
        bytes = bytes[..(bytes.LastIndexOf(LineFeed) + 1)];
        while (!bytes.IsEmpty)
        {
            var start = bytes[..^1].LastIndexOf(LineFeed) + 1;
            // Without a line feed before it, a line may be the end of a longer one.
            if (start == 0 && !isWhole) return null;
            if (RecordHash.TryRead(bytes[start..], hash)) return hash;
            bytes = bytes[..start];
        }
        return null;
    }
}

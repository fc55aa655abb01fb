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

    /// <summary>The hash of the last record; zeros = there is none.</summary>
    /// <remarks>A chain that cannot be continued begins anew, and whoever verifies the log is told of that.</remarks>
    public byte[] Find(ActiveFile file)
    {
        try
        {
            if (file.Length > 0)
            {
                using var stream = ExactFile.OpenRead(path.Current, file.Identity);
                return LastIn(stream);
            }
            if (archives?.List() is [var newest, ..]) return LastIn(newest);
        }
        catch (Exception ex)
        {
            context.Reporter.ReportTemporary($"could not find the end of the chain of {path.Current}, which begins anew", ex);
        }
        return new byte[RecordHash.Bytes];
    }

    byte[] LastIn(ArchiveSlot archive)
    {
        var file = archive.Files[0];
        using var stream = ExactFile.OpenRead(archives!.PathOf(archive.Id, file.Codec), file.Status.Identity);
        if (file.Codec is null) return LastIn(stream);
        using var plain = file.Codec.Compression.OpenDecompressing(stream);
        return LastIn(plain);
    }

    /// <summary>The hash of the last record that has one; zeros = no record has one.</summary>
    static byte[] LastIn(Stream stream)
    {
        var last = new byte[RecordHash.Bytes];
        var buffer = new byte[64 * 1024];
        // The beginning of a line that goes on in the next buffer; of a longer line, only what shows a hash.
        var kept = 0;
        var isStart = true;
        Span<byte> hash = stackalloc byte[RecordHash.Bytes];
        while (stream.Read(buffer, kept, buffer.Length - kept) is var count && count > 0)
        {
            var bytes = buffer.AsSpan(0, kept + count);
            while (bytes.IndexOf(LineFeed) is var end && end >= 0)
            {
                if (isStart && RecordHash.TryRead(bytes[..end], hash)) hash.CopyTo(last);
                isStart = true;
                bytes = bytes[(end + 1)..];
            }
            if (bytes.Length == buffer.Length)
            {
                if (isStart && RecordHash.TryRead(bytes, hash)) hash.CopyTo(last);
                isStart = false;
                bytes = [];
            }
            kept = bytes.Length;
            bytes.CopyTo(buffer);
        }
        return last;
    }
}

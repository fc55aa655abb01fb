using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// Compresses archives: to a temporary file, which is compared and flushed to disk before it gets the archive's name. The plain file is
/// deleted last, so one of the two is complete at every moment. Rotations may rename the archive meanwhile; its identity finds it again.
/// </summary>
sealed class ArchiveCompressor(ArchiveFolder folder, ArchiveCodec codec, int plainCount, WrittenArchives written, SinkContext context)
{
    // The archive thread alone: plain files that have a compressed file of other content beside them; those that could not be compressed in
    // this pass; those of which that was reported.
    TemporaryFiles? _temporaries;
    HashSet<FileIdentity>? _mismatched;
    HashSet<FileIdentity>? _skipped;
    HashSet<FileIdentity>? _reported;

    TemporaryFiles Temporaries => _temporaries ??= new TemporaryFiles(folder, codec);

    /// <summary>
    /// Compresses all archives, the oldest first. An archive that cannot be compressed is reported and skipped until the next pass.
    /// </summary>
    /// <exception cref="IOException">The disk is full: the other archives would fail too.</exception>
    public void CompressAll(CancellationToken cancellationToken)
    {
        _skipped = null;
        while (CompressNext(cancellationToken))
        {
        }
    }

    /// <summary>Compresses the oldest plain archive, or finishes its compression if an earlier run was cut short.</summary>
    /// <returns>False when there is nothing left to do.</returns>
    bool CompressNext(CancellationToken cancellationToken)
    {
        ArchiveSlot? next = null;
        try
        {
            using var pair = OpenNext(out next);
            if (pair is null) return false;
            if (pair.IsArchived) DeleteOneOf(pair, cancellationToken);
            else Compress(pair, cancellationToken);
        }
        catch (Exception ex) when (next is not null && !cancellationToken.IsCancellationRequested && !FileErrors.IsAboutDisk(ex))
        {
            Skip(next, ex);
        }
        return true;
    }

    void Skip(ArchiveSlot archive, Exception cause)
    {
        var identity = archive.Plain!.Value.Identity;
        (_skipped ??= []).Add(identity);
        var message = $"could not compress the archive {folder.PathOf(archive.Id)}, which is tried again after the next rotation";
        if ((_reported ??= []).Add(identity)) context.Reporter.ReportTemporary(message, cause);
        else context.Reporter.Count(message, cause);
    }

    /// <summary>
    /// Opens both files under the gate: no other sink renames the archive meanwhile, and only one sink creates a temporary file.
    /// </summary>
    FilePair? OpenNext(out ArchiveSlot? archive)
    {
        using var pass = folder.Enter();
        archive = folder.List().Skip(plainCount).LastOrDefault(IsToCompress);
        if (archive is null) return null;
        var identity = archive.Plain!.Value.Identity;
        var plain = ExactFile.OpenRead(folder.PathOf(archive.Id), identity);
        try
        {
            if (archive.Files.FirstOrDefault(f => f.Codec is not null) is { Codec: { } existing } copy)
            {
                var compressed = ExactFile.OpenRead(folder.PathOf(archive.Id, existing), copy.Status.Identity);
                return new FilePair(identity, plain, compressed, Temporary: null, existing);
            }
            if (Temporaries.TryCreateLocked() is { } created) return new FilePair(identity, plain, created.Stream, created, Codec: null);
            // Another sink is compressing and goes on until nothing is left.
            plain.Dispose();
            return null;
        }
        catch (Exception)
        {
            plain.Dispose();
            throw;
        }
    }

    void Compress(FilePair pair, CancellationToken cancellationToken)
    {
        try
        {
            codec.Compress(pair.Plain, pair.Compressed, cancellationToken);
            // Nothing was cut off.
            var content = codec.Compare(pair.Plain, pair.Compressed, cancellationToken);
            if (content is not (CompressedContent.Same or CompressedContent.SameSoFar))
                throw new IOException("the compressed copy differs from the archive");
            PhysicalFileSystem.CopyAttributes(pair.Plain.SafeFileHandle, pair.Compressed.SafeFileHandle);
            SystemCalls.Current.FlushToDisk(pair.Compressed.SafeFileHandle);
            Replace(pair, cancellationToken);
        }
        catch (Exception)
        {
            Temporaries.Delete(pair.Temporary!);
            throw;
        }
    }

    /// <summary>Gives the compressed file the name that the archive has by now, and deletes the plain file.</summary>
    void Replace(FilePair pair, CancellationToken cancellationToken)
    {
        using var pass = folder.Enter();
        // A closed sink's gate no longer keeps other sinks out.
        cancellationToken.ThrowIfCancellationRequested();
        if (Find(pair.Identity) is not { Codec: null } archive)
        {
            // The archive was deleted meanwhile, or another program has compressed it.
            Temporaries.Delete(pair.Temporary!);
            return;
        }
        if (pair.HasGrown) throw new IOException("the archive has grown while it was compressed");
        Temporaries.PublishLocked(pair.Temporary!, archive.Id);
        if (folder.Probe(folder.PathOf(archive.Id, codec)) is { } compressed) written.Continue(pair.Identity, compressed.Identity);
        // On some systems a file that is open keeps its name after it was deleted.
        pair.Plain.Dispose();
        folder.DeleteLocked(folder.PathOf(archive.Id));
    }

    /// <summary>
    /// Deletes one file of an archive that has both: an earlier run was cut short between its last steps, or another program has put one of
    /// them there. The plain file goes when the compressed one is complete; the compressed file goes when it was cut short, or may have
    /// been.
    /// </summary>
    void DeleteOneOf(FilePair pair, CancellationToken cancellationToken)
    {
        var content = pair.Codec!.Compare(pair.Plain, pair.Compressed, cancellationToken);
        using var pass = folder.Enter();
        cancellationToken.ThrowIfCancellationRequested();
        if (Find(pair.Identity) is not { } archive || archive.Files.All(f => f.Codec != pair.Codec)) return;
        if (content == CompressedContent.Same && pair.HasGrown) return;
        if (content == CompressedContent.Same)
            written.Continue(pair.Identity, archive.Files.First(f => f.Codec == pair.Codec).Status.Identity);
        pair.Dispose();
        if (content == CompressedContent.Other) (_mismatched ??= []).Add(pair.Identity);
        else folder.DeleteLocked(folder.PathOf(archive.Id, content == CompressedContent.Same ? null : pair.Codec));
    }

    ArchiveSlot? Find(FileIdentity identity) => folder.List().FirstOrDefault(a => a.Plain?.Identity == identity);

    bool IsToCompress(ArchiveSlot archive)
    {
        if (archive.Plain is not { Length: > 0, Identity: var identity }) return false;
        return _mismatched?.Contains(identity) is not true && _skipped?.Contains(identity) is not true;
    }

    /// <summary>The open files of one archive.</summary>
    /// <param name="Identity">The identity of the plain file, which is the same under every name.</param>
    /// <param name="Plain">The plain file.</param>
    /// <param name="Compressed">The compressed file: the temporary one, or one that already has an archive's name.</param>
    /// <param name="Temporary">The temporary file; null when the compressed file already has an archive's name.</param>
    /// <param name="Codec">The codec of a compressed file that already has an archive's name; else null.</param>
    sealed record FilePair(
        FileIdentity Identity,
        FileStream Plain,
        FileStream Compressed,
        TemporaryFile? Temporary,
        ArchiveCodec? Codec) : IDisposable
    {
        public bool IsArchived => Codec is not null;

        /// <summary>Whether the plain file has more than was compared: another process may not yet know of the rotation.</summary>
        public bool HasGrown => Plain.Length != Plain.Position;

        public void Dispose()
        {
            Compressed.Dispose();
            Plain.Dispose();
        }
    }
}

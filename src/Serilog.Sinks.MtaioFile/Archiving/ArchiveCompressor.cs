using Serilog.Sinks.MtaioFile.Files;







namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// Compresses archives: to a temporary file, checked and forced to the disk before it gets its name, the plain file deleted last, so that at
/// every moment one of them is whole. Rotation goes on meanwhile, and may give the archive another name; it is known by its identity.
/// </summary>
sealed class ArchiveCompressor(PathGate gate, ArchiveCatalog catalog, IFileSystem fileSystem, int plainCount, string path)
{
    const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>What .NET tells of a file that somebody else has for himself: on Linux, macOS and Windows.</summary>
    static readonly int[] SharingViolations = [11, 35, unchecked((int)0x80070020)];

    readonly string _temporaryPath = path + ".gz.tmp";
    readonly HashSet<FileIdentity> _leftAlone = [];

    /// <summary>Compresses the oldest archive that is to be, or finishes what an earlier run has left of it.</summary>
    /// <returns>False when there is nothing left to do.</returns>
    public bool CompressNext(CancellationToken cancellationToken)
    {
        if (Begin() is not { } task) return false;
        using (task.Source)
        using (task.Compressed)
        {
            if (task.IsPair) Finish(task, cancellationToken);
            else Compress(task, cancellationToken);
        }
        return true;
    }

    /// <summary>Deletes a temporary file that nobody is writing: its writer was killed.</summary>
    public void DeleteLeftover()
    {
        using var pass = gate.Enter();
        if (fileSystem.Probe(_temporaryPath) is not { Kind: FileKind.Regular }) return;
        using var file = TryOpenTemporary();
        if (file is not null) fileSystem.Delete(_temporaryPath);
    }

    /// <summary>
    /// Opens the files of the next task while nobody renames them: a temporary file that was opened just before its writer gave it its final
    /// name would be emptied under that.
    /// </summary>
    CompressionTask? Begin()
    {
        using var pass = gate.Enter();
        var archive = catalog.List().Skip(plainCount).LastOrDefault(a => a.Plain is { Length: > 0 } plain && !_leftAlone.Contains(plain.Identity));
        if (archive is null) return null;
        var isPair = archive.Compressed is not null;
        var source = OpenRead(catalog.PathOf(archive.Id, compressed: false));
        try
        {
            var compressed = isPair ? OpenRead(catalog.PathOf(archive.Id, compressed: true)) : TryOpenTemporary();
            if (compressed is not null) return new CompressionTask(source, compressed, archive.Plain!.Value.Identity, isPair);
            // Another sink is compressing, and goes on until nothing is left.
            source.Dispose();
            return null;
        }
        catch (Exception)
        {
            source.Dispose();
            throw;
        }
    }

    void Compress(CompressionTask task, CancellationToken cancellationToken)
    {
        var (source, target, identity, _) = task;
        try
        {
            target.SetLength(0);
            GZipCompressor.Compress(source, target, cancellationToken);
            if (GZipCompressor.Compare(source, target, cancellationToken) != GZipContent.Same) throw new IOException($"the compressed copy of {source.Name} differs from it");
            CopyMarks(source, target);
            DiskFlush.Force(target.SafeFileHandle);
            Replace(identity, cancellationToken);
        }
        catch (Exception)
        {
            fileSystem.Delete(_temporaryPath);
            throw;
        }
    }

    /// <summary>Gives the checked copy the name of the archive, whatever that is by now.</summary>
    void Replace(FileIdentity identity, CancellationToken cancellationToken)
    {
        using var pass = gate.Enter();
        // After the sink was closed the gate may be another one.
        cancellationToken.ThrowIfCancellationRequested();
        if (Find(identity) is not { Compressed: null } archive)
        {
            // Meanwhile it was deleted, or somebody else has compressed it.
            fileSystem.Delete(_temporaryPath);
            return;
        }
        fileSystem.Rename(_temporaryPath, catalog.PathOf(archive.Id, compressed: true));
        fileSystem.Delete(catalog.PathOf(archive.Id, compressed: false));
    }

    /// <summary>Both stand there: an earlier run was cut short between its last steps, or somebody has put one of them there.</summary>
    void Finish(CompressionTask task, CancellationToken cancellationToken)
    {
        var (source, compressed, identity, _) = task;
        var content = GZipCompressor.Compare(source, compressed, cancellationToken);
        using var pass = gate.Enter();
        cancellationToken.ThrowIfCancellationRequested();
        if (Find(identity) is not { Compressed: not null } archive) return;
        if (content == GZipContent.Other) _leftAlone.Add(identity);
        else fileSystem.Delete(catalog.PathOf(archive.Id, compressed: content == GZipContent.Beginning));
    }

    StoredArchive? Find(FileIdentity identity) => catalog.List().FirstOrDefault(a => a.Plain?.Identity == identity);

    /// <summary>One sink at a time has the temporary file; null when another has it.</summary>
    /// <exception cref="IOException">Something that is not a file of ours has its name, such as a link to a file that is not to be emptied.</exception>
    FileStream? TryOpenTemporary()
    {
        if (fileSystem.Probe(_temporaryPath) is { Kind: not FileKind.Regular }) throw new IOException($"{_temporaryPath} is in the way and not a file");
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OnlyOwner;
        try
        {
            var file = new FileStream(_temporaryPath, options);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file.SafeFileHandle, OnlyOwner);
            return file;
        }
        catch (IOException ex) when (SharingViolations.Contains(ex.HResult))
        {
            return null;
        }
    }

    static FileStream OpenRead(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    static void CopyMarks(FileStream source, FileStream target)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(target.SafeFileHandle, File.GetUnixFileMode(source.SafeFileHandle));
        File.SetLastWriteTimeUtc(target.SafeFileHandle, File.GetLastWriteTimeUtc(source.SafeFileHandle));
    }

    /// <summary>An archive, and the file that its content goes to or, as one of a pair, is already in.</summary>
    sealed record CompressionTask(FileStream Source, FileStream Compressed, FileIdentity Identity, bool IsPair);
}

using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Rotation;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// Compresses archives: to a temporary file, checked and forced to the disk before it gets its name, the plain file deleted last, so that at
/// every moment one of them is whole. Rotation goes on meanwhile, and may give the archive another name; it is known by its identity.
/// </summary>
sealed class ArchiveCompressor(PathGate gate, ArchiveCatalog catalog, IFileSystem fileSystem, int plainCount, string path)
{
    const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    const int LockedOnUnix = 11, LockedOnWindows = 32; // EAGAIN, ERROR_SHARING_VIOLATION

    readonly string _temporaryPath = path + ".gz.tmp";
    readonly HashSet<FileIdentity> _leftAlone = [];

    /// <summary>Compresses the oldest archive that is to be, or finishes what an earlier run has left of it.</summary>
    /// <returns>False when there is nothing left to do.</returns>
    public bool CompressNext(CancellationToken cancellationToken)
    {
        StoredArchive? archive;
        FileStream source;
        FileStream? compressed = null;
        using (gate.Enter())
        {
            archive = catalog.List().Skip(plainCount).LastOrDefault(a => a.Plain is { } plain && !_leftAlone.Contains(plain.Identity));
            if (archive is null) return false;
            source = OpenRead(catalog.PathOf(archive.Id, compressed: false));
            if (archive.Compressed is not null) compressed = OpenRead(catalog.PathOf(archive.Id, compressed: true));
        }
        using (source)
        using (compressed)
        {
            var identity = archive.Plain!.Value.Identity;
            if (compressed is null) return Compress(source, identity, cancellationToken);
            Finish(source, compressed, identity, cancellationToken);
            return true;
        }
    }

    /// <summary>Deletes a temporary file that nobody is writing: its writer was killed.</summary>
    public void DeleteLeftover()
    {
        if (fileSystem.Probe(_temporaryPath) is not { Kind: FileKind.Regular }) return;
        using var leftover = TryOpenTemporary();
        if (leftover is not null) fileSystem.Delete(_temporaryPath);
    }

    bool Compress(FileStream source, FileIdentity identity, CancellationToken cancellationToken)
    {
        using var target = TryOpenTemporary();
        // Another process is compressing archives of this file: it will come to this one too.
        if (target is null) return false;
        try
        {
            target.SetLength(0);
            GZipCompressor.Compress(source, target, cancellationToken);
            if (GZipCompressor.Compare(source, target, cancellationToken) != GZipContent.Same) throw new IOException($"the compressed copy of {source.Name} differs from it");
            CopyMarks(source, target);
            DiskFlush.Force(target.SafeFileHandle);
            Replace(identity);
            return true;
        }
        catch (Exception)
        {
            fileSystem.Delete(_temporaryPath);
            throw;
        }
    }

    /// <summary>Gives the checked copy the name of the archive, whatever that is by now.</summary>
    void Replace(FileIdentity identity)
    {
        using var pass = gate.Enter();
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
    void Finish(FileStream source, FileStream compressed, FileIdentity identity, CancellationToken cancellationToken)
    {
        var content = GZipCompressor.Compare(source, compressed, cancellationToken);
        using var pass = gate.Enter();
        if (Find(identity) is not { Compressed: not null } archive) return;
        if (content == GZipContent.Other) _leftAlone.Add(identity);
        else fileSystem.Delete(catalog.PathOf(archive.Id, compressed: content == GZipContent.Beginning));
    }

    StoredArchive? Find(FileIdentity identity) => catalog.List().FirstOrDefault(a => a.Plain?.Identity == identity);

    /// <summary>One process at a time has the temporary file; null when another one has.</summary>
    FileStream? TryOpenTemporary()
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OnlyOwner;
        try
        {
            var file = new FileStream(_temporaryPath, options);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file.SafeFileHandle, OnlyOwner);
            return file;
        }
        catch (IOException ex) when ((ex.HResult & 0xFFFF) is LockedOnUnix or LockedOnWindows)
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
}

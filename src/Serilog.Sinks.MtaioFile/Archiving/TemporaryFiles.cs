using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// The files that a codec compresses to, or that archives of another file system are copied to. One sink at a time writes one. It is
/// created under a name that nobody knew before, so that it is no file and no link of another user; when it is complete, it gets the name
/// of its archive.
/// </summary>
sealed class TemporaryFiles(ArchiveFolder folder, ArchiveCodec? codec)
{
    const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    readonly TemporaryNames _names = new(folder.LogName, codec, folder.Rules);

    /// <summary>Creates a file for this sink alone.</summary>
    /// <returns>Null when another sink of this user has one open.</returns>
    public TemporaryFile? TryCreateLocked()
    {
        Debug.Assert(folder.IsLocked);
        if (DeleteLeftoversLocked()) return null;
        var path = folder.PathOf(_names.New());
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = 0,
        };
        SystemCalls.Current.SetModeOfNew(options, OnlyOwner);
        return new TemporaryFile(path, new FileStream(path, options));
    }

    /// <summary>Gives the complete file the name of its archive, unless something has that name.</summary>
    public void PublishLocked(TemporaryFile file, ArchiveId archive) =>
        folder.PublishLocked(file.Stream.SafeFileHandle, file.Path, folder.PathOf(archive, codec));

    /// <summary>Deletes the file that this sink has open.</summary>
    public void Delete(TemporaryFile file) => folder.Delete(file.Path);

    /// <summary>Deletes files that no sink has open: their writers were killed. Links and other things are not touched.</summary>
    /// <returns>Whether another sink of this user has such a file open.</returns>
    public bool DeleteLeftoversLocked()
    {
        Debug.Assert(folder.IsLocked);
        var anyInUse = false;
        foreach (var name in _names.Starts.SelectMany(folder.ListUnfinished).Where(_names.IsMatch))
        {
            var path = folder.PathOf(name);
            if (folder.Probe(path) is not { Kind: FileKind.Regular } status || TryDeleteLeftover(path, status)) continue;
            anyInUse |= SystemCalls.Current.IsOwn(status);
        }
        return anyInUse;
    }

    bool TryDeleteLeftover(string path, FileStatus status)
    {
        try
        {
            using var file = ExactFile.TryOpenAlone(path, status.Identity);
            if (file is null) return false;
            folder.Delete(path);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            // The file is that of another user, or gone. It keeps nobody from compressing.
        }
        return true;
    }
}

/// <summary>An open file that a codec compresses to.</summary>
/// <param name="Path">The path at which the file was created.</param>
/// <param name="Stream">The open file.</param>
sealed record TemporaryFile(string Path, FileStream Stream);

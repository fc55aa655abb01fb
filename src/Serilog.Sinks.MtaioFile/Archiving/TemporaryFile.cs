using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// The file that a codec compresses to. One sink at a time writes it; when the file is complete, it gets the name of its archive.
/// </summary>
sealed class TemporaryFile(ArchiveFolder folder, ArchiveCodec codec)
{
    const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>What .NET reports for a file that another opener has for itself: on Linux, macOS and Windows.</summary>
    static readonly int[] SharingViolations = [11, 35, unchecked((int)0x80070020)];

    readonly string _path = folder.TemporaryPathOf(codec);

    /// <summary>Opens the file for this sink alone.</summary>
    /// <returns>Null when another sink has the file open.</returns>
    /// <exception cref="IOException">
    /// Something other than a regular file has the name: a link could lead to a file that must not be emptied.
    /// </exception>
    public FileStream? TryOpenLocked()
    {
        Debug.Assert(folder.IsLocked);
        if (folder.Probe(_path) is { Kind: not FileKind.Regular }) throw new IOException($"{_path} is in the way and not a file");
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OnlyOwner;
        try
        {
            var file = new FileStream(_path, options);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file.SafeFileHandle, OnlyOwner);
            return file;
        }
        catch (IOException ex) when (SharingViolations.Contains(ex.HResult))
        {
            return null;
        }
    }

    /// <summary>Gives the complete file the name of its archive.</summary>
    public void RenameLocked(ArchiveId archive) => folder.RenameLocked(_path, folder.PathOf(archive, codec));

    /// <summary>Deletes the file that this sink has open.</summary>
    public void Delete() => folder.DeleteTemporary(codec);

    /// <summary>Deletes a file that no sink has open: its writer was killed.</summary>
    public void DeleteLeftover()
    {
        using var pass = folder.Enter();
        if (folder.Probe(_path) is not { Kind: FileKind.Regular }) return;
        using var file = TryOpenLocked();
        if (file is not null) Delete();
    }
}

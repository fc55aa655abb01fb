namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>Tells the failures of files apart.</summary>
static class FileErrors
{
    const int FileTooLarge = 27, NoSpace = 28, QuotaExceeded = 122; // EFBIG, ENOSPC, EDQUOT
    const int AlreadyThere = 17, AlreadyThereOnWindows = unchecked((int)0x80070050); // EEXIST, ERROR_FILE_EXISTS

    const int AnotherFileSystem = 18, AnotherFileSystemOnWindows = unchecked((int)0x80070011); // EXDEV, ERROR_NOT_SAME_DEVICE

    static readonly int[] FullOrReadOnly = [28, 30, 69, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>
    /// Whether a failure is what .NET reports for a full disk, an exceeded quota and a disk that is read-only, on Linux, macOS and Windows:
    /// writing other files there would fail too.
    /// </summary>
    public static bool IsAboutDisk(Exception failure) => FullOrReadOnly.Contains(failure.HResult);

    /// <summary>Whether a write failed for lack of space, so that another handle of the file would not help.</summary>
    public static bool IsAboutSpace(Exception failure) => failure.HResult is NoSpace or QuotaExceeded or FileTooLarge;

    /// <summary>Whether a file cannot be renamed because its new name is on another file system.</summary>
    public static bool IsAboutAnotherFileSystem(IOException failure) =>
        failure.HResult is AnotherFileSystem or AnotherFileSystemOnWindows;

    /// <summary>Whether a file was not created because one is there.</summary>
    public static bool IsAlreadyThere(IOException failure) => failure.HResult is AlreadyThere or AlreadyThereOnWindows;
}

namespace Serilog.Sinks.MtaioFile.Systems;

/// <summary>Tells the failures of files apart.</summary>
static class FileErrors
{
    // What .NET reports on Linux, macOS and Windows. The numbers of one system mean nothing on another, or the same.
    static readonly int[] Full = [28, 69, 122, OnWindows(39), OnWindows(112), OnWindows(1295)]; // ENOSPC, EDQUOT, ERROR_(HANDLE_)DISK_FULL
    static readonly int[] TooLarge = [27, OnWindows(223)]; // EFBIG, ERROR_FILE_TOO_LARGE
    static readonly int[] ReadOnly = [30, OnWindows(19)]; // EROFS, ERROR_WRITE_PROTECT
    static readonly int[] AlreadyThere = [17, OnWindows(80), OnWindows(183)]; // EEXIST, ERROR_FILE_EXISTS, ERROR_ALREADY_EXISTS
    static readonly int[] EndedPipe = [OnWindows(109), OnWindows(232), OnWindows(233)]; // ERROR_BROKEN_PIPE, _NO_DATA, _PIPE_NOT_CONNECTED
    static readonly int[] FileForFolder = [20, OnWindows(267)]; // ENOTDIR, ERROR_DIRECTORY
    static readonly int[] AnotherFileSystem = [18, OnWindows(17)]; // EXDEV, ERROR_NOT_SAME_DEVICE

    /// <summary>
    /// Whether a failure is what .NET reports for a full disk, an exceeded quota and a disk that is read-only, on Linux, macOS and Windows:
    /// writing other files there would fail too.
    /// </summary>
    public static bool IsAboutDisk(Exception failure) => IsOne(failure, Full) || IsOne(failure, ReadOnly);

    /// <summary>Whether a write failed for lack of space, so that another handle of the file would not help.</summary>
    public static bool IsAboutSpace(Exception failure) => IsOne(failure, Full) || IsOne(failure, TooLarge);

    /// <summary>Whether a file cannot be renamed because its new name is on another file system.</summary>
    public static bool IsAboutAnotherFileSystem(IOException failure) => IsOne(failure, AnotherFileSystem);

    /// <summary>Whether a file was not created because one is there.</summary>
    public static bool IsAlreadyThere(IOException failure) => IsOne(failure, AlreadyThere);

    /// <summary>Whether a path leads to nothing: it, or a folder on its way, is not there, or a file is in the place of a folder.</summary>
    public static bool IsAboutNothingThere(Exception failure) =>
        failure is FileNotFoundException or DirectoryNotFoundException || IsOne(failure, FileForFolder);

    /// <summary>Whether the reader of a Windows pipe has closed it: the pipe must be opened anew for the next reader.</summary>
    public static bool IsAboutEndedPipe(Exception failure) => IsOne(failure, EndedPipe);

    /// <summary>The failure of a Windows call as .NET reports it.</summary>
    public static int OnWindows(int error) => unchecked((int)0x80070000) | error;

    static bool IsOne(Exception failure, int[] errors) => errors.Contains(failure.HResult);
}

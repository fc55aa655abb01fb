namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>Tells the failures of files apart.</summary>
static class FileErrors
{
    const int FileTooLarge = 27, NoSpace = 28, QuotaExceeded = 122; // EFBIG, ENOSPC, EDQUOT

    /// <summary>Whether a write failed for lack of space, so that another handle of the file would not help.</summary>
    public static bool IsAboutSpace(Exception failure) => failure.HResult is NoSpace or QuotaExceeded or FileTooLarge;
}

namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>What settings of other file sinks are called here.</summary>
static class OtherSinksNames
{
    const string NotCounted = "write backupCount; it does not count the active file: for 5 files in all, write 4";
    const string ByDate = "write interval, such as \"Day\"; the active file keeps its name";
    const string Queued = "remove it: events are always queued and written in batches";
    const string SizeRotates = "remove it: a file always rotates at maxBytes";

    static readonly Dictionary<string, string> Remedies = new(StringComparer.OrdinalIgnoreCase)
    {
        ["rollingInterval"] = ByDate,
        ["fileSizeLimitBytes"] = "write maxBytes; the file is then rotated, not closed",
        ["retainedFileCountLimit"] = NotCounted,
        ["retainedFileTimeLimit"] = "write retainedAge inside rotation",
        ["rollOnFileSizeLimit"] = SizeRotates,
        ["buffered"] = Queued,
        ["bufferSize"] = "write queueLimit inside options:batching",
        ["blockWhenFull"] = "write overflow inside options:batching",
        ["pathFormat"] = "write path",
        ["fileName"] = "write path",
        ["file"] = "write path",
        ["layout"] = "write outputTemplate",
        ["conversionPattern"] = "write outputTemplate",
        ["template"] = "write outputTemplate",
        ["lockingModel"] = "write shared, if other processes write the file",
        ["preserveLogFileNameExtension"] = "write archiveName inside rotation, such as {stem}.{n}{ext}",
        ["countDirection"] = "remove it: number 1 is always the newest archive",
        ["appendToFile"] = "write append",
        ["maximumFileSize"] = "write maxBytes",
        ["maxFileSize"] = "write maxBytes",
        ["maxSizeRollBackups"] = "write backupCount",
        ["rollingStyle"] = "write maxBytes for rotation by size, interval for rotation by date",
        ["datePattern"] = ByDate,
        ["staticLogFileName"] = "remove it: the active file always keeps its name",
    };

    static readonly Dictionary<string, string> RemediesForNLog = new(StringComparer.OrdinalIgnoreCase)
    {
        ["archiveAboveSize"] = "write maxBytes",
        ["archiveEvery"] = ByDate,
        ["archiveNumbering"] = "write archiveName inside rotation",
        ["archiveFileName"] = "write archiveName inside rotation",
        ["archiveSuffixFormat"] = "write archiveName inside rotation",
        ["archiveOldFileOnStartup"] = "write rotateOnStart inside rotation",
        ["deleteOldFileOnStartup"] = "write append, false",
        ["header"] = "write hooks, whose OnFileOpened writes a header",
        ["footer"] = "write hooks, whose OnRotating and OnClosing write footers",
        ["maxArchiveFiles"] = "write backupCount",
        ["maxArchiveDays"] = "write retainedAge inside rotation",
        ["enableArchiveFileCompression"] = "write compression inside rotation",
        ["keepFileOpen"] = "remove it: the file is always kept open",
        ["concurrentWrites"] = "write shared",
    };

    public static string? RemedyFor(string name) => Remedies.GetValueOrDefault(name) ?? RemediesForNLog.GetValueOrDefault(name);
}

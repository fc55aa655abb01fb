using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// The listings of folders that one log reads: those that all logs share, unless other writers may change the names of its files.
/// </summary>
/// <param name="fileSystem">The file system.</param>
/// <param name="gate">The gate of the log's path.</param>
/// <param name="log">The path of the log.</param>
/// <param name="rules">The rules by which names are compared.</param>
sealed class LogListings(IFileSystem fileSystem, PathGate gate, string log, NameRules rules)
{
    /// <summary>A listing of a folder.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="changedAt">The timestamp of a change that the listing must show; 0 = one of the last second will do.</param>
    public FolderListing Of(string directory, long changedAt) => gate.HasOthers
        ? new FolderListing(fileSystem.List(directory), rules)
        : RecentListings.Shared.Of(fileSystem, directory, rules, new ListingReader(log, changedAt));

    /// <summary>Takes note that the log is closed. When it is opened again, it needs new listings.</summary>
    public void Close() => RecentListings.Shared.Close(log);
}

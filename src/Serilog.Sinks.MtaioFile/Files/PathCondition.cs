namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>What decides whether a path can be written: the rights to it, and the room on its disk.</summary>
/// <param name="PathAccess">The error of writing to the path as the rights are now; 0 = it may be written.</param>
/// <param name="MissingLevels">The number of names at the end of the path, the file's included, that do not exist.</param>
/// <param name="FolderAccess">The error of writing to the last folder that exists; 0 = it may be written.</param>
/// <param name="FreeBytes">The free bytes that this user may fill.</param>
readonly record struct PathCondition(int PathAccess, int MissingLevels, int FolderAccess, long FreeBytes)
{
    /// <summary>Whether an attempt that failed earlier, in another condition, may succeed now.</summary>
    public bool MayBeBetterThan(PathCondition earlier) =>
        FreeBytes > earlier.FreeBytes || this with { FreeBytes = 0 } != earlier with { FreeBytes = 0 };
}

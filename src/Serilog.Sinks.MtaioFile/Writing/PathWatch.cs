using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Files;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>
/// Notices, while writing fails, that the path may have become good: a folder appears, a right is granted, room is made. The thread that
/// writes alone uses it.
/// </summary>
sealed class PathWatch(IFileSystem fileSystem, IActivePath path)
{
    PathCondition? _atFailure;

    /// <summary>Remembers the condition of the path in which an attempt has failed.</summary>
    public void NoteFailure() => _atFailure = Look();

    /// <summary>Whether the condition has changed since, so that an attempt may succeed.</summary>
    public bool MayHaveRecovered() => _atFailure is { } earlier && Look() is { } now && now.MayBeBetterThan(earlier);

    PathCondition? Look()
    {
        try
        {
            return fileSystem.ConditionOf(path.Current);
        }
        catch (Exception)
        {
            // The back-off decides alone.
            return null;
        }
    }
}

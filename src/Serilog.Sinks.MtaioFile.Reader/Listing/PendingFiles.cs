using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Reader.Listing;

/// <summary>The rotated files that wait beside the active file until they are archives.</summary>
static class PendingFiles
{
    /// <summary>The files, the oldest first.</summary>
    public static IReadOnlyList<ListedFile> Of(string active)
    {
        var names = new PendingNames(Path.GetFileName(active), NameRules.OfThisSystem.Comparison);
        var directory = Path.GetDirectoryName(active) ?? "";
        List<(ArchiveId Id, ListedFile File)> files = [];
        try
        {
            foreach (var name in PhysicalFileSystem.Instance.List(directory))
            {
                if (names.TryParse(name) is not { } id) continue;
                var path = Path.Combine(directory, name);
                if (PhysicalFileSystem.Instance.Probe(path) is { Kind: FileKind.Regular } status)
                    files.Add((id, new ListedFile(path, status, Codec: null, IsActive: false)));
            }
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return [];
        }
        return [.. files.OrderBy(f => f.Id.Stamp).ThenBy(f => f.Id.Number).Select(f => f.File)];
    }
}

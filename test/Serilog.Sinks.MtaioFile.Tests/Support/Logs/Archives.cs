using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Systems;
using Serilog.Sinks.MtaioFile.Tests.Archiving;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>A log and its archives in the order in which they were written.</summary>
static class Archives
{
    /// <summary>The names from the oldest archive to the active file.</summary>
    public static string[] OldestFirst(TempFolder folder, string active = "app.log")
    {
        var names = new ArchiveFileNames("", PatternArchiveNames.Of(Some.NumberedNames, active), AllCodecs.List, NameRules.Linux);
        return [.. folder.Names.Where(name => name == active || NumberOf(name) > 0).OrderByDescending(NumberOf)];

        int NumberOf(string name) => names.TryParse(name, out var file) ? file.Archive.Number : 0;
    }
}

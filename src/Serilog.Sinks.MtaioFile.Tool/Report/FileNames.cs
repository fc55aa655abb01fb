namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>How the page names files and places in them.</summary>
static class FileNames
{
    public static string NameOf(string path) => Path.GetFileName(path) is { Length: > 0 } name ? name : path;

    public static string IdOf(int index) => $"file-{index + 1}";

    public static string PlaceOf(RecordPlace place) => $"{NameOf(place.File)}:{place.Line}";
}

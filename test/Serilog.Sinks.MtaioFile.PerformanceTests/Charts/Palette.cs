namespace Serilog.Sinks.MtaioFile.PerformanceTests.Charts;

/// <summary>Ours in one strong colour, what is no logger in grey, the peers in colours that keep apart.</summary>
static class Palette
{
    public const string Ours = "#2563eb";
    public const string OursToo = "#60a5fa";
    public const string Reference = "#9ca3af";
    public const string Peer = "#f0a860";

    static readonly Dictionary<string, string> Lines = new(StringComparer.Ordinal)
    {
        ["log4net"] = "#b45309",
        ["file-buffered"] = "#059669",
        ["file"] = "#65a30d",
        ["nlog"] = "#dc2626",
        ["zlogger"] = "#9333ea",
        ["async-file"] = "#0d9488",
        ["mtaio-rotating"] = OursToo,
        ["mtaio json"] = OursToo,
        ["mtaio dated"] = OursToo,
        ["file-buffered json"] = "#84cc16",
        ["file-buffered text"] = "#059669",
    };

    public static bool IsOurs(string contender) => contender.StartsWith("mtaio", StringComparison.Ordinal);

    public static bool IsReference(string contender) => contender is "null" or "raw";

    public static string Bar(string contender) => IsOurs(contender) ? Ours : IsReference(contender) ? Reference : Peer;

    public static string Line(string contender) =>
        Lines.TryGetValue(contender, out var colour) ? colour : IsOurs(contender) ? Ours : Reference;
}

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>
/// The shorthand of the tests that count bytes: <c>a4 b25</c> is a line of 4 bytes of a, its line end included, and one of 25 bytes of b;
/// <c>app.log: c4; .1: a4 b6</c> is a folder of two files.
/// </summary>
static class Sized
{
    public static string Text(string lines) => string.Concat(Split(lines, ' ').Select(line => Some.Line(line[0], BytesOf(line))));

    public static void Log(ILogger log, string lines)
    {
        foreach (var line in Split(lines, ' ')) log.Information(Some.Message(line[0], BytesOf(line)));
    }

    public static void Write(TempFolder folder, string files)
    {
        foreach (var (name, text) in Files(files)) folder.Write(name, text);
    }

    /// <summary>Everything in the folder is what the shorthand says, by name and by content.</summary>
    public static void AssertFolder(string files, TempFolder folder) => Assert.Equal(Files(files), folder.Files);

    static Dictionary<string, string> Files(string files) =>
        Split(files, ';').Select(file => file.Split(':')).ToDictionary(parts => NameOf(parts[0]), parts => Text(parts[1]));

    static string NameOf(string name) => name.StartsWith('.') ? "app.log" + name : name;

    static int BytesOf(string line) => int.Parse(line.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);

    static string[] Split(string text, char separator) =>
        text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

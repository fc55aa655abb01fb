using System.Globalization;
using System.Text;
using Serilog.Sinks.MtaioFile.Archiving;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>Reads the braces of a path once, from left to right.</summary>
static class LogPathReader
{
    const string Help = "use {date}, {processId}, {machineName} and {env:NAME}; for a brace itself write it twice";

    public static (string Before, IReadOnlyList<StampFormat>? Date, string After) Read(string path)
    {
        var text = new StringBuilder();
        string? before = null;
        IReadOnlyList<StampFormat>? date = null;
        for (var position = 0; position < path.Length;)
        {
            var character = path[position];
            if (character is not ('{' or '}') || (position + 1 < path.Length && path[position + 1] == character))
            {
                text.Append(character);
                position += character is '{' or '}' ? 2 : 1;
                continue;
            }
            var close = path.IndexOf('}', position);
            if (character == '}' || close < 0)
                throw new FormatException($"a single {character}; write {character}{character} for the character itself");
            var (name, format) = Split(path[(position + 1)..close]);
            position = close + 1;
            if (!Is(name, "date"))
            {
                text.Append(ValueOf(name, format));
                continue;
            }
            if (date is not null) throw new FormatException("{date} is there twice");
            date = format is null
                ? StampFormat.Defaults
                : [StampFormat.TryRead(format) ?? throw new FormatException(StampFormat.MistakeIn(format))];
            before = text.ToString();
            text.Clear();
        }
        return before is null ? (text.ToString(), null, "") : (before, date, text.ToString());
    }

    static string ValueOf(string name, string? format)
    {
        if (format is null && Is(name, "processId")) return Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        if (format is null && Is(name, "machineName")) return Environment.MachineName;
        if (Is(name, "n")) throw new FormatException("the number of a file comes by itself: _001, _002; leave {n} out");
        if (!Is(name, "env") || format is null or "") throw new FormatException($"{{{name}}} means nothing; {Help}");
        return Environment.GetEnvironmentVariable(format)
            ?? throw new FormatException($"the environment variable {format} is not set; set it, or leave {{env:{format}}} out");
    }

    static (string Name, string? Format) Split(string token) =>
        token.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? (token[..colon], token[(colon + 1)..]) : (token, null);

    static bool Is(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}

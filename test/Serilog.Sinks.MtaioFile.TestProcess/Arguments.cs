using System.Globalization;

namespace Serilog.Sinks.MtaioFile.TestProcess;

/// <summary>The <c>key=value</c> words and bare words of one command.</summary>
sealed class Arguments(string command)
{
    readonly string[] _words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public string Name => _words.FirstOrDefault() ?? "";

    public long Count => _words.Length > 1 && long.TryParse(_words[1], CultureInfo.InvariantCulture, out var count) ? count : 1;

    public string? Text(string key) => _words.FirstOrDefault(w => w.StartsWith(key + "=", StringComparison.Ordinal))?[(key.Length + 1)..];

    public long? Number(string key) => Text(key) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    public bool? Flag(string key) => Text(key) is { } text ? bool.Parse(text) : null;

    public TimeSpan? Milliseconds(string key) => Number(key) is { } number ? TimeSpan.FromMilliseconds(number) : null;

    public T? Choice<T>(string key)
        where T : struct, Enum => Text(key) is { } text ? Enum.Parse<T>(text) : null;
}

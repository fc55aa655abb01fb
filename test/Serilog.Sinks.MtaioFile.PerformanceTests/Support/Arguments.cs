using System.Globalization;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Support;

/// <summary>The command line: a command, words, and options of the form <c>--name value</c>.</summary>
sealed class Arguments(string[] args)
{
    public string Command => args.FirstOrDefault() ?? "";

    public string CommandLine => string.Join(' ', args);

    /// <summary>The word at this place behind the command.</summary>
    public string Word(int index) => args.ElementAtOrDefault(index + 1) ?? throw new ArgumentException($"word {index + 1} is missing");

    /// <summary>All words behind the command and before the first option.</summary>
    public string[] Words() => [.. args.Skip(1).TakeWhile(arg => !arg.StartsWith("--", StringComparison.Ordinal))];

    public Arguments Without(params string[] names) =>
        new([.. args.Where((arg, i) => !names.Contains(arg) && (i == 0 || !names.Contains(args[i - 1])))]);

    /// <summary>The number after this option, or the first of the defaults, or with <c>--quick</c> the second.</summary>
    public int Number(string name, int otherwise, int whenQuick) => Number(name, Has("--quick") ? whenQuick : otherwise);

    public bool Has(string name) => Array.IndexOf(args, name) >= 0;

    public string? Text(string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    public int Number(string name, int otherwise) =>
        Text(name) is { } text ? int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>The form of the events, from <c>--shape</c> and <c>--size</c>.</summary>
    public Shape? Shape() => Text("--shape") is { } kind ? new Shape(kind, Number("--size", 0)) : null;

    public string[] List(string name, params string[] otherwise) => Text(name)?.Split(',') ?? otherwise;
}

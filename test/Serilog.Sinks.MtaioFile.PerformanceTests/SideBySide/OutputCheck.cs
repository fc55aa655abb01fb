using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;

/// <summary>Reads what a contender has written: every event must be there, once and whole.</summary>
static class OutputCheck
{
    static readonly int NumberAt = "2026-11-23 10:11:12.345 +00:00 [INF] Order ".Length;
    static readonly int NumberLength = SampleEvent.FirstNumber.ToString().Length;

    /// <exception cref="InvalidDataException">An event is missing, there twice, or not what was logged.</exception>
    public static void Check(string folder, bool json, int events)
    {
        var seen = new bool[events];
        foreach (var file in Directory.GetFiles(folder)) CheckFile(file, json, seen);
        var missing = seen.Count(s => !s);
        if (missing > 0) throw new InvalidDataException($"{missing} events are missing in {folder}");
    }

    static void CheckFile(string file, bool json, bool[] seen)
    {
        var rest = System.IO.File.ReadAllBytes(file).AsMemory();
        while (rest.Length > 0)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            if (end < 0) throw new InvalidDataException($"the last line of {file} has no end");
            var line = rest[..end];
            rest = rest[(end + 1)..];
            var number = json ? JsonNumber(line) : TextNumber(line.Span);
            var index = number - SampleEvent.FirstNumber;
            if (number < 0 || index < 0 || index >= seen.Length)
            {
                throw new InvalidDataException($"not a line that was logged: {Encoding.UTF8.GetString(line.Span)}");
            }
            if (seen[index]) throw new InvalidDataException($"event {number} is there twice");
            seen[index] = true;
        }
    }

    /// <summary>The number of the event on this line, or -1 if anything in it is wrong but the time.</summary>
    static int TextNumber(ReadOnlySpan<byte> line)
    {
        if (line.Length != SampleEvent.LineBytes - 1) return -1;
        if (!Utf8Parser.TryParse(line[NumberAt..], out int number, out var length) || length != NumberLength) return -1;
        var rest = line[(NumberAt + length)..];
        var isRight = line[..NumberAt].EndsWith(" [INF] Order "u8)
            && rest.StartsWith(" for Wonderland Trading Ltd took "u8) && rest.EndsWith(" ms"u8)
            && Utf8Parser.TryParse(rest[33..], out int whole, out var wholeLength) && wholeLength == 3 && rest[36] == (byte)'.'
            && Utf8Parser.TryParse(rest[37..], out int fraction, out var fractionLength) && fractionLength == 4
            && (whole * 10_000) + fraction == number;
        return isRight ? number : -1;
    }

    static int JsonNumber(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var number = Property(root, "OrderId").GetInt32();
        var isRight = Property(root, "Customer").ValueEquals(SampleEvent.Customer)
            && Property(root, "Elapsed").GetDouble() == SampleEvent.Elapsed(number);
        return isRight ? number : -1;
    }

    /// <summary>A property by its name. ZLogger's generated methods write the names of their parameters.</summary>
    static JsonElement Property(JsonElement root, string name)
    {
        foreach (var property in root.EnumerateObject())
        {
            if (property.NameEquals(name) || string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase)) return property.Value;
        }
        throw new InvalidDataException($"a line has no property {name}: {root}");
    }
}

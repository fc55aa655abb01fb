namespace Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

/// <summary>A form of events.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Size">How many bytes, properties or characters.</param>
sealed record Shape(string Kind, int Size)
{
    /// <summary>One property of so many bytes.</summary>
    public const string Bytes = "bytes";

    /// <summary>So many properties in the message: whole numbers, strings and fractions in turn.</summary>
    public const string Properties = "properties";

    /// <summary>So many properties of the logger, which a text line does not print.</summary>
    public const string Context = "context";

    /// <summary>A template of so many characters that never comes back, as interpolated strings make them.</summary>
    public const string Unique = "unique";

    readonly string _text = new('x', Size);

    public bool IsUnique => Kind == Unique;

    public int ContextProperties => Kind == Context ? Size : 0;

    public string Template(bool positional) => Kind switch
    {
        Bytes => positional ? "Order {0} {1}" : "Order {OrderId} {Text}",
        Properties => "Order " + string.Join(
            ' ', Enumerable.Range(0, Size).Select(i => positional ? $"{{{i}}}" : $"{{Property{i + 1}}}")),
        _ => positional ? "Order {0}" : "Order {OrderId}",
    };

    public string UniqueTemplate(int number) => Size <= 32 ? $"Order {number}" : $"Order {number} {_text}";

    public object[] Values(int number)
    {
        if (Kind == Bytes) return [number, _text];
        if (Kind != Properties) return [number];
        var values = new object[Size];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (i % 3) switch
            {
                0 => number,
                1 => SampleEvent.Customer,
                _ => SampleEvent.Elapsed(number),
            };
        }
        return values;
    }
}

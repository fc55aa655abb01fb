using CsCheck;

namespace Serilog.Sinks.MtaioFile.Tests;

/// <summary>What tests use that .NET 8, or the last CsCheck for it, does not have. Compiled for .NET 8 only.</summary>
static class MissingInDotNet8
{
    extension(Gen)
    {
        public static Gen<T> OneOf<T>(params T[] values) => Gen.OneOfConst(values);
    }

    extension(Guid id)
    {
        public int Version => id.ToByteArray(bigEndian: true)[6] >> 4;
    }

    /// <summary>The sequence, not the array itself turned round.</summary>
    public static IEnumerable<T> Reverse<T>(this T[] items) => Enumerable.Reverse(items);

    public static IEnumerable<(int Index, T Item)> Index<T>(this IEnumerable<T> items) => items.Select((item, index) => (index, item));

    public static List<Range> Split(this Span<byte> bytes, byte separator)
    {
        List<Range> ranges = [];
        var start = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != separator) continue;
            ranges.Add(start..i);
            start = i + 1;
        }
        ranges.Add(start..bytes.Length);
        return ranges;
    }
}

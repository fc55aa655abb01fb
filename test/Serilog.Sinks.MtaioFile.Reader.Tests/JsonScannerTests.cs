using System.Text;
using CsCheck;
using Serilog.Sinks.MtaioFile.Reader.Parsing;

namespace Serilog.Sinks.MtaioFile.Reader.Tests;

/// <summary>The fast scanner never says anything else of a record than the JSON reader of .NET.</summary>
public sealed class JsonScannerTests
{
    static readonly string[] Names =
    [
        "@t", "@l", "@mt", "@run", "timestamp", "Timestamp", "level", "Level", "Properties", "TransactionId", "TransactionRecords",
        "DroppedEvents", "Name", "", "é", "propertie", "TransactionID", "@\\u0074", "Propert\\u0069es", "a\\\"b",
    ];

    static readonly string[] Values =
    [
        "\"2026-11-27T08:00:00.1234567Z\"", "\"2026-11-27 08:00:00.123 +01:00\"", "\"2026\"", "\"Warning\"", "\"err\"", "\"none\"",
        "\"\"", "\"0199c0de-0000-7000-8000-000000000000\"", "\"0199c0de-0000-7000-8000-00000000000\"",
        "\"é\uD83D\uDE00\u007F\"", "\"a\\\\\"", "\"a\\\"b\\u00e9\\uD800\\n\\/\"", "\"\\x\"", "\"\\u12g4\"", "\"\\u12\"",
        "\"a\tb\"", "\"Order {OrderId} for {Customer} took 200 ms\"",
        "0", "-0", "7", "-12", "5.0", "1e3", "1E+3", "0.5e-7", "9223372036854775807", "9223372036854775808", "01", "-", "1.", ".5",
        "1e", "+1", "1e+", "--1", "0x1", "true", "false", "null", "True", "nul", "truex", "NaN", "[]", "{}", "[1,2]", "[1,]", "[,]",
        "{\"a\":1}", "{\"a\"}", "{\"@t\":\"2026-11-27T08:00:00Z\"}", "[{\"@l\":\"Error\",\"DroppedEvents\":[]}]", "{,}", " 1", "1 ",
        "/**/1", "",
    ];

    static readonly string[] WholeValues = [.. Values.Where(v => JsonFacts.TryReadExactly(Utf8($"{{\"a\":{v}}}"), out _))];

    static readonly string[] Separators = [",", ",", ",", ",", ",", ",", ",", ",", " , ", ",\t", ",,", "", ";"];

    static readonly Gen<string> Value =
        Gen.Frequency((6, Gen.Int[0, Values.Length - 1].Select(i => Values[i])), (1, Nested(2)), (2, Gen.Double.Select(d => $"{d:R}")));

    static readonly Gen<string> Record = Properties(Gen.Frequency((5, Value), (1, Properties(Value))));

    /// <summary>Records without mistakes and without white space, as nearly all are.</summary>
    static readonly Gen<string> Usual =
        Gen.Select(Gen.Int[0, Names.Length - 4], Gen.Int[0, WholeValues.Length - 1]).Array[1, 12].Select(
            all => $"{{{string.Join(",", all.Select(p => $"\"{Names[p.Item1]}\":{WholeValues[p.Item2]}"))}}}");

    [Fact]
    public void AnyRecordIsReadAsByTheReader() => Record.Sample(r => { Check(Utf8(r)); }, iter: 20_000, threads: 1);

    [Fact]
    public void UsualRecordsAreReadWithoutTheReader()
    {
        var (all, scanned) = (0, 0);
        Usual.Sample(
            text =>
            {
                var record = Utf8(text);
                all++;
                if (Check(record)) scanned++;
            },
            iter: 5_000,
            threads: 1);
        // Those with less than 32 bytes are left to the reader.
        Assert.True(scanned > all * 0.8, $"{scanned} of {all}");
    }

    [Fact]
    public void AnyChangedRecordIsReadAsByTheReader() =>
        Usual.Select(Gen.Int[0, 4], Gen.Int[0, 10_000], Gen.Byte, Gen.Bool).Sample(
            (text, change, place, value, isSign) =>
            {
                var record = Utf8(text).ToList();
                var (at, sign) = (place % record.Count, isSign ? (byte)"{}[]\",:\\ 0-e.\t"[value % 14] : value);
                if (change == 0) record[at] = sign;
                else if (change == 1) record.RemoveAt(at);
                else if (change == 2) record.Insert(at, sign);
                else if (change == 3) record.InsertRange(at, record.GetRange(at, Math.Min(value, record.Count - at)));
                else record.RemoveRange(at, record.Count - at);
                Check([.. record]);
            },
            iter: 50_000,
            threads: 1);

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void DeepRecordsAreReadAsByTheReader(string open, string close)
    {
        foreach (var depth in new[] { 1, 30, 31, 32, 33, 64, 510, 511, 512, 513, 100_000 })
        {
            var (opens, closes) = (string.Concat(Enumerable.Repeat(open, depth)), string.Concat(Enumerable.Repeat(close, depth)));
            Check(Utf8($"{{\"@t\":\"2026-11-27T08:00:00Z\",\"x\":{opens}1{closes}}}"));
            Check(Utf8($"{{\"@t\":\"2026-11-27T08:00:00Z\",\"x\":{opens}1{closes[1..]}}}"));
        }
    }

    [Fact]
    public void StringsThatEndAnywhereInABlockAreReadAsByTheReader()
    {
        for (var length = 0; length < 100; length++)
        {
            foreach (var end in new[] { "\"", "\\\"\"", "\\", "\n\"", "\0\"", "\u001F\"", " \"", "é\"" })
                Check(Utf8($"{{\"@l\":\"Error\",\"text\":\"{new string('x', length)}{end},\"@t\":\"2026-11-27T08:00:00Z\"}}"));
            Check(Utf8($"{{\"{new string('x', length)}\":\"{new string('y', 99 - length)}\"}}"));
        }
    }

    static Gen<string> Nested(int depth)
    {
        var inner = depth == 0 ? Gen.Int[0, Values.Length - 1].Select(i => Values[i]) : Nested(depth - 1);
        return Gen.Bool.SelectMany(isArray => isArray ? inner.Array[0, 3].Select(v => $"[{string.Join(",", v)}]") : Properties(inner));
    }

    static Gen<string> Properties(Gen<string> value) =>
        Gen.Select(Gen.Int[0, Names.Length - 1], value, Gen.Int[0, Separators.Length - 1]).Array[0, 8].Select(
            all => "{" + string.Concat(all.Select((p, i) => $"{(i > 0 ? Separators[p.Item3] : "")}\"{Names[p.Item1]}\":{p.Item2}")) + "}");

    static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <returns>Whether the scanner was sure.</returns>
    static bool Check(byte[] record)
    {
        var isSure = JsonScanner.TryScan(record, out var scanned);
        var isWhole = JsonFacts.TryReadExactly(record, out var expected);
        var text = Encoding.UTF8.GetString(record);
        if (isSure)
        {
            Assert.True(isWhole, text);
            Assert.True(expected.Equals(scanned), text);
        }
        else Assert.True(scanned.Equals(default(JsonFacts)), text);
        return isSure;
    }
}

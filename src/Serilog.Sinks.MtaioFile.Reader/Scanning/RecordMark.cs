using System.Buffers.Binary;
using System.Text;

namespace Serilog.Sinks.MtaioFile.Reader.Scanning;

/// <summary>The mark of a record: its run and its number.</summary>
/// <param name="Run">The eight characters of the run, as a number; 0 = the record has no mark.</param>
/// <param name="Number">The number; 0 = a record of the sink itself.</param>
readonly record struct RecordMark(ulong Run, long Number)
{
    public const int RunLength = Runs.LogRun.IdLength;
    public const int HashLength = Runs.RecordHash.Length;

    /// <summary>Where a JSON record has its hash: after the name of the property.</summary>
    public const int HashInJson = 10;

    const int MostDigits = 18;

    public bool IsPresent => Run != 0;

    /// <summary>Whether the sink itself wrote the record.</summary>
    public bool IsOwn => Run != 0 && Number == 0;

    public string RunText => TextOf(Run);

    public override string ToString() => Run == 0 ? "-" : $"{RunText}#{Number}";

    public static string TextOf(ulong run)
    {
        Span<byte> bytes = stackalloc byte[RunLength];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, run);
        return Encoding.ASCII.GetString(bytes);
    }

    /// <summary>Reads a mark as it is in texts, such as <c>k3x9f2ab#17</c>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out RecordMark mark)
    {
        mark = default;
        if (text.Length < RunLength + 2 || text[RunLength] != '#' || !TryParseRun(text[..RunLength], out var run)) return false;
        if (!TryParseNumber(text[(RunLength + 1)..], out var number, out var digits)) return false;
        mark = new RecordMark(run, number);
        return digits == text.Length - RunLength - 1;
    }

    /// <summary>Reads the mark at the start of a JSON record.</summary>
    public static bool TryParseJson(ReadOnlySpan<byte> record, out RecordMark mark)
    {
        mark = default;
        if (HasHashInJson(record)) record = record[(HashInJson + HashLength + 2)..];
        else if (record is [(byte)'{', ..]) record = record[1..];
        if (!record.StartsWith("\"@run\":\""u8) || record.Length < 24) return false;
        if (!TryParseRun(record.Slice(8, RunLength), out var run) || !record[16..].StartsWith("\",\"@q\":"u8)) return false;
        if (!TryParseNumber(record[23..], out var number, out _)) return false;
        mark = new RecordMark(run, number);
        return true;
    }

    /// <summary>The first mark in the first line of a record whose runs are not known; none = the default.</summary>
    public static RecordMark Find(ReadOnlySpan<byte> record)
    {
        if (record is [(byte)'{', ..]) return TryParseJson(record, out var inJson) ? inJson : default;
        if (record.IndexOf((byte)'\n') is var end and >= 0) record = record[..end];
        for (var from = RunLength; from < record.Length && record[from..].IndexOf((byte)'#') is var at and >= 0; from += at + 1)
        {
            var start = from + at - RunLength;
            if (start > 0 && char.IsAsciiLetterOrDigit((char)record[start - 1])) continue;
            if (!TryParseRun(record.Slice(start, RunLength), out var run)) continue;
            if (TryParseNumber(record[(from + at + 1)..], out var number, out _)) return new RecordMark(run, number);
        }
        return default;
    }

    public static bool HasHashInJson(ReadOnlySpan<byte> record) =>
        record.StartsWith("{\"@hash\":\""u8) && record.Length > HashInJson + HashLength + 1
        && record[HashInJson + HashLength] == '"' && record[HashInJson + HashLength + 1] is (byte)',' or (byte)'}'
        && IsHash(record.Slice(HashInJson, HashLength));

    public static bool HasHashInText(ReadOnlySpan<byte> record) =>
        record.Length > HashLength && record[HashLength] == ' ' && IsHash(record[..HashLength]);

    public static bool TryParseRun(ReadOnlySpan<byte> text, out ulong run)
    {
        run = 0;
        foreach (var character in text)
        {
            if (character is not ((>= (byte)'a' and <= (byte)'z') or (>= (byte)'0' and <= (byte)'9'))) return false;
        }
        run = BinaryPrimitives.ReadUInt64BigEndian(text);
        return true;
    }

    public static bool TryParseNumber(ReadOnlySpan<byte> text, out long number, out int digits)
    {
        (number, digits) = (0, 0);
        while (digits < text.Length && digits <= MostDigits && text[digits] is >= (byte)'0' and <= (byte)'9')
            number = (number * 10) + (text[digits++] - '0');
        return digits is > 0 and <= MostDigits;
    }

    static bool IsHash(ReadOnlySpan<byte> text)
    {
        foreach (var character in text)
        {
            var isHash = character is (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z') or (>= (byte)'0' and <= (byte)'9')
                or (byte)'-' or (byte)'_';
            if (!isHash) return false;
        }
        return true;
    }
}

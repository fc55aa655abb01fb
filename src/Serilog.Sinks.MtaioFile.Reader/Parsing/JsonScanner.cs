using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace Serilog.Sinks.MtaioFile.Reader.Parsing;

/// <summary>
/// Reads the facts of a JSON record in one pass, several times as fast as <see cref="Utf8JsonReader"/>. Of a record that is broken or
/// unusual it says only that it is not sure: that reader then decides.
/// </summary>
ref struct JsonScanner
{
    /// <summary>Deeper values are unusual.</summary>
    const int MostDepth = 32;

    /// <summary>What takes part in the facts: the properties of the record, and those of an object <c>Properties</c> in it.</summary>
    const int DepthOfRecord = 1;

    readonly ReadOnlySpan<byte> _record;
    JsonFacts _facts;
    int _at;

    JsonScanner(ReadOnlySpan<byte> record) => _record = record;

    /// <summary>Reads a record.</summary>
    /// <returns>Whether the JSON is whole for sure. If not, there are no facts.</returns>
    public static bool TryScan(ReadOnlySpan<byte> record, out JsonFacts facts)
    {
        facts = default;
        // The search for the end of a string looks at so many bytes at a time.
        if (record.Length < Vector256<byte>.Count || record[0] != '{') return false;
        var scanner = new JsonScanner(record) { _at = 1 };
        if (!scanner.TryObject(DepthOfRecord, hasFacts: true) || scanner._at != record.Length) return false;
        facts = scanner._facts;
        return true;
    }

    /// <summary>Goes to the next byte that is no white space, and gives it; 0 = the end.</summary>
    byte Next()
    {
        var next = Current;
        return next is > (byte)' ' or 0 ? next : AfterSpaces();
    }

    byte AfterSpaces()
    {
        while (Current is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') _at++;
        return Current;
    }

    bool TryTake(byte expected)
    {
        if (Current != expected && Next() != expected) return false;
        _at++;
        return true;
    }

    /// <summary>Reads the rest of an object, behind its brace.</summary>
    bool TryObject(int depth, bool hasFacts)
    {
        if (TryTake((byte)'}')) return true;
        do
        {
            if (!TryTake((byte)'"')) return false;
            var start = _at;
            // An escape may hide one of the names that count.
            if (!TryString(out var isEscaped) || isEscaped) return false;
            var name = _record[start..(_at - 1)];
            if (!TryTake((byte)':') || !TryProperty(name, depth, hasFacts)) return false;
        }
        while (TryTake((byte)','));
        return TryTake((byte)'}');
    }

    bool TryProperty(ReadOnlySpan<byte> name, int depth, bool hasFacts)
    {
        var first = Next();
        if (!hasFacts) return TryValue(first, depth, hasFacts: false);
        if (depth == DepthOfRecord && first == '{' && name.SequenceEqual("Properties"u8)) return TryValue(first, depth, hasFacts: true);
        var (fact, start) = (JsonFacts.FactNamed(name), _at);
        if (!TryValue(first, depth, hasFacts: false)) return false;
        var value = _record[start.._at];
        if (fact == JsonFact.None) return true;
        if (first == '"') _facts.Note(fact, JsonTokenType.String, value[1..^1]);
        else _facts.Note(fact, first is (byte)'-' or (>= (byte)'0' and <= (byte)'9') ? JsonTokenType.Number : JsonTokenType.None, value);
        return true;
    }

    bool TryValue(byte first, int depth, bool hasFacts)
    {
        switch (first)
        {
            case (byte)'"':
                _at++;
                return TryString(out _);
            case (byte)'{':
                _at++;
                return depth < MostDepth && TryObject(depth + 1, hasFacts);
            case (byte)'[':
                _at++;
                return depth < MostDepth && TryArray(depth + 1);
            case (byte)'t':
                return TryWord("true"u8);
            case (byte)'f':
                return TryWord("false"u8);
            case (byte)'n':
                return TryWord("null"u8);
            default:
                return TryNumber();
        }
    }

    /// <summary>Reads the rest of an array, behind its bracket.</summary>
    bool TryArray(int depth)
    {
        if (TryTake((byte)']')) return true;
        do
        {
            if (!TryValue(Next(), depth, hasFacts: false)) return false;
        }
        while (TryTake((byte)','));
        return TryTake((byte)']');
    }

    bool TryWord(ReadOnlySpan<byte> word)
    {
        if (!_record[_at..].StartsWith(word)) return false;
        _at += word.Length;
        return true;
    }

    /// <summary>Reads the rest of a string, behind its first quote. What is not ASCII may be any bytes, as for the other reader.</summary>
    bool TryString(out bool isEscaped)
    {
        isEscaped = false;
        while (true)
        {
            _at = SpecialFrom(_record, _at);
            if (_at >= _record.Length) return false;
            var special = _record[_at++];
            if (special == '"') return true;
            if (special != '\\' || !TryEscape()) return false;
            isEscaped = true;
        }
    }

    /// <summary>The place of the next quote, backslash or control character; beyond the end if there is none.</summary>
    static int SpecialFrom(ReadOnlySpan<byte> record, int at)
    {
        while (at < record.Length)
        {
            // Near the end, the last block is looked at again, without the bytes before.
            var start = Math.Min(at, record.Length - Vector256<byte>.Count);
            var block = Vector256.Create(record.Slice(start, Vector256<byte>.Count));
            var isSpecial = Vector256.Equals(block, Vector256.Create((byte)'"')) | Vector256.Equals(block, Vector256.Create((byte)'\\'))
                | Vector256.LessThan(block, Vector256.Create((byte)' '));
            var found = isSpecial.ExtractMostSignificantBits() >> (at - start);
            if (found != 0) return at + BitOperations.TrailingZeroCount(found);
            at = start + Vector256<byte>.Count;
        }
        return at;
    }

    /// <summary>Reads the rest of an escape, behind its backslash.</summary>
    bool TryEscape()
    {
        if (_at >= _record.Length) return false;
        var escaped = _record[_at++];
        if (escaped != 'u') return "\"\\/bfnrt"u8.Contains(escaped);
        for (var end = _at + 4; _at < end; _at++)
        {
            if (_at >= _record.Length || !char.IsAsciiHexDigit((char)_record[_at])) return false;
        }
        return true;
    }

    bool TryNumber()
    {
        if (Current == '-') _at++;
        if (Current == '0') _at++;
        else if (!TryDigits()) return false;
        if (Current == '.')
        {
            _at++;
            if (!TryDigits()) return false;
        }
        if (Current is not ((byte)'e' or (byte)'E')) return true;
        _at++;
        if (Current is (byte)'+' or (byte)'-') _at++;
        return TryDigits();
    }

    bool TryDigits()
    {
        var start = _at;
        while (Current is >= (byte)'0' and <= (byte)'9') _at++;
        return _at > start;
    }

    /// <summary>The byte at the place of the scanner; 0 = the end.</summary>
    readonly byte Current => _at < _record.Length ? _record[_at] : (byte)0;
}

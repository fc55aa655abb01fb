using System.Text;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>Reads the pattern of archive names once, from left to right.</summary>
sealed class ArchiveNamePatternReader(string pattern, string activeName, IReadOnlyList<ArchiveCodec> codecs)
{
    const int MostDigits = 9;
    const string DatedExample = "{stem}.{date}.{n:000}{ext}";
    const string NumberedExample = "{name}.{n}";

    /// <summary>The ends of other files that the sink writes, compressed archives included.</summary>
    readonly string[] _takenEnds = [.. ArchiveFileNames.EndsOfOtherFiles, .. codecs.Select(c => c.Suffix)];

    const string ImpossibleCharacters = "<>:\"|?*";

    readonly StringBuilder _text = new();
    string _folder = "";
    string? _start;
    string? _middle;
    IReadOnlyList<StampFormat> _stamps = [];
    int _digits;

    public ArchiveNamePattern Read()
    {
        ReadTokens();
        if (_digits == 0) throw Mistake(_stamps.Count > 0
            ? "two archives of one period would have one name; add {n}"
            : "the names of two archives would be the same; add {n}");
        return Pattern();
    }

    public ArchiveNamePattern ReadFormer()
    {
        ReadTokens();
        if (_digits == 0 && _stamps.Count == 0)
            throw Mistake("only one file can have the name; write {date} or {n} where the names differ");
        // The file app2.log may be another log, and no archive of app.log.
        if (_digits > 0 && _stamps.Count == 0 && _start is not null && !EndsInSeparator(_start))
            throw Mistake("the names of other logs may differ by a number; write a separator before {n}");
        return Pattern();
    }

    void ReadTokens()
    {
        for (var position = 0; position < pattern.Length;)
        {
            var character = pattern[position];
            if (character is '{' or '}')
            {
                if (position + 1 < pattern.Length && pattern[position + 1] == character) AddLiteral(character, ref position, length: 2);
                else AddToken(character, ref position);
            }
            else
            {
                AddLiteral(character, ref position, length: 1);
            }
        }
    }

    ArchiveNamePattern Pattern()
    {
        var end = _text.ToString();
        CheckEnd(end);
        return new ArchiveNamePattern(_folder, _start ?? "", _stamps, _middle ?? "", _digits, end);
    }

    void AddLiteral(char character, ref int position, int length)
    {
        if (NameRules.OfThisSystem.Separators.Contains(character, StringComparison.Ordinal))
        {
            EndFolder();
            position += length;
            return;
        }
        if (character == '\\') throw Mistake("'\\' cannot be in a file name on every system; write / between folders");
        var isDrive = NameRules.OfThisSystem.HasDrives && position == 1 && character == ':' && char.IsAsciiLetter(pattern[0]);
        if (!isDrive && (character < ' ' || ImpossibleCharacters.Contains(character, StringComparison.Ordinal)))
            throw Mistake($"'{character}' cannot be in a file name on every system; leave it out");
        _text.Append(character);
        position += length;
    }

    /// <summary>What was read so far is a folder.</summary>
    void EndFolder()
    {
        if (_stamps.Count > 0 || _digits > 0)
            throw Mistake("all archives are in one folder; write {date} and {n} behind the last /");
        _folder += TakeText() + '/';
    }

    void AddToken(char brace, ref int position)
    {
        var close = pattern.IndexOf('}', position);
        if (brace == '}' || close < 0) throw Mistake($"a single {brace}; write {brace}{brace} for the character itself");
        var token = pattern[(position + 1)..close];
        position = close + 1;
        var colon = token.IndexOf(':');
        var format = colon < 0 ? null : token[(colon + 1)..];
        var word = colon < 0 ? token : token[..colon];
        switch (word.ToUpperInvariant())
        {
            case "N":
                BeginNumber(format);
                break;
            case "DATE":
                BeginDate(format);
                break;
            case "NAME" when format is null:
                _text.Append(activeName);
                break;
            case "STEM" when format is null:
                _text.Append(Path.GetFileNameWithoutExtension(activeName));
                break;
            case "EXT" when format is null:
                _text.Append(Path.GetExtension(activeName));
                break;
            default:
                throw Mistake($"{{{token}}} means nothing; use {{n}}, {{date}}, {{name}}, {{stem}} and {{ext}}");
        }
    }

    void BeginNumber(string? format)
    {
        if (_digits > 0) throw Mistake("{n} is there twice");
        if (format is { Length: 0 or > MostDigits } || format?.Trim('0').Length > 0)
            throw Mistake($"{{n:{format}}} is no number of digits; write {{n}} or, for three digits, {{n:000}}");
        var text = TakeText();
        if (_stamps.Count == 0) _start = text;
        else _middle = text;
        if (_middle is not null && !_middle.Any(c => !char.IsAsciiDigit(c))) throw Mistake("put a separator between {date} and {n}");
        _digits = format?.Length ?? 1;
    }

    void BeginDate(string? format)
    {
        if (_stamps.Count > 0) throw Mistake("{date} is there twice");
        if (_digits > 0) throw Mistake("names that have {n} before {date} do not sort; put {date} before {n}");
        _start = TakeText();
        if (format is null) _stamps = StampFormat.Defaults;
        else if (StampFormat.TryRead(format) is { } read) _stamps = [read];
        else throw Mistake(StampFormat.MistakeIn(format));
    }

    static bool EndsInSeparator(string text) => text.Length > 0 && !char.IsLetterOrDigit(text[^1]);

    void CheckEnd(string end)
    {
        var taken = _takenEnds.FirstOrDefault(e => end.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        if (taken is not null) throw Mistake($"{taken} is the end of other files of the sink (compression adds its own); leave it out");
        if (end.EndsWith('.') || end.EndsWith(' ')) throw Mistake("a name cannot end in a dot or a space on every system");
    }

    string TakeText()
    {
        var text = _text.ToString();
        _text.Clear();
        return text;
    }

    static FormatException Mistake(string mistake) =>
        new($"{mistake}. For instance, {NumberedExample} numbers archives, {DatedExample} dates them");
}

using CsCheck;
using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Message templates and output templates, well-formed or not.</summary>
static class RandomTemplates
{
    static readonly MessageTemplateParser Parser = new();

    static readonly Gen<string> Text = Gen.Frequency(
        (6, Gen.OneOf(
            " ", "Order ", ", ", "|", "é€", " 😀 ", "{{", "}}", "\"", "\\", "\n", "{", "}", "{}", "{ bad}", "{x:}", "{A,}", "{A,+3}")),
        (2, Gen.OneOf(RandomText.Halves)));

    static readonly Gen<string> Alignment = Gen.Frequency(
        (12, Gen.Const("")), (3, AlignmentOf(Gen.Int[0, 20])), (1, AlignmentOf(Gen.Int[60, 120])));

    static readonly Gen<string?> ValueFormat = Gen.Frequency<string?>(
        (20, Gen.Const((string?)null)),
        (20, Gen.OneOf<string?>(
            "l", "j", "u", "w", "0", "0.0", "0.00", "0.000", "0.0000", "0.000000000", "0.0000000000", "00", "0.0.0", "0.0#", "#", "#.##",
            "#,0.00", "00000.00%")),
        (8, Gen.OneOf<string?>("N2", "X", "x8", "D5", "E3", "P1", "C", "R", "G17", "F3", "B", "N")),
        (6, RandomTimes.Format),
        (3, Gen.OneOf<string?>("c", "g", "G", "hh\\:mm", "0é", "é0.0", "\uD83D", "'x' 0.0", "lj")));

    static readonly Gen<string> HoleName = Gen.Frequency(
        (12, Gen.OneOf("A", "B", "C", "D", "Ünicode")), (4, Gen.OneOf("0", "1", "2", "Missing", "Message", "Level")));

    static readonly Gen<string> Hole = Gen.Select(
        Gen.OneOf("", "", "", "@", "$"), HoleName, Alignment, ValueFormat,
        (hint, name, alignment, format) => $"{{{hint}{name}{alignment}{(format is null ? "" : ":" + format)}}}");

    public static readonly Gen<MessageTemplate> Message = Gen.Frequency(
        (20, Gen.OneOf(Text, Hole).Array[0, 6].Select(string.Concat)), (1, RandomText.Long)).Select(Parser.Parse);

    static readonly Gen<string> Numbered = Gen.Select(
        Gen.Int[0, 150], Gen.OneOf("", "", ":000", ",5", ",-4:l"), (number, how) => $"{{Numbered_{number}{how}}}");

    /// <summary>Templates with up to 150 tokens: Serilog keeps some of them, and others are too long for that.</summary>
    public static readonly Gen<MessageTemplate> Wide =
        Gen.OneOf(Text, Hole, Numbered).Array[0, 150].Select(string.Concat).Select(Parser.Parse);

    static readonly Gen<string> LevelFormat = Gen.Frequency(
        (4, Gen.OneOf(":u3", ":w3", ":t3", ":u", ":w", ":t", "")),
        (2, Gen.Select(
            Gen.OneOf("u", "w", "t", "x"),
            Gen.OneOf("", "0", "1", "4", "9", "11", "12", "00", "123", "a", "-1", "é", "1a"),
            (letter, digits) => $":{letter}{digits}")));

    static readonly Gen<string> MessageFormat = Gen.OneOf("", "", ":l", ":j", ":lj", ":jl", ":x", ":xlyj");

    static readonly Gen<string> Output = Gen.Frequency(
        (4, Token("Timestamp", RandomTimes.Format.Select(f => f is null ? "" : ":" + f))),
        (3, Token("UtcTimestamp", RandomTimes.Format.Select(f => f is null ? "" : ":" + f))),
        (3, Token("Level", LevelFormat)),
        (6, Token("Message", MessageFormat)),
        (2, Token("Properties", MessageFormat)),
        (2, Token("Exception", Gen.OneOf("", ":l"))),
        (2, Token("NewLine", Gen.OneOf("", ":l"))),
        (1, Token("TraceId", Gen.OneOf("", ":u"))),
        (1, Token("SpanId", Gen.OneOf("", ":u"))),
        (5, Hole),
        (5, Text));

    public static readonly Gen<string> OutputTemplate = Gen.Frequency(
        (12, Output.Array[0, 6].Select(string.Concat)),
        (1, Gen.Const("{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:lj}{NewLine}{Exception}")));

    static Gen<string> AlignmentOf(Gen<int> width) => Gen.Select(Gen.OneOf("", "-"), width, (sign, w) => $",{sign}{w}");

    static Gen<string> Token(string name, Gen<string> format) =>
        Gen.Select(Alignment, format, (alignment, f) => $"{{{name}{alignment}{f}}}");
}

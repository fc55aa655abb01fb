using CsCheck;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Texts with everything that is hard to encode: escapes, characters of one to four bytes, unpaired surrogates.</summary>
static class RandomText
{
    /// <summary>Texts of which two in a row may make a surrogate pair.</summary>
    public static readonly string[] Halves = ["\uD83D", "\uDE00", "\uD83D\uDE00", "a\uD83D", "\uDE00b", "\uDE00\uD83D"];

    static readonly Gen<string> Awkward =
        Gen.String[Gen.Char["ab \"\\\n\r\t\f\b\0\u001f\u007f\u0080\u0085\u2027\u2028\u2029\u202Aé€日\uD83D\uDE00\uFEFF\uFFFF{}'"], 0, 12];

    public static readonly Gen<string> Any = Gen.Frequency(
        (8, Gen.OneOf(
            "Contoso", "a b", "x", "", "order-4711", "C:\\temp\\app.log", "{\"a\":1}", "Frühstück", "😀", "tab\tand\nline\r\n", "a\"b",
            "\0\u0001\u001b[0m")),
        (6, Awkward),
        (3, Gen.OneOf(Halves)),
        (1, Gen.Int[0, 60].Select(length => new string('x', length) + "€😀")));

    /// <summary>Texts longer than the writer encodes at once.</summary>
    public static readonly Gen<string> Long = Gen.Select(
        Gen.Int[8180, 8200], Gen.OneOf("\uD83D\uDE00", "€\uD83D", "\"", "\n"),
        (length, end) => new string('y', length) + end + "\uDE00z");
}

using System.Globalization;
using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tool.Report;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Report;

/// <summary>Text and drawings can be told from what is behind them, on light and dark screens and on paper.</summary>
public sealed partial class ContrastTests
{
    public static TheoryData<int> Palettes() => [0, 1, 2];

    [Fact]
    public void ThereAreThreePalettes() => Assert.Equal(3, Colours().Length);

    [Theory]
    [MemberData(nameof(Palettes))]
    public void TextIsReadable(int palette)
    {
        var colours = Colours()[palette];
        (string Text, string Behind)[] pairs =
        [
            ("ink", "paper"), ("ink", "panel"), ("faint", "paper"), ("faint", "panel"), ("link", "paper"),
            ("good", "good-paper"), ("fair", "fair-paper"), ("bad", "bad-paper"),
            ("ink", "good-paper"), ("ink", "fair-paper"), ("ink", "bad-paper"), ("link", "fair-paper"),
        ];
        Assert.All(pairs, p => Assert.InRange(Ratio(colours[p.Text], colours[p.Behind]), 4.5, 21));
    }

    [Theory]
    [MemberData(nameof(Palettes))]
    public void WhatIsDrawnIsSeen(int palette)
    {
        var colours = Colours()[palette];
        string[] drawn = ["no-level", "verbose", "debug", "information", "warning", "error", "fatal", "dropped", "hatch"];
        Assert.All(drawn, d => Assert.InRange(Ratio(colours[d], colours["paper"]), 3, 21));
    }

    static Dictionary<string, string>[] Colours() =>
    [
        .. Root().Matches(PageStyle.Element.Markup).Select(root =>
            Colour().Matches(root.Value).ToDictionary(c => c.Groups[1].Value, c => c.Groups[2].Value)),
    ];

    /// <summary>The contrast ratio of WCAG 2.</summary>
    static double Ratio(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    static double Luminance(string colour)
    {
        var parts = Enumerable.Range(0, 3).Select(i => int.Parse(colour.AsSpan(2 * i, 2), NumberStyles.HexNumber) / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex(@":root \{[^}]*\}")]
    private static partial Regex Root();

    [GeneratedRegex("--([a-z-]+): #([0-9a-f]{6})")]
    private static partial Regex Colour();
}

using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>Lines, members and files stay small enough to be read at once, and contain no redundant keyword.</summary>
public sealed partial class SourceShapeTests
{
    const int LongestMedian = 100;
    const int LongestMember = 40;
    const int LongestLine = 140;

    public static TheoryData<string> Files() => [.. Repository.SourceFiles()];

    [Fact]
    public void TheMedianFileIsShort()
    {
        var lines = Repository.SourceFiles().Select(LinesOf).Order().ToArray();
        Assert.InRange(lines[lines.Length / 2], 1, LongestMedian - 1);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void NoMemberIsLong(string file) =>
        Assert.Empty(
            SourceText.Members(Repository.Source(file))
                .Where(m => m.Lines > LongestMember)
                .Select(m => $"{file}:{m.Line} has {m.Lines} lines"));

    [Theory]
    [MemberData(nameof(Files))]
    public void ThereIsNoPragmaAndNoRedundantAccessKeyword(string file)
    {
        var code = SourceText.Code(Repository.Source(file));
        Assert.DoesNotMatch(Pragma(), code);
        // Only generated counterparts (partial) and accessors narrower than their property cannot do without it.
        Assert.DoesNotMatch(NeedlessPrivate(), code);
        // Public types have members that are for the rooms alone; elsewhere the type is internal already.
        if (!PublicType().IsMatch(code)) Assert.DoesNotMatch(Internal(), code);
    }

    [Theory]
    [InlineData("src")]
    [InlineData("test")]
    [InlineData("sample")]
    public void NoLineIsLongerThan140Columns(string folder)
    {
        var tooLong =
            from file in Repository.CSharpFiles(folder)
            from line in System.IO.File.ReadLines(Path.Combine(Repository.Root, file)).Select((text, i) => (Text: text, Number: i + 1))
            where line.Text.Length > LongestLine
            select $"{file}:{line.Number} has {line.Text.Length} columns";
        Assert.Empty(tooLong);
    }

    [Fact]
    public void MembersAreMeasuredByTheirBraces()
    {
        const string Source = """
            using System;

            namespace N;

            /// <summary>A { in a comment.</summary>
            sealed class C(int a)
            {
                readonly string _brace = "{";

                public int P { get; set; } = 1;

                /// <summary>Not counted.</summary>
                public int M<T>(T t) where T : class
                {
                    if (t is null)
                    {
                        return '{';
                    }

                    return a;
                }

                public int E =>
                    1;

                enum Kind
                {
                    One,
                }
            }
            """;
        Assert.Equal([(8, 1), (10, 1), (10, 1), (13, 8), (23, 2)], SourceText.Members(Source).Select(m => (m.Line, m.Lines)));
    }

    static int LinesOf(string file) => Repository.Source(file).TrimEnd('\n').Split('\n').Length;

    [GeneratedRegex(@"^\s*#pragma", RegexOptions.Multiline)]
    private static partial Regex Pragma();

    [GeneratedRegex(@"\bprivate\b(?!\s+(?:set|init)\b|\s+(?:static\s+)?partial\b)")]
    private static partial Regex NeedlessPrivate();

    [GeneratedRegex(
        @"^public (?:static |sealed |abstract |readonly |partial )*(?:class|record|enum|struct|interface)\b", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"\binternal\b")]
    private static partial Regex Internal();
}

using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>The charts of the README exist as PNG too, for package pages, and both show the same.</summary>
public sealed class PicturesTests
{
    [Fact]
    public void EveryChartOfTheReadmeHasAPngThatWasDrawnFromIt()
    {
        var pictures = Regex.Matches(Snippets.Read("README.md"), @"!\[[^\]]*\]\((test/[^)]*\.svg)\)");
        string[] charts = [.. pictures.Select(m => m.Groups[1].Value)];
        Assert.NotEmpty(charts);
        foreach (var chart in charts)
        {
            var png = Path.Combine(Repository.Root, Path.ChangeExtension(chart, ".png"));
            Assert.True(System.IO.File.Exists(png), $"{chart} has no PNG beside it");
            var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Snippets.Read(chart))));
            Assert.True(
                Encoding.Latin1.GetString(System.IO.File.ReadAllBytes(png)).Contains($"tEXtSVG-SHA256\0{digest}", StringComparison.Ordinal),
                $"{png} was drawn from another {chart}: install rsvg-convert, and run the report command of the performance program");
        }
    }
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>The badges are files of the repository and say what the project of the library says.</summary>
public sealed class BadgesTests
{
    static readonly XDocument Project = XDocument.Load(Path.Combine(Repository.Sources, "Serilog.Sinks.MtaioFile.csproj"));

    [Fact]
    public void TheBadgesHaveTheValuesOfTheProject()
    {
        var oldest = Property("TargetFrameworks").Split(';').Select(f => Version.Parse(f["net".Length..])).Min()!;
        Assert.Equal($"licence: {Property("PackageLicenseExpression")}", TitleOf("assets/badges/licence.svg"));
        Assert.Equal($".NET: {oldest.Major} and later", TitleOf("assets/badges/dotnet.svg"));
        Assert.Equal("true", Property("IsAotCompatible"));
        Assert.Equal("Native AOT: compatible", TitleOf("assets/badges/native-aot.svg"));
    }

    [Fact]
    public void TheReadmeShowsEachBadgeWithTheTextOfItsPicture()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "assets", "badges")))
        {
            var badge = $"assets/badges/{Path.GetFileName(file)}";
            var shown = Regex.Match(Snippets.Read("README.md"), $@"!\[([^\]]*)\]\({Regex.Escape(badge)}\)");
            Assert.Equal(TitleOf(badge), shown.Groups[1].Value);
            Assert.Equal(TitleOf(badge).Split(": "), Svg(badge).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value));
        }
    }

    static string Property(string name) => Project.Descendants(name).Single().Value;

    static string TitleOf(string badge) => Svg(badge).Descendants().Single(e => e.Name.LocalName == "title").Value;

    static XDocument Svg(string badge) => XDocument.Load(Path.Combine(Repository.Root, badge));
}

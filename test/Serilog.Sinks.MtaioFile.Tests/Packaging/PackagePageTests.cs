using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Packaging;

/// <summary>What packing makes of the links of README.md and CHANGELOG.md, with and without the address of the repository.</summary>
[Collection(Builds.Name)]
public sealed class PackagePageTests : IDisposable
{
    const string Address = "https://github.com/someone/something";

    readonly TempFolder _folder = new();

    public PackagePageTests()
    {
        _folder.Write("README.md", Readme);
        _folder.Write("CHANGELOG.md", Changelog);
        _folder.Write("chart.png", "");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WithAPublicAddressLinksLeadToTheCommitAndPicturesArePng()
    {
        var notes = await Write($"-p:RepositoryUrl={Address}.git", "-p:RepositoryCommit=c0ffee");
        Assert.Equal(
            """
            # Title

            See [the `page`](https://github.com/someone/something/blob/c0ffee/docs/page.md#head "its title"),
            [here](#title), [there](https://a.example/x.md) and `[code](code.md)`.

            ![A chart](https://raw.githubusercontent.com/someone/something/c0ffee/chart.png) ![Elsewhere](https://a.example/picture.png)

            ```csharp
            items[0](block.md);


            ```

            """,
            _folder.Text("packed/README.md"));
        Assert.Equal("- Now with [a page](https://github.com/someone/something/blob/c0ffee/docs/page.md).", notes);
    }

    [Fact]
    public async Task WithoutAPublicAddressLinksToFilesBecomeText()
    {
        var notes = await Write("-p:PublishRepositoryUrl=false");
        Assert.Equal(
            """
            # Title

            See the `page`,
            [here](#title), [there](https://a.example/x.md) and `[code](code.md)`.

             ![Elsewhere](https://a.example/picture.png)

            ```csharp
            items[0](block.md);


            ```

            """,
            _folder.Text("packed/README.md"));
        Assert.Equal("- Now with a page.", notes);
    }

    [Theory]
    [InlineData("https://git.example/a/b/", "https://git.example/a/b/blob/HEAD/docs/page.md", "https://git.example/a/b/raw/HEAD/chart.png")]
    [InlineData("git@git.example:a/b.git", null, null)]
    [InlineData("/srv/git/b", null, null)]
    public async Task OnlyAnAddressThatReadersCanOpenIsUsed(string address, string? page, string? picture)
    {
        await Write($"-p:RepositoryUrl={address}", "-p:EnableSourceControlManagerQueries=false");
        var links = new PackageMarkdown(_folder.Text("packed/README.md")).Links.ToList();
        Assert.Equal(page, links.Find(l => l.Contains("page.md", StringComparison.Ordinal))?.Split('#')[0]);
        Assert.Equal(picture, links.Find(l => l.EndsWith("chart.png", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task APrereleaseHasTheUnreleasedNotesOfTheChangelog() =>
        Assert.Equal("- Not yet released.", await Write("-p:PackageVersion=1.3.0-beta.1"));

    /// <summary>Returns the release notes.</summary>
    async Task<string> Write(params string[] properties)
    {
        string[] arguments =
        [
            "src/Serilog.Sinks.MtaioFile", "-t:WritePackagePage", "-getProperty:PackageReleaseNotes",
            $"-p:PackagePageSource={_folder.Path}", $"-p:PackedReadme={_folder["packed/README.md"]}", "-p:PackageVersion=1.2.0",
        ];
        return (await Dotnet.Build(Repository.Root, "msbuild", [.. arguments, .. properties])).Trim();
    }

    const string Readme = """
        # Title

        [![A badge](badge.svg)](LICENSE)
        ![Another](other.svg)

        See [the `page`](docs/page.md#head "its title"),
        [here](#title), [there](https://a.example/x.md) and `[code](code.md)`.

        ![A chart](chart.svg) ![Elsewhere](https://a.example/picture.png)

        ```csharp
        items[0](block.md);


        ```

        """;

    const string Changelog = """
        # Changelog

        ## [Unreleased]

        - Not yet released.

        ## [1.2.0] - 2026-01-02

        - Now with [a page](docs/page.md).

        ## [1.1.0] - 2026-01-01

        - Older.
        """;
}

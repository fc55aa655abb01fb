using System.Globalization;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Packaging;

/// <summary>
/// A new project outside this repository installs the package and logs with it. A program that logs one line starts fast: the runtime
/// compiles few methods, since the others are in the package as machine code.
/// </summary>
[Collection(Builds.Name)]
public sealed class PackageInUseTests : IDisposable
{
    /// <summary>Without the machine code of the package there are more than a thousand.</summary>
    const int MostCompiledMethods = 300;

    readonly TempFolder _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task ANewProjectLogsWithThePackageInCodeAndByAppsettings()
    {
        _project.Write("Consumer.csproj", Project());
        _project.Write("NuGet.config", Sources());
        _project.Write("Program.cs", Program);
        _project.Write("appsettings.json", Settings);
        // No Directory.Build.props of a folder above.
        _project.Write("Directory.Build.props", "<Project />");
        _project.Write("Directory.Build.targets", "<Project />");
        _project.Write("Directory.Packages.props", "<Project />");

        var built = await Dotnet.Build(_project.Path, "build", "-c", "Release", "-o", _project["out"]);
        Assert.Contains(" 0 Warning(s)", built, StringComparison.Ordinal);
        Assert.True(
            Directory.Exists(_project[$"packages/{PackedLibrary.Id.ToLowerInvariant()}/{PackedLibrary.Version}"]),
            "the package was taken from elsewhere");
        await Dotnet.Run(_project.Path, "dotnet", _project["out/Consumer.dll"]);

        string[] files = ["code.clef", "code.log", "code.log.1", "settings.clef", "settings.log", "settings.log.1"];
        Assert.Equal(files, Directory.EnumerateFiles(_project["logs"]).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        foreach (var by in new[] { "code", "settings" })
        {
            Assert.Equal($"[INF] 1 by {by}\n", _project.Text($"logs/{by}.log.1"));
            Assert.Equal($"[INF] 2 by {by}\n", _project.Text($"logs/{by}.log"));
            Assert.Matches(
                $$$"""^(\{"@t":"[^"]*","@mt":"{Number} by {By}","Number":[12],"By":"{{{by}}}"\}\n){2}$""",
                _project.Text($"logs/{by}.clef"));
        }
        foreach (var format in new[] { "text", "json" })
        {
            var methods = await Dotnet.Run(_project.Path, "dotnet", _project["out/Consumer.dll"], format);
            Assert.InRange(int.Parse(methods, CultureInfo.InvariantCulture), 1, MostCompiledMethods);
            Assert.Contains("one line", _project.Text($"logs/first.{format}"), StringComparison.Ordinal);
        }
    }

    string Project() => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <RestorePackagesPath>{_project["packages"]}</RestorePackagesPath>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="{PackedLibrary.Id}" Version="{PackedLibrary.Version}" />
            <PackageReference Include="Serilog.Settings.Configuration" Version="10.0.1" />
            <PackageReference Include="Microsoft.Extensions.Configuration.Json" Version="10.0.0" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>The sources of this machine, and the folder with the package.</summary>
    static string Sources() => $"""
        <configuration>
          <packageSources>
            <add key="packed here" value="{PackedLibrary.Folder}" />
          </packageSources>
        </configuration>
        """;

    const string Program = """
        using Microsoft.Extensions.Configuration;
        using Serilog;

        if (args is [var format])
        {
            var first = new LoggerConfiguration();
            if (format == "text") first.WriteTo.MtaioFile("logs/first.text");
            else first.WriteTo.MtaioJsonFile("logs/first.json");
            using (var log = first.CreateLogger()) log.Information("{Number} line of {By}: one line", 1, "a tool");
            Console.WriteLine(System.Runtime.JitInfo.GetCompiledMethodCount());
            return;
        }

        using (var log = new LoggerConfiguration()
            .WriteTo.MtaioRotatingFile("logs/code.log", maxBytes: 20, outputTemplate: "[{Level:u3}] {Message:lj}{NewLine}")
            .WriteTo.MtaioJsonFile("logs/code.clef")
            .CreateLogger())
        {
            for (var n = 1; n <= 2; n++) log.Information("{Number} by {By}", n, "code");
        }

        var settings = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath("appsettings.json")).Build();
        using (var log = new LoggerConfiguration().ReadFrom.Configuration(settings).CreateLogger())
        {
            for (var n = 1; n <= 2; n++) log.Information("{Number} by {By}", n, "settings");
        }
        """;

    const string Settings = """
        {
          "Serilog": {
            "Using": [ "Serilog.Sinks.MtaioFile" ],
            "WriteTo": [
              {
                "Name": "MtaioRotatingFile",
                "Args": { "path": "logs/settings.log", "maxBytes": 20, "outputTemplate": "[{Level:u3}] {Message:lj}{NewLine}" }
              },
              { "Name": "MtaioJsonFile", "Args": { "path": "logs/settings.clef" } }
            ]
          }
        }
        """;
}

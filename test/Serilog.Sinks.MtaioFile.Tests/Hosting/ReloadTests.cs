using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Hosting;

/// <summary>appsettings.json changes while the application runs.</summary>
[Collection(ProcessWideState.Name)]
public sealed class ReloadTests : HostedLogUnderTest
{
    [Fact]
    public void TheMinimumLevelFollowsTheSettingsFile()
    {
        using (var host = Host(level: "Warning", fileLevel: "Verbose"))
        {
            Log.Information("not yet");
            Change(level: "Debug", fileLevel: "Verbose");
            Eventually.True(() => Log.IsEnabled(LogEventLevel.Debug), "the new level to hold");
            Log.Debug("now");
        }
        Assert.Equal("now\n", Folder.Text("app.log"));
    }

    [Fact]
    public void TheLevelSwitchOfASinkFollowsTheSettingsFile()
    {
        using (var host = Host(level: "Verbose", fileLevel: "Error"))
        {
            Log.Information("not yet");
            Change(level: "Information", fileLevel: "Information");
            Eventually.True(() => !Log.IsEnabled(LogEventLevel.Debug), "the new level to hold");
            // Both come with one reload, but one after the other.
            Eventually.True(() => HasLine("now"), "the file's own level to hold");
        }
        Assert.DoesNotContain("not yet", Folder.Text("app.log"), StringComparison.Ordinal);
    }

    [Fact]
    public void SinksDoNotFollowTheSettingsFile()
    {
        using (var host = Host(level: "Information", fileLevel: "Verbose"))
        {
            Log.Information("before");
            Change(level: "Warning", fileLevel: "Verbose", file: "other.log");
            Eventually.True(() => !Log.IsEnabled(LogEventLevel.Information), "the new level to hold");
            Log.Warning("after");
        }
        Assert.Equal("before\nafter\n", Folder.Text("app.log"));
        Assert.Equal(["app.log", "appsettings.json"], Folder.Names);
    }

    bool HasLine(string text)
    {
        Log.Information(text);
        return System.IO.File.Exists(Folder["app.log"]) && Folder.Text("app.log").Contains(text, StringComparison.Ordinal);
    }

    void Change(string level, string fileLevel, string file = "app.log") => Folder.Write("appsettings.json", JsonSettings.WithSlashes($$"""
        {
          "Serilog": {
            "MinimumLevel": { "Default": "{{level}}", "Override": { "Microsoft": "Fatal" } },
            "LevelSwitches": { "$file": "{{fileLevel}}" },
            "WriteTo": [
              {
                "Name": "MtaioFile",
                "Args": { "path": "{{Folder[file]}}", "outputTemplate": "{Message:lj}\n", "levelSwitch": "$file" }
              }
            ]
          }
        }
        """));

    IHost Host(string level, string fileLevel)
    {
        Change(level, fileLevel);
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Configuration.AddJsonFile(Folder["appsettings.json"], optional: false, reloadOnChange: true);
        builder.Services.AddSerilog(log => log.ReadFrom.Configuration(builder.Configuration));
        var host = builder.Build();
        // The logger is made with the first service that needs one.
        host.Services.GetRequiredService<ILogger>();
        return host;
    }
}

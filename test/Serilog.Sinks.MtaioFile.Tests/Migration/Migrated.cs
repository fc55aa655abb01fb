using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Guards;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>
/// A configuration of this library that replaces one of another library. Its files are in the test's folder; its clock and its handle are
/// those of the test, named as settings name them. Tests that use it run alone.
/// </summary>
public static class Migrated
{
    public static FakeTimeProvider Clock { get; private set; } = new();

    public static MtaioFileHandle Handle { get; private set; } = new();

    /// <summary>The text of a configuration in the folder Configurations.</summary>
    internal static string Configuration(string name) =>
        Snippets.Read($"test/Serilog.Sinks.MtaioFile.Tests/Migration/Configurations/{name}");

    /// <param name="json">The settings of one sink.</param>
    /// <param name="folder">The folder that gets the logs.</param>
    /// <param name="clock">The clock; null = one that stands still.</param>
    internal static Logger Open(string json, TempFolder folder, FakeTimeProvider? clock = null)
    {
        (Clock, Handle) = (clock ?? new FakeTimeProvider(), new MtaioFileHandle());
        var settings = JsonNode.Parse(json)!;
        var args = settings["Serilog"]!["WriteTo"]![0]!["Args"]!.AsObject();
        args["path"] = folder[args["path"]!.GetValue<string>()];
        var options = args["options"]?.AsObject() ?? [];
        args["options"] = options;
        options["timeProvider"] = NameOf(nameof(Clock));
        options["handle"] = NameOf(nameof(Handle));
        return JsonSettings.Logger(settings.ToJsonString());
    }

    static string NameOf(string member) =>
        $"{typeof(Migrated).FullName}::{member}, {typeof(Migrated).Assembly.GetName().Name}";
}

using Serilog.Sinks.MtaioFile.Settings;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>Reads option objects from JSON as the sinks read them.</summary>
static class OptionsProbe
{
    /// <summary>Binds JSON to an option object as a sink's parameter of that type is bound.</summary>
    public static T Bind<T>(string json) => (T)Bind(typeof(T), json);

    public static object Bind(Type type, string json)
    {
        var name = type == typeof(MtaioFileOptions) ? "options" : "rotation";
        var bound = Read($"\"{name}\": {json}");
        return type == typeof(MtaioFileOptions) ? bound.Options : bound.Rotation;
    }

    /// <summary>Reads the Args of a rotating file.</summary>
    public static SinkSettings Read(string args) =>
        SinkSettings.Read(
            JsonSettings.Parse(JsonSettings.Sink("WriteTo", "MtaioRotatingFile", $"\"path\": \"app.log\", {args}")),
            new SinkCall("MtaioRotatingFile", IsAudit: false)
            {
                Values = new(StringComparer.Ordinal) { ["path"] = "app.log" },
            },
            typeof(MtaioFileLoggerConfigurationExtensions));
}

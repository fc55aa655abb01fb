using System.Collections.Concurrent;
using Serilog.Configuration;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>A sink that settings can configure and that only keeps the option objects they were bound to.</summary>
public static class OptionsProbe
{
    static readonly ConcurrentDictionary<string, object?[]> Bound = [];

    public static LoggerConfiguration KeepOptions(
        this LoggerSinkConfiguration sinkConfiguration, string key, MtaioFileOptions? options = null, RotationOptions? rotation = null)
    {
        Bound[key] = [options, rotation];
        return sinkConfiguration.Sink(new DiscardingSink());
    }

    /// <summary>Binds JSON to an option object as a sink's parameter of that type is bound.</summary>
    public static T Bind<T>(string json) => (T)Bind(typeof(T), json);

    public static object Bind(Type type, string json)
    {
        var parameter = typeof(OptionsProbe).GetMethod(nameof(KeepOptions))!.GetParameters().FirstOrDefault(p => p.ParameterType == type);
        Assert.True(
            parameter is not null,
            $"{nameof(KeepOptions)} needs a parameter of the type {type.Name}, so that its binding can be tested");
        var key = Guid.NewGuid().ToString();
        JsonSettings.Log(JsonSettings.Sink("WriteTo", nameof(KeepOptions), $""" "key": "{key}", "{parameter.Name}": {json} """), _ => { });
        Assert.True(Bound.TryRemove(key, out var bound), $"the settings were not applied: {json}");
        return Assert.IsAssignableFrom<object>(bound.Single(type.IsInstanceOfType));
    }
}

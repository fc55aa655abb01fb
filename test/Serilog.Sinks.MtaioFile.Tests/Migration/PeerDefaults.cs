using System.Globalization;
using System.Reflection;
using System.Text;
using log4net.Appender;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using NLog.Targets;
using NLog.Targets.Wrappers;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>The defaults that the settings of other libraries really have.</summary>
static class PeerDefaults
{
    static readonly Dictionary<string, object[]> Objects = new(StringComparer.Ordinal)
    {
        ["From NLog"] = [new FileTarget(), new AsyncTargetWrapper()],
        ["From log4net"] = [new RollingFileAppender()],
        ["From Microsoft.Extensions.Logging"] =
            [new ConsoleLoggerOptions(), new SimpleConsoleFormatterOptions()],
    };

    public static bool Knows(string section) => section == "From Serilog.Sinks.Async" || Objects.ContainsKey(section);

    public static string Of(string section, string setting)
    {
        if (setting == "LogLevel:Default") return $"{DefaultFilter().MinLevel}";
        if (section == "From Serilog.Sinks.Async") return OfAsync(setting);
        foreach (var options in Objects[section])
        {
            var property = options.GetType().GetProperty(
                setting, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance);
            if (property is not null) return Text(property.GetValue(options));
        }
        throw new ArgumentException($"{section} has no setting {setting}");
    }

    static LoggerFilterOptions DefaultFilter()
    {
        using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        return services.GetRequiredService<IOptions<LoggerFilterOptions>>().Value;
    }

    static string OfAsync(string parameter) => Text(
        typeof(LoggerConfigurationAsyncExtensions).GetMethods()
            .Where(m => m.IsStatic)
            .SelectMany(m => m.GetParameters())
            .Last(p => p.Name == parameter)
            .DefaultValue);

    static string Text(object? value) => value switch
    {
        null => "null",
        Encoding encoding => encoding.WebName,
        FileAppender.LockingModelBase locking => locking.GetType().Name,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

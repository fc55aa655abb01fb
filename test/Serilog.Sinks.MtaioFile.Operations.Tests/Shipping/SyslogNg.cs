using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>A syslog-ng with a configuration and a work directory of its own, gone when the test is over.</summary>
sealed class SyslogNg : LogDaemon
{
    /// <param name="folder">Its work directory.</param>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="under">The words that start the daemon, if any.</param>
    public SyslogNg(string folder, string configuration, params string[] under)
        : base([.. under, "syslog-ng", "-F", "--no-caps", .. Files(folder)], In(folder, "pid"))
    {
        Directory.CreateDirectory(folder);
        System.IO.File.WriteAllText(In(folder, "conf"), configuration);
        Shell.Run("syslog-ng", "--syntax-only", "-f", In(folder, "conf"));
        Start();
    }

    /// <summary>The socket for <c>syslog-ng-ctl</c>.</summary>
    public static string ControlIn(string folder) => In(folder, "ctl");

    static string In(string folder, string what) => Path.Combine(folder, $"syslog-ng.{what}");

    static string[] Files(string folder) =>
        ["-f", In(folder, "conf"), "-R", In(folder, "persist"), "-p", In(folder, "pid"), "-c", ControlIn(folder)];
}

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>An rsyslogd with a configuration and a work directory of its own, gone when the test is over.</summary>
sealed class Rsyslog : LogDaemon
{
    /// <param name="folder">Its work directory.</param>
    /// <param name="name">The name by which the machine calls itself in what it sends.</param>
    /// <param name="configuration">What a distribution's own configuration would include.</param>
    /// <param name="under">The words that start the daemon, if any.</param>
    public Rsyslog(string folder, string name, string configuration, params string[] under)
        : base([.. under, "rsyslogd", "-n", "-f", ConfigurationIn(folder), "-i", PidFileIn(folder)], PidFileIn(folder))
    {
        Directory.CreateDirectory(folder);
        var global = $"global(workDirectory=\"{folder}\" localHostname=\"{name}\")";
        System.IO.File.WriteAllText(ConfigurationIn(folder), $"{global}\n{configuration}");
        // It would run with what it understands of a wrong one.
        string[] check = [.. under, "rsyslogd", "-N1", "-f", ConfigurationIn(folder)];
        Shell.Run(check[0], check[1..]);
        Start();
    }

    static string ConfigurationIn(string folder) => Path.Combine(folder, "rsyslog.conf");

    static string PidFileIn(string folder) => Path.Combine(folder, "rsyslog.pid");
}

using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Collectors;

/// <summary>A Fluent Bit with a configuration of its own, gone when the test is over.</summary>
sealed class FluentBit : LogDaemon
{
    readonly string _folder;

    /// <param name="folder">A folder for its configuration and its own messages.</param>
    /// <param name="configuration">The whole configuration, in YAML.</param>
    public FluentBit(string folder, string configuration)
        : base(["fluent-bit", "-c", FileIn(folder), "-l", MessagesIn(folder)], Path.Combine(folder, "no-pid-file"))
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        System.IO.File.WriteAllText(FileIn(folder), configuration);
        Start();
    }

    /// <summary>What it says about itself.</summary>
    public string Messages => System.IO.File.Exists(MessagesIn(_folder)) ? FileInUse.Text(MessagesIn(_folder)) : "";

    static string MessagesIn(string folder) => Path.Combine(folder, "messages.log");

    static string FileIn(string folder) => Path.Combine(folder, "fluent-bit.yaml");
}

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>
/// Tests run alone if they change what the whole process shares: SelfLog, Log.Logger, the current directory, the console, signals, the
/// thread pool.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWideState
{
    public const string Name = "process-wide state";
}

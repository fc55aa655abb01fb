using System.CommandLine;
using Serilog.Sinks.MtaioFile.Reader;

namespace Serilog.Sinks.MtaioFile.Tool.Reading;

/// <summary>The command <c>cat</c>: shows logs with all their archives, the oldest record first.</summary>
static class CatCommand
{
    public static Command Create()
    {
        var options = new RecordOptions();
        var command = new Command("cat", "Shows logs with all their archives, the oldest record first; several logs merged by time.");
        options.AddTo(command);
        command.SetAction((parsed, cancel) => Task.FromResult(Run(options, parsed, cancel)));
        return command;
    }

    static int Run(RecordOptions options, ParseResult parsed, CancellationToken cancellationToken)
    {
        var (selection, writer) = (options.Selection(parsed), options.Writer(parsed));
        var leftOut = new LeftOutRecords(parsed.InvocationConfiguration.Error);
        var open = new MtaioLogOptions { ArchiveNames = options.ArchiveNames(parsed), LeftOut = leftOut.Add };
        var logs = LogPaths.OpenAll(options.Paths(parsed), open);
        foreach (var record in MergedLogs.Records(logs, selection.Filter, cancellationToken))
        {
            if (selection.Wants(record)) writer.Write(record);
        }
        writer.Flush();
        RecordOptions.TellRemarks(selection, writer, parsed.InvocationConfiguration.Error);
        return leftOut.Code;
    }
}

using System.CommandLine;
using Serilog.Sinks.MtaioFile.Reader;

namespace Serilog.Sinks.MtaioFile.Tool.Reading;

/// <summary>The command <c>tail</c>: shows the last records of logs, and those that come.</summary>
static class TailCommand
{
    const int UsualCount = 20;

    public static Command Create()
    {
        var options = new RecordOptions();
        var count = new Option<int>("--number", "-n")
        {
            Description = "How many records are shown.",
            DefaultValueFactory = _ => UsualCount,
        };
        count.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<int>() < 0) result.AddError("--number must not be negative");
        });
        var follow = new Option<bool>("--follow", "-f") { Description = "Shows what comes, across rotation and truncation, until Ctrl+C." };
        var command = new Command("tail", "Shows the last records of logs; several logs merged by time.");
        options.AddTo(command);
        command.Add(count);
        command.Add(follow);
        command.SetAction((parsed, cancel) => RunAsync(options, parsed, parsed.GetValue(count), parsed.GetValue(follow), cancel));
        return command;
    }

    static async Task<int> RunAsync(
        RecordOptions options, ParseResult parsed, int count, bool isFollowing, CancellationToken cancellationToken)
    {
        var (selection, writer) = (options.Selection(parsed), options.Writer(parsed));
        var leftOut = new LeftOutRecords(parsed.InvocationConfiguration.Error);
        var open = new MtaioLogOptions { ArchiveNames = options.ArchiveNames(parsed), LeftOut = leftOut.Add };
        var logs = LogPaths.OpenAll(options.Paths(parsed), open);
        var followers = Array.ConvertAll(logs, l => new LogFollower(l));
        try
        {
            var last = MergedLogs.Merge([.. followers.Select(f => f.Last(count, selection, cancellationToken))]);
            foreach (var record in LastRecords.Of(last, count)) writer.Write(record);
            writer.Flush();
            RecordOptions.TellRemarks(selection, writer, parsed.InvocationConfiguration.Error);
            if (isFollowing) await new Following(followers, selection, writer).RunAsync(cancellationToken).ConfigureAwait(false);
            return leftOut.Code;
        }
        finally
        {
            foreach (var follower in followers) follower.Dispose();
        }
    }
}

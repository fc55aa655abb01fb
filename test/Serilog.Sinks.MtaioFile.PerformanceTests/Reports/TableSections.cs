using Serilog.Sinks.MtaioFile.PerformanceTests.Fairness;
using Serilog.Sinks.MtaioFile.PerformanceTests.Fresh;
using Serilog.Sinks.MtaioFile.PerformanceTests.LargeEvents;
using Serilog.Sinks.MtaioFile.PerformanceTests.ManySinks;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.Sequence;
using Serilog.Sinks.MtaioFile.PerformanceTests.SharedProcesses;
using Serilog.Sinks.MtaioFile.PerformanceTests.Transactions;
using Serilog.Sinks.MtaioFile.PerformanceTests.Verify;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Reports;

/// <summary>The results that are shown as a table alone.</summary>
static class TableSections
{
    static readonly Section[] All =
    [
        new(ManySinksCommand.Command, "Many sinks in one process", "sinks", ManySinksCommand.Columns, """
            One file for each sink. *Calls* is the time until the last call has returned, *on disk* the time until every file has all its
            lines. NLog has one queue and one target, whose file name has the logger's name; at its best it keeps all files open. An *unused
            sink* has had no event, an *idle sink* one event that is written. A *short-lived sink* is created, gets one event, and is
            disposed of; NLog has no such thing, and only gets another name. *Process exit* is the time from the end of the program to
            the end of its process, with all sinks open.
            """),
        new(FirstMillionCommand.Command, "The first events of a process", "events", FirstMillionCommand.Columns, """
            From the creation of the logger until the file is closed. With a warm-up, so many events were written to another file before.
            """),
        new(ColdCommand.Command, "A process that logs a few events and ends", "events", ColdCommand.Columns, """
            The whole process, the start of the runtime included; `null` is the same program without a file.
            """),
        new(LargeEventsCommand.Command, "Large, wide and unique events", "size", LargeEventsCommand.Columns, """
            `bytes`: a property of so many bytes. `properties`: so many properties in the message. `context`: so many properties of the
            logger, which the line does not print. `unique`: templates of about so many characters that never come back. The time ends
            when the file is closed.
            """),
        new(SharedProcessesCommand.Command, "Several processes", "processes", SharedProcessesCommand.Columns, """
            All processes write to one file (`shared`), or to a file each (`separate`). The time is that of all processes together.
            """),
        new(TransactionsCommand.Command, "Transactions", "transactions", TransactionsCommand.Columns, """
            `before-the-first` and `after-the-first` are ordinary events in a process without a transaction, and after one transaction has
            ended. `nested` events are logged inside so many transactions, `open` events outside while so many are open.
            """),
        new(ProducersCommand.Command, "Many producers on a full queue", "producers", ProducersCommand.Columns, """
            All producers log as fast as they can for the same time; a full queue blocks them. At 100 %, every producer has logged as many
            events as the others.
            """),
        new(SequenceCommand.Command, "Numbers and chains", "", SequenceCommand.Columns, """
            `sequence` has the option `Sequence`, `chain` the option `Chain`, without and with a key. The time of a call is the median over
            bursts of 1,000 calls with pauses, that of an event ends when the file is closed. The audit sinks write JSON.
            """),
        new(VerifyCommand.Command, "Verify a log", "events", VerifyCommand.Columns, """
            The whole process: `mtaio` is `mtaiolog verify`, `zgrep` a search for a fixed text (`zgrep -c`) in the same files. The records
            are numbered; a file has 25 MB, and all but the last are archives in gzip. mtaiolog decompresses on a second thread.
            """),
    ];

    public static void Write(ReportPage page, List<ResultSet> sets)
    {
        foreach (var section in All)
        {
            foreach (var set in sets.Where(s => s.Kind == section.Kind))
            {
                page.Heading(section.Title);
                page.Paragraph(section.Text);
                page.Table(MetricsTable.For(set, section.Size, section.Columns));
                foreach (var column in section.Columns.Where(c => c.RatioToOurs))
                    page.Table(BestPeerTable.For(set, section.Size, column));
                page.Source(set);
            }
        }
    }

    sealed record Section(string Kind, string Title, string Size, Column[] Columns, string Text);
}

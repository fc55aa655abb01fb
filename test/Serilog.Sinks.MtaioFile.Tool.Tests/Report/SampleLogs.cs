namespace Serilog.Sinks.MtaioFile.Tool.Tests.Report;

/// <summary>Small logs as the library writes them. Lines that are too long for a source file are broken here, and joined again.</summary>
static class SampleLogs
{
    public const string Id = "0193a7f0-1c2d-7e3f-8a4b-5c6d7e8f9a0b";

    /// <summary>A run with a drop notice and a failed transaction, and its end.</summary>
    public static readonly string Json = Joined(
        $$$"""
        {"@run":"k3x9f2ab","@q":0,"@t":"2026-11-27T11:59:59Z",
        "@mt":"Log run {Run:l} in this file: host={Host:l} process={ProcessId} started={Started:O} last={LastNumber}
         after={PreviousEnd:l} bytes={PreviousBytes}",
        "Run":"k3x9f2ab","Host":"shop-1","ProcessId":4711,"Started":"2026-11-27T11:59:59Z",
        "LastNumber":0,"PreviousEnd":"-","PreviousBytes":0}

        {"@run":"k3x9f2ab","@q":1,"@t":"2026-11-27T12:00:00Z","@mt":"Order {Id} taken","Id":1}

        {"@run":"k3x9f2ab","@q":2,"@t":"2026-11-27T12:00:01Z","@mt":"Order {Id} taken","Id":2}

        {"@run":"k3x9f2ab","@q":3,"@t":"2026-11-27T12:00:02Z","@mt":"Cannot reach <{Service}>","@l":"Error","Service":"</table><script>"}

        {"@run":"k3x9f2ab","@q":0,"@t":"2026-11-27T12:00:05Z","@l":"Warning",
        "@mt":"{DroppedEvents} log events were dropped between {DroppedFrom:yyyy-MM-dd HH:mm:ss.fff zzz} and
         {DroppedUntil:yyyy-MM-dd HH:mm:ss.fff zzz}: {DropReason} ({DroppedByLevel}), numbers {DroppedNumbers:l}",
        "DroppedEvents":2,"DroppedFrom":"2026-11-27T12:00:03Z","DroppedUntil":"2026-11-27T12:00:04Z","DropReason":"the queue was full",
        "DroppedByLevel":"Information: 2","DroppedNumbers":"4-5"}

        {"@run":"k3x9f2ab","@q":6,"@t":"2026-11-27T13:30:00Z","@mt":"Transaction {TransactionId:D} failed: {Error:l}","@l":"Error",
        "Error":"out of stock","TransactionOutcome":"Failed","ElapsedMilliseconds":2500,"TransactionRecords":0,
        "TransactionId":"{{{Id}}}","TransactionName":"order 2"}

        {"@run":"k3x9f2ab","@q":0,"@t":"2026-11-27T13:30:01Z",
        "@mt":"Log run {Run:l} ends: last={LastNumber} written={WrittenEvents} dropped={DroppedNumbers:l}",
        "Run":"k3x9f2ab","LastNumber":6,"WrittenEvents":4,"DroppedNumbers":"-"}
        """);

    /// <summary>The default output template, without numbers.</summary>
    public static readonly string Text = Joined(
        $"""
        2026-11-27 12:00:00.000 +00:00 [INF] Order 1 taken

        2026-11-27 12:00:01.000 +00:00 [INF] Order 2 taken

        2026-11-27 12:00:02.000 +00:00 [ERR] no money

        System.InvalidOperationException: no money

           at Shop.Pay()

        2026-11-27 12:00:03.000 +00:00 [ERR] Transaction {Id} failed: out of stock

        2026-11-27 12:00:04.000 +00:00 [WRN] 7 log events were dropped between 2026-11-27 12:00:03.000 +00:00 and
         2026-11-27 12:00:04.000 +00:00: the queue was full (Information: 7)
        """);

    /// <summary>The default output template with marks.</summary>
    public static readonly string MarkedText = Joined(
        """
        2026-11-27 12:00:00.000 +00:00 [INF] k3x9f2ab#0 Log run k3x9f2ab in this file: host=shop-1 process=4711
         started=2026-11-27T12:00:00.0000000+00:00 last=0 after=- bytes=0

        2026-11-27 12:00:01.000 +00:00 [INF] k3x9f2ab#1 Order 1 taken

        2026-11-27 12:00:02.000 +00:00 [INF] k3x9f2ab#2 Order 2 taken

        of two lines

        2026-11-27 12:00:03.000 +00:00 [INF] k3x9f2ab#0 Log run k3x9f2ab ends: last=2 written=2 dropped=-
        """);

    /// <summary>An empty line of the source ends a line of the log.</summary>
    static string Joined(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").Split("\n\n").Select(l => l.Replace("\n", "", StringComparison.Ordinal) + "\n"));
}

using AotSample;
using Serilog;
using Serilog.Configuration;
using Serilog.Events;
using Serilog.Sinks.MtaioFile;

// Logs the same events at the same times whenever it is run, into the folder given as the only argument: the files of the native program
// can be compared with those of the one that the runtime compiles as it goes.
//   dotnet publish sample/AotSample
Directory.SetCurrentDirectory(Directory.CreateDirectory(args.Length > 0 ? args[0] : "logs").FullName);

var handle = new MtaioFileHandle();
using (var log = new LoggerConfiguration()
    .MinimumLevel.Verbose()
    .Enrich.FromLogContext()
    .Enrich.WithMtaioRecord("aot")
    .WriteTo.Sink(LoggerSinkConfiguration.Wrap(sink => new SameEveryTime(sink), to => ConfigureFiles(to, handle)))
    .CreateLogger())
{
    EveryKindOfEvent.WriteTo(log);
    log.WriteBatch(LogEventLevel.Information, ["a batch", "with {braces}", "in one block"]);
    log.WriteBatch(LogEventLevel.Debug, "row {Row}", Enumerable.Range(1, 3));
    await Transactions.WriteTo(log);
    await handle.FlushAsync(toDisk: true);
}

var end = handle.Statistics;
Console.WriteLine($"{end.Written} events written, {end.Dropped} dropped, {end.Rotations} rotations");
return end.Accepted == end.Written ? 0 : 1;

static void ConfigureFiles(LoggerSinkConfiguration to, MtaioFileHandle handle)
{
    to.MtaioRotatingFile(
        "app.log",
        maxBytes: 2_000,
        backupCount: 10,
        outputTemplate: "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {LoggerName} {Message:lj} {Properties:j}{NewLine}{Exception}",
        rotation: new RotationOptions { Compression = ArchiveCompression.GZip, UncompressedArchives = 1 },
        options: new MtaioFileOptions { Handle = handle });
    to.MtaioFile("default.log");
    to.MtaioJsonFile("app.clef");
    to.MtaioJsonFile("app.json", formatter: new MtaioJsonFormatter());
}

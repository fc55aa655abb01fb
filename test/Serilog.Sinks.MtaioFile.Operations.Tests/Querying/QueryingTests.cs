using System.Text;
using DuckDB.NET.Data;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Tests.Guards;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Querying;

/// <summary>The statements of docs/querying.md, one after another, on the files of three hosts with compressed archives.</summary>
public sealed class QueryingTests : IDisposable
{
    static readonly MessageTemplateParser Parser = new();

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EachStatementShowsWhatThePageSays()
    {
        await WriteHostsAsync();
        LeaveFromAnEarlierTime("lake/day=2026-11-23/host=web1/data_7.parquet");
        await using var connection = new DuckDBConnection("DataSource=:memory:");
        await connection.OpenAsync();
        CodeBlock[] blocks = [.. CodeBlock.In(Snippets.Read("docs/querying.md")).Where(b => b.Language == "sql")];
        Assert.Equal(8, blocks.Length);
        foreach (var block in blocks)
        {
            var statement = WithPaths(block.Code);
            var result = await ResultAsync(connection, statement);
            if (block.Output is not { } output) continue;
            Assert.Equal($"{statement}{output}", $"{statement}{result}");
        }
        Assert.Equal(["host=db1", "host=web1", "host=web2"], Hosts("lake/day=2026-11-23"));
        const string Empty = "SELECT count(*) AS records FROM log WHERE time IS NULL OR message IS NULL";
        Assert.Equal("records\n0\n", await ResultAsync(connection, Empty));
    }

    [Fact]
    public async Task FilesThatAreNotWholeAreReadAsThePageSays()
    {
        await WriteHostsAsync();
        await using var connection = new DuckDBConnection("DataSource=:memory:");
        await connection.OpenAsync();
        await ResultAsync(connection, WithPaths(CodeBlock.In(Snippets.Read("docs/querying.md")).First(b => b.Language == "sql").Code));
        var before = await CountAsync();
        var lines = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{{\"@t\":\"2026-11-24T00:00:00Z\",\"N\":{i}}}\n"));
        Put("whole/app.clef.2.gz", Packed(lines));
        Assert.Equal(before + 20_000, await CountAsync());
        System.IO.File.Delete(_folder["central/whole/app.clef.2.gz"]);
        Put("cut/app.clef.2.gz", Packed(lines)[..^1000]);
        Assert.InRange(await CountAsync(), before + 1, before + 19_999);
        System.IO.File.Delete(_folder["central/cut/app.clef.2.gz"]);
        Put("compressing/app.clef.1.0123456789abcdef.gz.tmp", Packed(lines));
        Put("brotli/app.clef.1.br", Packed(lines)[20..]);
        Assert.Equal(before, await CountAsync());
        Put("marked/app.clef", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(lines)]);
        Put("marked/app.clef.1.gz", Packed($"\uFEFF{{\"@t\":\"2026-11-25T00:00:00Z\"}}\n"));
        Assert.Equal(before + 20_001, await CountAsync());
        Put("wrong/app.clef.7.gz", Encoding.UTF8.GetBytes(lines));
        var error = await Assert.ThrowsAsync<DuckDBException>(CountAsync);
        Assert.Contains("app.clef.7.gz", error.Message, StringComparison.Ordinal);

        async Task<long> CountAsync() => long.Parse((await ResultAsync(connection, "SELECT count(*) FROM log")).Split('\n')[1]);
    }

    string WithPaths(string statement) => statement
        .Replace("/var/log/central", _folder["central"], StringComparison.Ordinal)
        .Replace("'lake", $"'{_folder["lake"]}", StringComparison.Ordinal);

    void Put(string file, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[$"central/{file}"])!);
        System.IO.File.WriteAllBytes(_folder[$"central/{file}"], content);
    }

    static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var to = ArchiveCompression.GZip.OpenCompressing(packed)) to.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    async Task WriteHostsAsync()
    {
        await WriteAsync(
            "web1",
            At("10:05:00", LogEventLevel.Information, "Order {OrderId} is received", ("OrderId", 4711), ("TransactionId", "a1")),
            At("10:06:00", LogEventLevel.Error, "Order {OrderId} failed", ("OrderId", 4712)),
            At("11:10:00", LogEventLevel.Error, "Order {OrderId} took {Elapsed} ms", ("OrderId", 4711), ("Elapsed", 812.5)));
        await WriteAsync(
            "web2",
            At("10:05:01", LogEventLevel.Information, "Order {OrderId} is packed", ("OrderId", 4711), ("TransactionId", "a1")),
            At("10:20:00", LogEventLevel.Error, "Order {OrderId} failed", ("OrderId", 4713)),
            At("11:30:00", LogEventLevel.Warning, "Order {OrderId} took {Elapsed} ms", ("OrderId", 4720), ("Elapsed", 1812.5)));
        await WriteAsync(
            "db1",
            At("09:59:00", LogEventLevel.Information, "Row {OrderId} is read", ("OrderId", 4700)),
            At("10:05:00.2", LogEventLevel.Information, "Row {OrderId} is locked", ("OrderId", 4711), ("TransactionId", "a1")),
            At("11:00:00", LogEventLevel.Fatal, "The disk is on fire"));
        System.IO.File.Delete(_folder["central/db1/app.clef.2.gz"]);
        var lines = await System.IO.File.ReadAllTextAsync(_folder["central/web1/app.clef"]);
        await System.IO.File.AppendAllTextAsync(_folder["central/web1/app.clef"], $"{{\"@t\":\"2026-1\n{lines}{{\"@t\":\"2026-11-23T11:1");
    }

    /// <summary>A file that nothing writes again, and that is no Parquet: what reads the folder fails while it is there.</summary>
    void LeaveFromAnEarlierTime(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[file])!);
        System.IO.File.WriteAllText(_folder[file], "from an earlier time");
    }

    /// <summary>One file for each event, all but the last compressed.</summary>
    async Task WriteAsync(string host, params LogEvent[] events)
    {
        var handle = new MtaioFileHandle();
        var options = new MtaioFileOptions { Handle = handle, Sequence = true };
        await using var log = new LoggerConfiguration()
            .WriteTo.MtaioJsonFile(
                _folder[$"central/{host}/app.clef"],
                rotation: new RotationOptions { Compression = ArchiveCompression.GZip },
                options: options)
            .CreateLogger();
        foreach (var logEvent in events)
        {
            log.Write(logEvent);
            await handle.FlushAsync();
            if (!ReferenceEquals(logEvent, events[^1])) await handle.RotateAsync();
        }
    }

    static LogEvent At(string time, LogEventLevel level, string template, params (string Name, object Value)[] properties) =>
        new(
            DateTimeOffset.Parse($"2026-11-23T{time}Z", System.Globalization.CultureInfo.InvariantCulture),
            level,
            exception: null,
            Parser.Parse(template),
            properties.Select(p => new LogEventProperty(p.Name, new ScalarValue(p.Value))));

    /// <summary>The rows as comma-separated values with a head.</summary>
    static async Task<string> ResultAsync(DuckDBConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await using var reader = await command.ExecuteReaderAsync();
        var text = new StringBuilder();
        text.AppendJoin(',', Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)).Append('\n');
        while (await reader.ReadAsync())
        {
            text.AppendJoin(',', Enumerable.Range(0, reader.FieldCount).Select(i => Shown(reader.GetValue(i)))).Append('\n');
        }
        return text.ToString();
    }

    static string Shown(object value) => value switch
    {
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => $"{value}",
    };

    string[] Hosts(string folder) =>
        [.. Directory.GetDirectories(_folder[folder]).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];
}

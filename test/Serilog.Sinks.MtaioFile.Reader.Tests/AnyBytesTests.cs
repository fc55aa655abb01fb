using System.Text;
using CsCheck;
using Serilog.Sinks.MtaioFile.Reader.Tests.Support;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Reader.Tests;

/// <summary>No content makes the reader throw, and every byte of a plain file is counted.</summary>
public sealed class AnyBytesTests
{
    static readonly string[] Pieces =
    [
        "{", "}", "\"", "\n", "\r\n", "\0\0\0", "#", ":", ",", "\\", " ", "k3x9f2ab", "k3x9f2ab#1", "k3x9f2ab#0",
        "{\"@run\":\"k3x9f2ab\",\"@q\":1}\n",
        "{\"@run\":\"k3x9f2ab\",\"@q\":99999999999999999999}\n", "{\"@hash\":\"-------------------------------------------\"",
        "{\"@t\":\"2026-11-27T08:00:00Z\",\"@mt\":\"x\"}\n", "2026-11-27 08:00:00.000 +00:00 [INF] ",
        "9999-99-99 99:99:99", "\uFEFF", "é", "\uD83D",
        "Log run k3x9f2ab in this file: host=h process=99999999999 started=x last=5 after=- bytes=7",
        "Log run k3x9f2ab ends: last=9 written=9 dropped=1-",
        "7 log events were dropped between 2026-11-27 08:00:00.000 +00:00 and 2026-11-27: x (Debug: 7), numbers 5-3,1-9:77,x",
        "TransactionId: \"", "TransactionRecords: 5", "0199c0de-0000-7000-8000-000000000000", "[", "]", "[[[[[[[[",
    ];

    [Fact]
    public void NoTextMakesTheReaderThrow() =>
        Gen.Int[0, Pieces.Length - 1].Array[0, 60].Sample(
            pieces => Read(Encoding.UTF8.GetBytes(string.Concat(pieces.Select(p => Pieces[p]))), ""),
            iter: Place.SamplesOfFiles(600),
            threads: 1);

    [Theory]
    [InlineData("")]
    [InlineData(".gz")]
    [InlineData(".br")]
    public void NoBytesMakeTheReaderThrow(string suffix) =>
        Gen.Byte.Array[0, 5000].Sample(bytes => Read(bytes, suffix), iter: Place.SamplesOfFiles(100), threads: 1);

    static void Read(byte[] bytes, string suffix)
    {
        using var folder = new TempFolder();
        var path = folder.In("app.log");
        File.WriteAllBytes(path, suffix.Length == 0 ? bytes : []);
        if (suffix.Length > 0) File.WriteAllBytes(path + ".1" + suffix, bytes);
        var log = MtaioLogReader.Open(path, new MtaioLogOptions { MaxRecordBytes = 2000 });
        var verified = log.Verify();
        if (suffix.Length == 0 && bytes is not ([0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])) Assert.Equal(bytes.Length, verified.Bytes);
        foreach (var record in log.Records())
        {
            Assert.InRange(record.Offset, 0, verified.Bytes);
            _ = (record.Message, record.Level, record.Timestamp, record.TransactionId, record.ToLogEvent());
        }
    }
}

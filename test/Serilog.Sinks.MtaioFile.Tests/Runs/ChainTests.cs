using System.Security.Cryptography;
using System.Text;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Runs;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Runs;

/// <summary>The chain of an audit log: each hash covers the record and the hash before, over files, restarts and failures.</summary>
public sealed class ChainTests : LogUnderTest
{
    static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    static readonly string Placeholder = new('-', 43);

    static MtaioFileOptions Options(HashChain chain) => new() { Chain = chain, ControlCharacters = ControlCharacters.Escape };

    static CompactJsonFormatter Clef => new();

    static ITextFormatter Text => OutputTemplate.Formatter("[{Level:u3}] {Message:lj}{NewLine}", null);

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void EachHashCoversTheRecordAndTheHashBeforeOverFilesAndRestarts(bool withKey, bool isJson)
    {
        var chain = withKey ? HashChain.WithKey(Key) : HashChain.Plain;
        for (var run = 0; run < 3; run++)
        {
            using var log = OpenAudit(Options(chain), isJson ? new CompactJsonFormatter() : Text, maxBytes: 600);
            for (var i = 0; i < 10; i++) log.Information("event {Number}", i);
        }
        Assert.True(Archives.OldestFirst(Folder).Length > 3);
        Assert.Equal(30, AssertChained(withKey ? Key : null));
    }

    [Fact]
    public void AChainGoesOnAfterTheActiveFileWasCompressedAway()
    {
        var rotation = new RotationOptions { Compression = ArchiveCompression.GZip };
        for (var run = 0; run < 2; run++)
        {
            var options = Options(HashChain.Plain);
            options.Handle = new MtaioFileHandle();
            using (var log = new LoggerConfiguration()
                .AuditTo.MtaioRotatingFile(Text, LogPath, rotation: rotation, options: options).CreateLogger())
            {
                log.Information("event");
            }
            if (run > 0) break;
            System.IO.File.WriteAllBytes(Folder["app.log.1.gz"], GZipFile.Of(Folder.Bytes("app.log")));
            System.IO.File.Delete(LogPath);
        }
        var first = Encoding.UTF8.GetString(GZipFile.Read(Folder["app.log.1.gz"]));
        AssertChained(null, first + Folder.Text("app.log"));
    }

    [Fact]
    public void AnAppendThatFailsLeavesTheChainWhole()
    {
        var fileSystem = new FailingFileSystem();
        using (var log = OpenAudit(Options(HashChain.Plain), Text, fileSystem))
        {
            for (var i = 0; i < 20; i++)
            {
                if (i % 3 == 1) fileSystem.ShortWrite = count => count / 2;
                try
                {
                    log.Information("event {Number}", i);
                }
                catch (Exception ex) when (ex is IOException or AggregateException)
                {
                    fileSystem.ShortWrite = null;
                }
            }
        }
        Assert.InRange(AssertChained(null), 10, 20);
    }

    [Fact]
    public void ABlockIsChainedRecordByRecord()
    {
        using (var log = OpenAudit(Options(HashChain.Plain), Text)) log.WriteBatch(LogEventLevel.Information, ["a", "b\nc", "d"]);
        Assert.Equal(3, AssertChained(null));
    }

    [Fact]
    public void AChainIsRefusedWhereItWouldBeTorn()
    {
        AssertRefused("AuditTo", () => OpenPlain(Options(HashChain.Plain)));
        AssertRefused("Shared", () => OpenAudit(new() { Chain = HashChain.Plain, Shared = true }));
        AssertRefused("one line", () => OpenAudit(new() { Chain = HashChain.Plain }));
        AssertRefused("UTF-8", () => OpenAudit(new() { Chain = HashChain.Plain, Encoding = Encoding.Unicode }));
        using (var first = OpenAudit(Options(HashChain.Plain)))
        {
            AssertRefused("one writer", () => OpenAudit(Options(HashChain.Plain)));
            AssertRefused("one writer", () => OpenPlain());
        }
        using (var plain = OpenPlain()) AssertRefused("one writer", () => OpenAudit(Options(HashChain.Plain)));
        OpenAudit(Options(HashChain.Plain)).Dispose();
    }

    [Fact]
    public void AnEventThatLooksLikeARecordWithAHashIsNotTakenForOne()
    {
        for (var run = 0; run < 2; run++)
        {
            var log = OpenAudit(Options(HashChain.Plain), Text);
            log.Information("login of {User:l}", "bob\n" + new string('A', 43) + " x");
            // As after a kill, the last record is that of the event.
            System.IO.File.Copy(LogPath, Folder["copy"], overwrite: true);
            log.Dispose();
            System.IO.File.Copy(Folder["copy"], LogPath, overwrite: true);
        }
        Assert.Equal(2, AssertChained(null));
    }

    [Fact]
    public void AChainGoesOnFromTheArchiveIfTheActiveFileHasOnlyATornLine()
    {
        using (var log = OpenAudit(Options(HashChain.Plain), Clef, maxBytes: 100_000)) log.Information("first");
        System.IO.File.Move(LogPath, Folder["app.log.1"]);
        Folder.Write("app.log", "{\"@hash\":\"abc");
        using (var log = OpenAudit(Options(HashChain.Plain), Clef, maxBytes: 100_000)) log.Information("second");
        var text = Folder.Text("app.log.1") + Folder.Text("app.log")["{\"@hash\":\"abc\n".Length..];
        Assert.Equal(2, AssertChained(null, text));
    }

    [Fact]
    public void AChainThatCannotGoOnBeginsAnewAndThatIsReported()
    {
        Folder.Write("app.log", "no record\n");
        using var output = new SelfLogOutput(Folder);
        using (var log = OpenAudit(Options(HashChain.Plain), Clef)) log.Information("first");
        Assert.Contains(output.Lines, l => l.Contains("which begins anew", StringComparison.Ordinal));
        Assert.Equal(1, AssertChained(null, Folder.Text("app.log")["no record\n".Length..]));
    }

    [Fact]
    public void TheEndOfALongFileIsFound()
    {
        using (var log = OpenAudit(Options(HashChain.Plain), Clef))
        {
            log.Information("{Long}", new string('x', 300_000));
            log.Information("{Long}", new string('y', 900_000));
        }
        using (var log = OpenAudit(Options(HashChain.Plain), Clef)) log.Information("next");
        Assert.Equal(3, AssertChained(null));
    }

    [Fact]
    public void AFormatterThatWritesNothingLeavesARecordWithItsHeadAlone()
    {
        var formatter = new DelegateFormatter((e, output) =>
        {
            if (e.MessageTemplate.Text != "skip") Clef.Format(e, output);
        });
        using (var log = OpenAudit(Options(HashChain.Plain), formatter))
        {
            foreach (var text in new[] { "first", "skip", "third" }) log.Information(text);
        }
        Assert.Equal(3, AssertChained(null));
    }

    [Theory]
    [InlineData("plain", false)]
    [InlineData("env:MTAIOFILE_TEST_KEY", true)]
    [InlineData("file:KEY", true)]
    public void AConfigurationNamesTheChainAndWhereItsKeyIs(string text, bool withKey)
    {
        Environment.SetEnvironmentVariable("MTAIOFILE_TEST_KEY", Convert.ToBase64String(Key));
        Folder.Write("KEY", Convert.ToBase64String(Key) + "\n");
        var chain = HashChain.Parse(text.Replace("file:KEY", "file:" + Folder["KEY"], StringComparison.Ordinal));
        Assert.Equal(withKey ? Key : null, chain.Key);
        Assert.DoesNotContain(Convert.ToBase64String(Key), chain.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sha1", "sha1 is not a chain; write Plain, env:NAME, or file:PATH")]
    [InlineData("env:MTAIOFILE_NO_SUCH", "the environment variable MTAIOFILE_NO_SUCH is not set")]
    [InlineData("file:/no/such/file", "the key cannot be read")]
    [InlineData("env:MTAIOFILE_SHORT", "has a key of 3 bytes; it must have at least 16")]
    [InlineData("env:MTAIOFILE_BAD", "has no key in base64")]
    public void ABadChainIsRefusedWithWhatWouldBeRight(string text, string message)
    {
        Environment.SetEnvironmentVariable("MTAIOFILE_SHORT", "AAAA");
        Environment.SetEnvironmentVariable("MTAIOFILE_BAD", "not base64!");
        Assert.Contains(message, Assert.ThrowsAny<FormatException>(() => HashChain.Parse(text)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => HashChain.WithKey(new byte[15]));
    }

    static void AssertRefused(string part, Func<object> open) =>
        Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(open).Message, StringComparison.Ordinal);

    int AssertChained(byte[]? key) => AssertChained(key, string.Concat(Archives.OldestFirst(Folder).Select(Folder.Text)));

    /// <summary>Computes the hashes anew, by the description of the format.</summary>
    /// <returns>The number of events.</returns>
    static int AssertChained(byte[]? key, string text)
    {
        var last = new byte[32];
        var events = 0;
        foreach (var record in RecordsOf(text))
        {
            var hash = record.StartsWith('{') ? record.Substring(10, 43) : record[..43];
            byte[] covered = [.. last, .. Encoding.UTF8.GetBytes(record.Replace(hash, Placeholder, StringComparison.Ordinal))];
            last = key is null ? SHA256.HashData(covered) : HMACSHA256.HashData(key, covered);
            Assert.Equal(hash, Convert.ToBase64String(last).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
            if (!record.Contains("#0 ", StringComparison.Ordinal) && !record.Contains("\"@q\":0,", StringComparison.Ordinal)) events++;
        }
        return events;
    }

    static IEnumerable<string> RecordsOf(string text)
    {
        var record = "";
        foreach (var line in text.Split('\n')[..^1])
        {
            if (record.Length > 0 && RecordHash.TryRead(Encoding.UTF8.GetBytes(line), new byte[32]))
            {
                yield return record;
                record = "";
            }
            record += line + "\n";
        }
        yield return record;
    }
}

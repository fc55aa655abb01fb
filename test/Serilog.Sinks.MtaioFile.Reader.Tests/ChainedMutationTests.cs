using System.Text;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Tests.Support;
using Serilog.Sinks.MtaioFile.Reader.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Reader.Tests;

/// <summary>Ten thousand changes of a chained log that the sink has written, each of which is found.</summary>
public sealed class ChainedMutationTests : IDisposable
{
    static readonly int Mutations = Place.IsWine ? 300 : 10_000;

    static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];
    static readonly string[] Names = ["app.log.2", "app.log.1", "app.log"];

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EachRandomChangeIsFound()
    {
        var original = WriteLog();
        Assert.Equal(Verdict.Complete, Verify(original));
        Parallel.For(0, Mutations, seed =>
        {
            var random = new Random(seed);
            var changed = Array.ConvertAll(original, bytes => (byte[]?)bytes.Clone());
            var change = Mutate(changed, random);
            if (changed.Zip(original).All(f => f.First is not null && f.First.AsSpan().SequenceEqual(f.Second))) return;
            Assert.True(Verify(changed) == Verdict.Incomplete, $"mutation {seed} is not found: {change}");
        });
    }

    byte[][] WriteLog()
    {
        var path = _folder.In("app.log");
        var options = new MtaioFileOptions { Chain = HashChain.WithKey(Key) };
        using (var log = new LoggerConfiguration()
            .AuditTo.MtaioRotatingFile(new CompactJsonFormatter(), path, maxBytes: 3000, options: options).CreateLogger())
        {
            for (var i = 0; i < 32; i++) log.Information("event {Number} of {Name}", i, "somebody");
        }
        var written = Directory.GetFiles(_folder.Path).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);
        Assert.Equal(Names.Order(StringComparer.Ordinal), written);
        return Array.ConvertAll(Names, name => File.ReadAllBytes(_folder.In(name)));
    }

    static Verdict Verify(byte[]?[] files)
    {
        using var folder = new TempFolder();
        for (var i = 0; i < files.Length; i++)
        {
            if (files[i] is { } bytes) File.WriteAllBytes(folder.In(Names[i]), bytes);
        }
        // The process that has written the log is this one.
        var options = new MtaioLogOptions { Key = Key, IsAlive = _ => false };
        return MtaioLogReader.Open(folder.In("app.log"), options).Verify().Verdict;
    }

    /// <summary>
    /// Changes one file. Of the oldest one its first record stays, which could say that older files are gone, and it stays itself, as
    /// retention deletes it.
    /// </summary>
    static string Mutate(byte[]?[] files, Random random)
    {
        var file = random.Next(files.Length);
        if (random.Next(50) == 0)
        {
            file = random.Next(1, files.Length);
            files[file] = null;
            return $"{Names[file]} deleted";
        }
        var lines = Encoding.Latin1.GetString(files[file]!).Split('\n')[..^1].Select(l => l + "\n").ToList();
        var line = random.Next(file == 0 ? 1 : 0, lines.Count);
        var change = random.Next(6);
        switch (change)
        {
            case 0:
                lines.RemoveAt(line);
                break;
            case 1:
                lines.Insert(line, lines[random.Next(lines.Count)]);
                break;
            case 2 when line + 1 < lines.Count:
                (lines[line], lines[line + 1]) = (lines[line + 1], lines[line]);
                break;
            case 3:
                lines[line] = lines[line][..random.Next(lines[line].Length)];
                break;
            default:
                var characters = lines[line].ToCharArray();
                characters[random.Next(characters.Length)] ^= (char)(1 << random.Next(8));
                lines[line] = new string(characters);
                break;
        }
        files[file] = Encoding.Latin1.GetBytes(string.Concat(lines));
        return $"change {change} of line {line + 1} of {Names[file]}";
    }
}

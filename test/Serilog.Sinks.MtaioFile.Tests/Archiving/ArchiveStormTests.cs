using System.Text;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>
/// Random folders, settings, vetoes of the hook, rotations and restarts. Each line is a file of ten bytes. No line goes without the hook
/// having allowed it, no archive is deleted or kept against the rule of retention, and foreign files stay as they are.
/// </summary>
public sealed class ArchiveStormTests
{
    static readonly string[] Foreign = ["app.log.2024", "app.log.01", "app.log.old", "app.log.1.bak", "app.log.2026-02-30", "xapp.log.1"];

    [Fact]
    public void NoArchiveIsDeletedOrKeptAgainstTheRule() => Gen.Int.Sample(
        seed =>
        {
            using var storm = new Storm(new Random(seed));
            storm.Run();
            storm.Check();
        },
        iter: Place.SamplesOfFiles(40),
        threads: 1);

    sealed class Storm : IDisposable
    {
        readonly Random _random;
        readonly LogUnderTest _sample = new();
        readonly VetoHooks _hooks;
        readonly FakeTimeProvider _clock = new(Some.Instant.ToUniversalTime());
        readonly List<string> _lines = [];
        readonly Dictionary<string, string> _foreign = [];
        readonly RotationOptions _rotation;
        readonly int? _firstCount;
        int? _backupCount;

        public Storm(Random random)
        {
            _random = random;
            _hooks = new VetoHooks(random);
            _firstCount = _backupCount = random.Next(4) == 0 ? null : random.Next(1, 6);
            _rotation = new RotationOptions
            {
                ArchiveName = random.Next(2) == 0 ? Some.NumberedNames : Some.DatedNames,
                Compression = ArchiveCompression.Named.Values.ElementAt(random.Next(3)),
                UseUtc = true,
            };
            if (_rotation.Compression == ArchiveCompression.None && random.Next(3) == 0) _rotation.RetainedBytes = random.Next(5) * 10;
            foreach (var name in Foreign.Where(_ => random.Next(2) == 0)) Plant(name);
            var isDated = _rotation is { ArchiveName: Some.DatedNames, RetainedBytes: null };
            if (isDated && _rotation.Compression == ArchiveCompression.None && random.Next(2) == 0) Plant("app.log.2031-01-01.001");
        }

        public void Run()
        {
            var runs = _random.Next(1, 5);
            for (var run = 1; run <= runs; run++)
            {
                // The last run may only lower the number, and its rotations delete what the hook has kept.
                if (run == runs && _backupCount > 1 && _random.Next(2) == 0) _backupCount = _random.Next(1, _backupCount.Value);
                _hooks.Vetoes = run < runs;
                RunOnce(run == runs ? 2 : _random.Next(7));
            }
        }

        /// <summary>The lines of all files, the oldest first, are those that were logged last, and no more than the rule keeps.</summary>
        public void Check()
        {
            foreach (var (name, content) in _foreign) Assert.Equal(content, _sample.Folder.Text(name));
            var archives = Archives();
            var left = archives.Select(TextOf).Append(_sample.Folder.Text("app.log")).ToArray();
            Assert.Equal(_lines[^left.Length..], left);
            Assert.Equal(_lines, _hooks.Allowed.Concat(left).Order(StringComparer.Ordinal));
            var most = Math.Min(_backupCount ?? int.MaxValue, _rotation.RetainedBytes / 10 ?? int.MaxValue);
            Assert.True(archives.Length <= most, $"{archives.Length} archives instead of {most}");
            var least = Math.Min(Math.Min(_firstCount ?? int.MaxValue, most), _lines.Count - 1);
            Assert.True(archives.Length >= least, $"{archives.Length} archives instead of {least}");
        }

        public void Dispose() => _sample.Dispose();

        void RunOnce(int lines)
        {
            var options = new MtaioFileOptions { TimeProvider = _clock, Hooks = _hooks, ShutdownTimeout = TimeSpan.FromMinutes(2) };
            using var log = _sample.OpenRotating(10, _backupCount, options, rotation: _rotation);
            for (var i = 0; i < lines; i++)
            {
                var message = $"{_lines.Count:d9}";
                _lines.Add(message + "\n");
                log.Information("{Message:l}", message);
                if (_random.Next(3) == 0) _clock.Advance(TimeSpan.FromHours(_random.Next(30)));
            }
        }

        string[] Archives()
        {
            var names = new ArchiveFileNames("", PatternArchiveNames.Of(_rotation.ArchiveName, "app.log"), AllCodecs.List, NameRules.Linux);
            var found = new List<(ArchiveId Id, string Name)>();
            foreach (var name in _sample.Folder.Names.Except(_foreign.Keys))
            {
                if (names.TryParse(name, out var file)) found.Add((file.Archive, name));
            }
            found.Sort((x, y) => names.CompareByAge(y.Id, x.Id));
            return [.. found.Select(f => f.Name)];
        }

        string TextOf(string name) => Read(_sample.Folder[name]);

        void Plant(string name)
        {
            _foreign[name] = $"foreign {name}\n";
            _sample.Folder.Write(name, _foreign[name]);
        }
    }

    static string Read(string path) =>
        Encoding.UTF8.GetString(AllCodecs.Read(path));

    /// <summary>Keeps archives at random while it vetoes, and remembers the content of the others.</summary>
    sealed class VetoHooks(Random random) : MtaioFileHooks
    {
        readonly Random _random = new(random.Next());

        public bool Vetoes { get; set; }

        public List<string> Allowed { get; } = [];

        public override void OnArchiveDeleting(string archivePath)
        {
            if (Vetoes && _random.Next(2) == 0) throw new InvalidOperationException("this archive is kept");
            Allowed.Add(Read(archivePath));
        }
    }
}

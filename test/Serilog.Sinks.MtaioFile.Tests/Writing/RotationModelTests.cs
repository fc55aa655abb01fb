using CsCheck;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>Compares the real sink with a small model: random events, limits, archive counts, gaps and restarts.</summary>
public sealed class RotationModelTests
{
    static readonly Gen<Run> Runs = Gen.Select(
        Gen.OneOf(Gen.Int[1, 30].Array[0, 25], Gen.Int[9, 11].Array[0, 25]),
        Gen.Frequency((1, Gen.Const((long?)null)), (6, Gen.Long[1, 60].Select(bytes => (long?)bytes)), (3, Gen.Const((long?)10))),
        Gen.Frequency((1, Gen.Const((int?)null)), (5, Gen.Int[0, 6].Select(count => (int?)count))),
        Gen.Frequency((4, Gen.Const(true)), (1, Gen.Const(false))),
        (sizes, maxBytes, backupCount, append) => new Run(sizes, maxBytes, backupCount, append));

    [Fact]
    public void RandomRunsLeaveTheFilesThatTheModelPredicts() =>
        Gen.Select(Runs.Array[1, 4], Gen.Bool.Array[0, 8]).Sample((runs, archives) =>
        {
            using var sample = new LogUnderTest();
            var model = new Model();
            for (var i = 0; i < archives.Length; i++)
            {
                model.Archives.Add(archives[i] ? $"from before {i}\n" : null);
                if (archives[i]) sample.Folder.Write($"app.log.{i + 1}", $"from before {i}\n");
            }
            var events = 0;
            foreach (var run in runs)
            {
                model.Begin(run);
                using var log = sample.OpenRotating(run.MaxBytes, run.BackupCount, run.Options);
                foreach (var size in run.Sizes)
                {
                    var message = Some.Message((char)('a' + (events++ % 26)), size);
                    log.Information(message);
                    model.Write(message + "\n");
                }
            }
            Assert.Equal(model.Files, sample.Folder.Files);
        }, iter: Place.SamplesOfFiles(200));

    sealed record Run(int[] Sizes, long? MaxBytes, int? BackupCount, bool Append)
    {
        public MtaioFileOptions Options
        {
            get
            {
                var options = Patient.Options();
                options.Append = Append;
                return options;
            }
        }
    }

    sealed class Model
    {
        Run _run = new([], null, null, Append: true);
        bool _empties;
        string? _active;

        /// <summary>The newest first; null is a gap.</summary>
        public List<string?> Archives { get; } = [];

        public SortedDictionary<string, string> Files
        {
            get
            {
                var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
                if (_active is not null) files.Add("app.log", _active);
                for (var i = 0; i < Archives.Count; i++)
                {
                    if (Archives[i] is { } archive) files.Add($"app.log.{i + 1}", archive);
                }
                return files;
            }
        }

        public void Begin(Run run) => (_run, _empties) = (run, !run.Append);

        public void Write(string line)
        {
            if (_empties) (_active, _empties) = ("", false);
            _active ??= "";
            if (_active.Length > 0 && _active.Length + line.Length > _run.MaxBytes) Rotate();
            _active += line;
        }

        void Rotate()
        {
            var kept = _run.BackupCount ?? int.MaxValue;
            if (kept > 0)
            {
                var gap = Archives.IndexOf(null);
                if (gap >= 0 && gap < kept) Archives.RemoveAt(gap);
                else if (Archives.Count >= kept) Archives.RemoveAt(kept - 1);
                Archives.Insert(0, _active);
            }
            for (var i = kept; i < Archives.Count; i++) Archives[i] = null;
            _active = "";
        }
    }
}

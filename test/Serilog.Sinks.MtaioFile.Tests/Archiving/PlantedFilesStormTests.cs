using System.Runtime.Versioning;
using System.Text;
using CsCheck;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>
/// Another user plants links, folders and forged files in the folder at random moments. Nothing outside the folder is touched, each line is
/// in the log or in a plain or compressed archive, and no forged file becomes the compressed copy of an archive.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class PlantedFilesStormTests
{
    [FactExcept(Except.Windows, "file modes are of Unix")]
    public void NothingOutsideIsTouchedAndNoLineIsLost() => Gen.Int.Sample(
        seed =>
        {
            using var storm = new Storm(new Random(seed));
            storm.Run();
            storm.Check();
        },
        iter: 40,
        threads: 1);

    sealed class Storm(Random random) : IDisposable
    {
        readonly LogUnderTest _sample = new();
        readonly TempFolder _elsewhere = new();
        readonly List<string> _lines = [];

        // Under its own lock, since the worker and the archive thread plant.
        readonly Random _plants = new(random.Next());

        string Precious => _elsewhere["precious.txt"];

        public void Run()
        {
            _elsewhere.Write("precious.txt", "precious\n");
            System.IO.File.SetUnixFileMode(Precious, UnixFileMode.UserRead);
            var rotation = new RotationOptions
            {
                ArchiveName = random.Next(2) == 0 ? Some.NumberedNames : Some.DatedNames,
                Compression = ArchiveCompression.GZip,
                UncompressedArchives = random.Next(2),
            };
            for (var run = 0; run < 3; run++)
            {
                var fileSystem = new FailingFileSystem { Before = (operation, path) => Plant(operation, path) };
                using var log = _sample.OpenRotating(10, options: new(), rotation: rotation, fileSystem: fileSystem);
                for (var i = random.Next(6); i > 0; i--)
                {
                    var message = $"{_lines.Count:d9}";
                    _lines.Add(message);
                    log.Information("{Message:l}", message);
                }
            }
        }

        public void Check()
        {
            Assert.Equal("precious\n", _elsewhere.Text("precious.txt"));
            Assert.Equal(UnixFileMode.UserRead, System.IO.File.GetUnixFileMode(Precious));
            var text = string.Concat(Directory.GetFiles(_sample.Folder.Path).Where(f => new FileInfo(f).LinkTarget is null).Select(Read));
            Assert.All(_lines, line => Assert.Contains(line, text, StringComparison.Ordinal));
        }

        public void Dispose()
        {
            _sample.Dispose();
            _elsewhere.Dispose();
        }

        /// <summary>Something is planted where a file of the sink is about to be, or instead of its temporary file.</summary>
        void Plant(FileOperation operation, string path)
        {
            lock (_plants)
            {
                var isTemporary = path.EndsWith(".tmp", StringComparison.Ordinal);
                if (operation is not (FileOperation.Rename or FileOperation.Probe) || _plants.Next(isTemporary ? 2 : 10) > 0) return;
                if (isTemporary && System.IO.File.Exists(path)) System.IO.File.Move(path, _elsewhere[Guid.NewGuid().ToString()]);
                var place = isTemporary ? path : _sample.LogPath + (_plants.Next(3) == 0 ? ".gz.tmp" : $".{_plants.Next(1, 4)}.gz");
                if (Path.Exists(place) || new FileInfo(place).LinkTarget is not null) return;
                if (_plants.Next(3) == 0) System.IO.File.WriteAllText(place, "forged by another user\n");
                else System.IO.File.CreateSymbolicLink(place, Precious);
            }
        }

        static string Read(string path) =>
            path.EndsWith(".gz", StringComparison.Ordinal) && FileInUse.Bytes(path) is [0x1f, 0x8b, ..]
                ? Encoding.UTF8.GetString(GZipFile.Read(path))
                : FileInUse.Text(path);
    }
}

using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Rotation;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// An active file whose name has the date of its period, or a number: a file that is left keeps its name, and the next one gets the next
/// name. An existing file of the present period is continued.
/// </summary>
sealed class RollingPath : IActivePath
{
    readonly IFileSystem _fileSystem;
    readonly PathGate _gate;
    readonly string _directory;
    readonly RollingNames _names;
    readonly StampPrecision _precision;
    readonly RotationCalendar _calendar;
    readonly TimeProvider _clock;

    // Under the gate.
    ArchiveId _id;
    int _leastNumber;

    // Written under the gate, read by any thread.
    volatile string _current;

    /// <param name="fileSystem">The file system of the folder.</param>
    /// <param name="gate">The gate that the writers of the files share.</param>
    /// <param name="directory">The absolute path of the folder.</param>
    /// <param name="names">The names of the files.</param>
    /// <param name="precision">How precisely new names give the date.</param>
    /// <param name="calendar">The periods, and the clock that tells the present one.</param>
    /// <param name="clock">The clock of the sink.</param>
    public RollingPath(
        IFileSystem fileSystem,
        PathGate gate,
        string directory,
        RollingNames names,
        StampPrecision precision,
        RotationCalendar calendar,
        TimeProvider clock)
    {
        (_fileSystem, _gate, _directory, _names) = (fileSystem, gate, directory, names);
        (_precision, _calendar, _clock) = (precision, calendar, clock);
        _id = FirstAt(clock.GetUtcNow());
        _current = PathOf(_id);
    }

    /// <summary>Listings of a moment ago, which will do for the first file of a run; null = the folder is listed each time.</summary>
    public LogListings? Listings { get; init; }

    public string Current => _current;

    public DateTimeOffset? ChosenAt { get; private set; }

    public void Choose()
    {
        Debug.Assert(_gate.IsHeld);
        var now = _clock.GetUtcNow();
        var first = FirstAt(now);
        var least = first.Stamp == _id.Stamp ? _leastNumber : 0;
        var number = Math.Max(HighestNumber(first), least);
        // A folder cannot be written. Whatever else has the name may be a link of the user to another place.
        while (_fileSystem.Probe(PathOf(first with { Number = number })) is { Kind: FileKind.Directory }) number = checked(number + 1);
        (_id, _leastNumber, ChosenAt) = (first with { Number = number }, least, now);
        _current = PathOf(_id);
        _gate.SetCurrent(_current);
    }

    public bool IsLeft()
    {
        Debug.Assert(_gate.IsHeld);
        return _fileSystem.Probe(PathOf(_id with { Number = checked(_id.Number + 1) })) is not null;
    }

    /// <summary>Leaves the active file as it is: the next file gets the next name.</summary>
    /// <returns>The path of the file that is left.</returns>
    public string Leave()
    {
        Debug.Assert(_gate.IsHeld);
        var left = _current;
        _leastNumber = checked(_id.Number + 1);
        Choose();
        return left;
    }

    public bool IsArchive(ArchiveId file) => _names.CompareByAge(file, _id) > 0;

    ArchiveId FirstAt(DateTimeOffset now) => _precision == StampPrecision.None
        ? ArchiveId.Numbered(0)
        : ArchiveId.FirstOf(_calendar.LocalTimeAt(_calendar.PeriodAt(now).Start), _precision) with { Number = 0 };

    IEnumerable<string> NamesInFolder() => ChosenAt is null && Listings is { } listings
        ? listings.Of(_directory, changedAt: 0).StartingWith(_names.Start)
        : _fileSystem.List(_directory);

    int HighestNumber(ArchiveId first)
    {
        try
        {
            var highest = 0;
            foreach (var name in NamesInFolder())
            {
                var isOfPeriod = _names.TryParse(name, out var id) && id.Stamp == first.Stamp && id.Precision == first.Precision;
                if (isOfPeriod && id.Number > highest) highest = id.Number;
            }
            return highest;
        }
        catch (DirectoryNotFoundException)
        {
            return 0;
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            // In a folder that cannot be listed, the files up to the first free number are found.
            var number = 0;
            while (_fileSystem.Probe(PathOf(first with { Number = checked(number + 1) })) is not null) number++;
            return number;
        }
    }

    string PathOf(ArchiveId id) => Path.Combine(_directory, _names.Format(id));
}

using System.Text.Json;
using Serilog.Sinks.MtaioFile.Runs;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Runs;

/// <summary>What the records of CLEF files say of one run.</summary>
sealed class NumberedRun
{
    readonly SortedSet<long> _announced = [];

    NumberedRun(string id) => Id = id;

    public string Id { get; }

    /// <summary>The numbers of the events in the order of the files.</summary>
    public List<long> Written { get; } = [];

    /// <summary>The records with which the run begins in files.</summary>
    public List<JsonElement> Begins { get; } = [];

    public JsonElement? End { get; private set; }

    /// <summary>How many numbers are announced that the text does not tell one by one.</summary>
    public long Merged { get; private set; }

    /// <summary>The runs of a log whose files are given from the oldest to the newest.</summary>
    public static List<NumberedRun> Read(TempFolder folder, params string[] files)
    {
        var runs = new List<NumberedRun>();
        foreach (var record in files.SelectMany(folder.Clef))
        {
            var id = record.Text("@run")!;
            var run = runs.Find(r => r.Id == id);
            if (run is null) runs.Add(run = new NumberedRun(id));
            run.Add(record);
        }
        return runs;
    }

    /// <summary>Every number is in the file, in order, or announced as dropped; and the run has its end.</summary>
    public void AssertComplete(long last)
    {
        Assert.Equal(Written.Order().Distinct(), Written);
        Assert.Empty(Written.Intersect(_announced));
        Assert.Equal(last, Written.Count + _announced.Count + Merged);
        if (Merged == 0) Assert.Equal(Enumerable.Range(1, (int)last).Select(n => (long)n), Written.Concat(_announced).Order());
        Assert.NotNull(End);
        Assert.Equal(last, End.Value.GetProperty("LastNumber").GetInt64());
        Assert.Equal(Written.Count, End.Value.GetProperty("WrittenEvents").GetInt64());
    }

    void Add(JsonElement record)
    {
        Assert.True(Begins.Count > 0 || record.Text("Host") is not null, "the first record of a run is not the one that begins it");
        Assert.Null(End);
        if (record.GetProperty("@q").GetInt64() is not RecordMark.OwnNumber and var number) Written.Add(number);
        else if (record.Text("Host") is not null) Begins.Add(record);
        else Announce(record);
    }

    void Announce(JsonElement record)
    {
        if (record.Text("LastNumber") is not null) End = record;
        Assert.True(NumberRanges.TryParse(record.Text("DroppedNumbers"), out var dropped));
        foreach (var range in dropped.Ranges)
        {
            if (!range.IsWhole) Merged += range.Count;
            else for (var number = range.First; number <= range.Last; number++) Assert.True(_announced.Add(number));
        }
        if (record.Text("DroppedEvents") is { } count) Assert.Equal(dropped.Count, long.Parse(count));
    }
}

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>Finds the file sinks that a configuring method adds, however it wraps them. Nested calls find their own sinks.</summary>
static class SinkCollector
{
    [ThreadStatic] static List<MtaioFileSink>? t_created;

    /// <summary>Runs a method that creates sinks. If the method throws, the file sinks that it has created are closed.</summary>
    /// <param name="create">The method.</param>
    /// <param name="files">The file sinks that it has created.</param>
    public static T Run<T>(Func<T> create, out IReadOnlyList<ISinkControl> files)
    {
        var outer = t_created;
        var created = t_created = [];
        try
        {
            var result = create();
            files = [.. created.Select(s => s.Life.Control)];
            return result;
        }
        catch (Exception)
        {
            foreach (var sink in created) sink.Dispose();
            throw;
        }
        finally
        {
            t_created = outer;
        }
    }

    public static void Add(MtaioFileSink sink) => t_created?.Add(sink);
}

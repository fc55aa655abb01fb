using System.Text.Json.Nodes;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>The counters that rsyslogd writes to a file: a time, then JSON.</summary>
sealed class Counters(string file)
{
    /// <summary>The last value of a counter; -1 if there is none yet.</summary>
    public long Last(string name, string counter)
    {
        if (!System.IO.File.Exists(file)) return -1;
        var objects = FileInUse.Text(file)
            .Split('\n')[..^1]
            .Select(l => JsonNode.Parse(l[l.IndexOf('{', StringComparison.Ordinal)..])!)
            .Where(o => o["name"]!.GetValue<string>() == name && o[counter] is not null);
        return objects.LastOrDefault()?[counter]!.GetValue<long>() ?? -1;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>Says what would be right instead of a name that is not known at its place.</summary>
[RequiresUnreferencedCode("Reads the methods and options by reflection.")]
sealed class UnknownNames(IReadOnlyCollection<SettingsTable> tables)
{
    public static string BesideArgs(SettingsTable table, string name)
    {
        if (table.Resolve(SettingsTable.Args, name) is not null) return "belongs inside Args";
        return $"is not known here; {NearMiss.Hint(name, ["Name", "Args"])}allowed are Name, Args";
    }

    public string Remedy(SettingsTable table, string place, string name)
    {
        var homes = table.PlacesOf(name).Where(p => !string.Equals(p, place, StringComparison.OrdinalIgnoreCase)).ToList();
        if (homes.Count > 0) return $"belongs {Inside(homes[0])}";
        var others = tables.Where(t => t.IsFileSink && t.PlacesOf(name).Any()).ToList();
        if (table.IsFileSink && OtherSinksNames.RemedyFor(name) is { } remedy)
        {
            var unchanged = others.Count == 0 ? "" : $"; to leave all settings as they are, name the sink {others[0].Method}";
            return $"is a name of another sink; {remedy}{unchanged}";
        }
        if (table.IsFileSink && others.Count > 0)
        {
            var home = Inside(others[0].PlacesOf(name).First());
            return $"is not a setting of {table.Method}; {string.Join(" and ", others.Select(t => t.Method))} have it {home}";
        }
        var known = table.In(place).Select(s => s.Key).ToList();
        if (NearMiss.Of(name, known) is { } near) return $"is not known; did you mean {near}?";
        var elsewhere = table.Places.SelectMany(p => table.In(p).Select(s => (s.Key, Place: p))).ToList();
        if (NearMiss.Of(name, elsewhere.Select(s => s.Key)) is { } far)
            return $"is not known; did you mean {far} {Inside(elsewhere.Find(s => s.Key.Equals(far, StringComparison.Ordinal)).Place)}?";
        return $"is not known; allowed are {string.Join(", ", known)}";
    }

    static string Inside(string place) => place.Length == 0 ? "in Args itself" : $"inside {place}";
}

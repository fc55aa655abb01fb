using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Serilog.Core;

namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>
/// Finds all mistakes in the settings of all loggers of a configuration without creating a sink. The types that the settings name may be
/// those of another program.
/// </summary>
/// <param name="planner">
/// Begins a logger: what it returns plans the sink of a call, and refuses what its creation beside those before would refuse.
/// </param>
/// <param name="extensionClasses">The classes with the methods that settings call.</param>
[RequiresUnreferencedCode("Reads the methods and options by reflection.")]
sealed class SettingsCheck(Func<Action<SinkCall, SinkSettings>> planner, params Type[] extensionClasses)
{
    /// <summary>The section that Serilog.Settings.Configuration reads.</summary>
    const string Usual = "Serilog";

    readonly SettingsMistakes _mistakes = new(hasTypes: false);

    public SettingsMistakes Find(IConfiguration configuration)
    {
        var tables = SettingsTable.Of(extensionClasses);
        var unknown = new UnknownNames(tables.Values);
        var sections = SinkSection.In(configuration, tables.Keys)
            .Select(s => (Section: s, Given: new SectionReader(tables[s.Method], unknown, _mistakes).Read(s)))
            .ToList();
        var loggers = sections.DistinctBy(s => s.Section.Root, StringComparer.OrdinalIgnoreCase).Select(s => s.Section.Logger).ToList();
        if (loggers.Count == 0) loggers.Add(configuration.GetSection(Usual));
        new UnreadCalls(tables, _mistakes).Find(configuration, loggers);
        // Values that contradict each other are told when all names and values are right, as the library does.
        if (_mistakes.All.Count > 0) return _mistakes;
        // Other loggers may be those of other programs, with sinks on the same paths.
        foreach (var logger in sections.GroupBy(s => s.Section.Root, StringComparer.OrdinalIgnoreCase))
        {
            var plan = planner();
            List<(SinkSection Section, IReadOnlyList<GivenSetting> Given)> all = [.. logger];
            foreach (var (section, given) in all)
            {
                if (!FindTwin(section, given, all)) FindContradiction(section, given, plan);
            }
        }
        return _mistakes;
    }

    /// <summary>Whether a section before this one has the same call and other options.</summary>
    bool FindTwin(
        SinkSection section, IReadOnlyList<GivenSetting> given, List<(SinkSection Section, IReadOnlyList<GivenSetting> Given)> all)
    {
        var call = CallOf(section);
        var twin = all.TakeWhile(s => s.Section != section)
            .FirstOrDefault(s => s.Section.IsCallOf(call) && !SinkSettings.HaveOneMeaning(s.Given, given));
        if (twin.Section is null) return false;
        _mistakes.Add(SinkSettings.Differ(twin.Section, section));
        return true;
    }

    void FindContradiction(SinkSection section, IReadOnlyList<GivenSetting> given, Action<SinkCall, SinkSettings> plan)
    {
        // Nothing is known about an object that only the program has, unless it can be left out.
        if (given.Any(g => g.IsElsewhere && (!g.Setting.AllowsNull || SettingsTable.DefaultsOf(g.Setting.Type) is not null))) return;
        var call = CallOf(section);
        var settings = new SinkSettings(given, call, section.Args.Path);
        try
        {
            plan(call, settings);
        }
        catch (ArgumentException ex)
        {
            _mistakes.Add(settings.MistakeFor(ex));
        }
    }

    SinkCall CallOf(SinkSection section) => new(section.Method, section.IsAudit, new LoggingLevelSwitch())
    {
        Values = ArgumentsOf(section.Method).ToDictionary(
            a => a, a => (object?)SinkSection.Text(section.Args.GetSection(a)), StringComparer.OrdinalIgnoreCase),
    };

    /// <summary>The arguments that a call hands over as texts.</summary>
    IEnumerable<string> ArgumentsOf(string method) =>
        extensionClasses.SelectMany(c => c.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(m => string.Equals(m.Name, method, StringComparison.Ordinal))
            .Where(m => m.GetCustomAttribute<EditorBrowsableAttribute>() is not null)
            .SelectMany(m => m.GetParameters().Where(p => p.ParameterType == typeof(object) || p.ParameterType == typeof(string)))
            .Select(p => p.Name!).Distinct(StringComparer.OrdinalIgnoreCase);
}

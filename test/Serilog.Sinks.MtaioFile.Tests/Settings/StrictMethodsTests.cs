using System.ComponentModel;
using System.Reflection;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>
/// The settings library takes the overload with the most parameters that the configuration names, and the first of several such. The strict
/// overload of each method must always be that one.
/// </summary>
public sealed class StrictMethodsTests
{
    static readonly List<IGrouping<(string Name, Type Receiver), MethodInfo>> Methods =
        [.. new[] { typeof(MtaioFileLoggerConfigurationExtensions), typeof(MtaioEnrichmentLoggerConfigurationExtensions) }
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .GroupBy(m => (m.Name, m.GetParameters()[0].ParameterType))];

    public static TheoryData<string> Names() => [.. Methods.Select(NameOf)];

    [Theory]
    [MemberData(nameof(Names))]
    public void TheStrictMethodHasTheMostParametersThatAConfigurationNames(string name)
    {
        var overloads = Methods.Single(m => NameOf(m) == name);
        var strict = Assert.Single(overloads, IsStrict);
        Assert.All(overloads.Except([strict]), o => Assert.True(Wins(strict, o), $"{o} may be taken instead"));
        Assert.True(strict.GetParameters()[1..^1].All(p => p.HasDefaultValue), "a method that misses an argument is not called");
        Assert.False(strict.GetParameters()[^1].HasDefaultValue, "calls in code must not mean this method");
    }

    [Fact]
    public void AllMethodsAreFound() => Assert.InRange(Methods.Count, 10, 100);

    /// <summary>Each argument that the other has alone counts one for it; the required argument is sure to be there.</summary>
    static bool Wins(MethodInfo strict, MethodInfo other)
    {
        var names = other.GetParameters()[1..].Select(p => p.Name!).ToList();
        if (other.GetParameters()[1..].All(p => p.HasDefaultValue))
            return names.All(n => CountOf(strict, n) >= 2) && strict.MetadataToken < other.MetadataToken;
        var required = other.GetParameters()[1..].Last(p => !p.HasDefaultValue).Name!;
        return CountOf(strict, required) - 1 > names.Count(n => CountOf(strict, n) == 0);
    }

    static int CountOf(MethodInfo method, string name) =>
        method.GetParameters().Count(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));

    static bool IsStrict(MethodInfo method) => method.IsDefined(typeof(EditorBrowsableAttribute), inherit: false);

    static string NameOf(IGrouping<(string Name, Type Receiver), MethodInfo> overloads) =>
        $"{overloads.Key.Receiver.Name}.{overloads.Key.Name}";
}

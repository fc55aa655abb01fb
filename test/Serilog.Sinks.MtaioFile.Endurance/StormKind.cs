namespace Serilog.Sinks.MtaioFile.Endurance;

/// <summary>What the loggers of one path of a storm have in common.</summary>
/// <param name="IsShared">Whether several processes may write to the path.</param>
/// <param name="Keeps">Whether no option lets anything delete events, so that each acknowledged line must be there.</param>
/// <param name="ArchiveName">The pattern of the archives' names.</param>
readonly record struct StormKind(bool IsShared, bool Keeps, string ArchiveName)
{
    static readonly string[] Patterns = ["{name}.{n}", "{name}.{date}.{n:000}"];

    public static StormKind Draw(Random random) => new(random.Next(2) == 0, random.Next(4) > 0, Patterns[random.Next(2)]);

    public static StormKind From(string[] words) => new(IsShared: true, bool.Parse(words[0]), words[1]);

    /// <summary>The words that tell a second process the kind of a shared path.</summary>
    public string[] ToWords() => [$"{Keeps}", ArchiveName];
}

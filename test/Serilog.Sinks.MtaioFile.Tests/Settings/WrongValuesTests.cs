using System.Reflection;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>A wrong value in appsettings.json stops the application at its start, and the message names the value.</summary>
public sealed class WrongValuesTests : LogUnderTest
{
    public static TheoryData<string, string, string, string> OutOfRange()
    {
        (string Sink, string Args, string Named)[] cases =
        [
            ("MtaioRotatingFile", "\"maxBytes\": 0", "maxBytes"),
            ("MtaioRotatingFile", "\"maxBytes\": -1", "maxBytes"),
            ("MtaioRotatingFile", "\"backupCount\": -1", "backupCount"),
            ("MtaioJsonFile", "\"maxBytes\": -2147483648", "maxBytes"),
            ("MtaioFile", "\"backupCount\": -1", "backupCount"),
            ("MtaioFile", "\"restrictedToMinimumLevel\": \"17\"", "restrictedToMinimumLevel"),
            ("MtaioJsonFile", Options("\"Encoding\": \"System.Text.Encoding::Unicode\""), "Encoding"),
            ("MtaioFile", Options("\"FlushOnLevel\": \"17\""), "FlushOnLevel"),
            ("MtaioFile", Options("\"FlushToDiskInterval\": \"5\""), "FlushToDiskInterval"),
            ("MtaioFile", Options("\"FlushToDiskInterval\": \"-00:00:01\""), "FlushToDiskInterval"),
            ("MtaioFile", Options("\"RetryTimeLimit\": \"10\""), "RetryTimeLimit"),
            ("MtaioFile", Options("\"ShutdownTimeout\": \"1.00:00:00\""), "ShutdownTimeout"),
            ("MtaioFile", Batching("\"BatchSizeLimit\": 0"), "BatchSizeLimit"),
            ("MtaioFile", Batching("\"QueueLimit\": -1"), "QueueLimit"),
            ("MtaioFile", Batching("\"Period\": \"00:00:00\""), "Period"),
            ("MtaioFile", Batching("\"Period\": \"2\""), "Period"),
            ("MtaioFile", Batching("\"BlockTimeout\": \"-00:00:00.001\""), "BlockTimeout"),
            ("MtaioFile", Batching("\"Overflow\": \"9\""), "Overflow"),
            ("MtaioFile", Batching("\"ShedBelow\": \"-1\""), "ShedBelow"),
        ];
        var data = new TheoryData<string, string, string, string>();
        foreach (var section in new[] { "WriteTo", "AuditTo" })
        {
            foreach (var (sink, args, named) in cases) data.Add(section, sink, args, named);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void AValueOutOfRangeIsNamed(string section, string sink, string args, string named)
    {
        var thrown = Assert.Throws<TargetInvocationException>(() => Configure(Folder, section, sink, args));
        var inner = Assert.IsAssignableFrom<ArgumentException>(thrown.InnerException);
        Assert.Equal(named, inner.ParamName);
        Assert.Contains(named, inner.Message, StringComparison.Ordinal);
        Assert.Empty(Folder.Names);
    }

    [Fact]
    public void TheMessageAboutATimeWithoutAUnitSaysHowToWriteSeconds()
    {
        var thrown = Assert.Throws<TargetInvocationException>(
            () => Configure(Folder, "WriteTo", "MtaioFile", Options("\"ShutdownTimeout\": \"5\"")));
        Assert.Contains(
            "has no unit; did you mean \"5s\"?",
            thrown.InnerException!.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"maxBytes\": \"1XB\"")]
    [InlineData("\"maxBytes\": \"null\"")]
    [InlineData("\"maxBytes\": \"1.5\"")]
    [InlineData("\"backupCount\": \"many\"")]
    public void TextThatIsNotANumberIsRefused(string args)
    {
        Assert.ThrowsAny<Exception>(() => Configure(Folder, "WriteTo", "MtaioRotatingFile", args));
        Assert.Empty(Folder.Names);
    }

    [Theory]
    [InlineData("\"restrictedToMinimumLevel\": \"Loud\"")]
    [InlineData("\"levelSwitch\": \"$undeclared\"")]
    [InlineData("\"formatter\": \"No.Such.Formatter, Nowhere\"")]
    public void AnUnknownNameIsRefused(string args)
    {
        Assert.ThrowsAny<Exception>(() => Configure(Folder, "WriteTo", "MtaioFile", args));
        Assert.Empty(Folder.Names);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void ABlankPathIsNamed(string path)
    {
        var thrown = Assert.Throws<TargetInvocationException>(
            () => JsonSettings.Logger(JsonSettings.Sink("WriteTo", "MtaioFile", $"\"path\": \"{path}\"")));
        Assert.Equal("path", Assert.IsAssignableFrom<ArgumentException>(thrown.InnerException).ParamName);
    }

    static void Configure(TempFolder folder, string section, string sink, string args) =>
        JsonSettings.Log(JsonSettings.Sink(section, sink, $"\"path\": \"{folder["app.log"]}\", {args}"), _ => { });

    static string Options(string options) => $$""" "options": { {{options}} } """;

    static string Batching(string batching) => Options($$""" "Batching": { {{batching}} } """);
}

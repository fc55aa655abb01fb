using Serilog.Sinks.MtaioFile.Tests.Guards;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Collectors;

/// <summary>The configurations have no key that the documentation of their programs does not know.</summary>
public sealed class KeyTests
{
    public static TheoryData<string> Files => [.. Collector.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public void EveryKeyIsDocumented(string file)
    {
        var settings = Collector.Settings(file);
        var documented = DocumentedKeys.Of(file);
        Assert.NotEmpty(settings);
        Assert.All(settings, s => Assert.Contains(documented, d => Covers(d, s.Key)));
    }

    [Theory]
    [InlineData("otelcol.yaml", "receivers.filelog.include", "exporters.otlp.endpoint", "extensions.file_storage.directory")]
    [InlineData("vector.yaml", "sources.app[file].include", "transforms.clef[remap].source", "sinks.central[vector].address")]
    [InlineData("filebeat.yml", "filebeat.inputs[filestream].id", "filebeat.inputs[filestream].paths")]
    [InlineData("fluent-bit-host.yaml", "pipeline.inputs.path", "pipeline.outputs.match", "parsers.name", "parsers.format")]
    [InlineData("fluent-bit-central.yaml", "pipeline.inputs.name", "pipeline.outputs.match")]
    public void EveryRequiredKeyIsThere(string file, params string[] required) =>
        Assert.All(required, key => Assert.NotEmpty(Collector.Settings(file)[key]));

    [Theory]
    [InlineData("otelcol.yaml")]
    [InlineData("vector.yaml")]
    [InlineData("filebeat.yml")]
    public void AConfigurationThatNoTestRunsSaysSo(string file) =>
        Assert.StartsWith("# Not run. ", Snippets.Read($"docs/shipping/{file}"), StringComparison.Ordinal);

    [Fact]
    public void WhatOnePartNamesIsDefinedInAnother()
    {
        Assert.Equal("file_storage", Collector.Setting("otelcol.yaml", "receivers.filelog.storage"));
        Assert.Equal("file_storage", Collector.Setting("otelcol.yaml", "exporters.otlp.sending_queue.storage"));
        Assert.Equal("file_storage", Collector.Setting("otelcol.yaml", "service.extensions"));
        Assert.Equal("app", Collector.Setting("vector.yaml", "transforms.clef[remap].inputs"));
        Assert.Equal("clef", Collector.Setting("vector.yaml", "sinks.central[vector].inputs"));
        Assert.Equal(
            Collector.Setting("fluent-bit-host.yaml", "parsers.name"),
            Collector.Setting("fluent-bit-host.yaml", "pipeline.inputs.parser"));
        Assert.Equal(
            Collector.Setting("fluent-bit-host.yaml", "pipeline.outputs.port"),
            Collector.Setting("fluent-bit-central.yaml", "pipeline.inputs.port"));
    }

    static bool Covers(string documented, string key) =>
        documented.EndsWith('*') ? key.StartsWith(documented[..^1], StringComparison.Ordinal) : documented == key;
}

using Microsoft.Extensions.DependencyInjection;
using PublicApiGenerator;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.HealthChecks.Tests;

/// <summary>The public API is a contract: a change shows here, and is verified or undone.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public Task ThePublicApiIsTheVerifiedOne() =>
        Verifier.Verify(typeof(MtaioFileHealthChecksBuilderExtensions).Assembly.GeneratePublicApi(
            new ApiGeneratorOptions { IncludeAssemblyAttributes = false, DenyNamespacePrefixes = [] }));
}

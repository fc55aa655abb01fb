using PublicApiGenerator;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>The public API is a contract: a change shows here, and is verified or undone.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public Task ThePublicApiIsTheVerifiedOne() =>
        Verifier.Verify(typeof(MtaioFileOptions).Assembly.GeneratePublicApi(new ApiGeneratorOptions
        {
            IncludeAssemblyAttributes = false,
            ExcludeAttributes =
            [
                "System.Runtime.CompilerServices.CompilerGeneratedAttribute", "System.Runtime.CompilerServices.IsReadOnlyAttribute",
                // Before .NET 9 the library has an attribute of its own.
                "System.Runtime.CompilerServices.OverloadResolutionPriorityAttribute",
            ],
        }));
}

namespace Serilog.Sinks.MtaioFile.Operations.Tests;
public sealed class SkeletonTests { [Fact] public void Works() => Assert.True(Directory.Exists("/")); }

using CsCheck;
using Serilog.Sinks.MtaioFile.Rotation;

namespace Serilog.Sinks.MtaioFile.Tests.Rotation;

/// <summary>When a file has no room for more bytes.</summary>
public sealed class SizeLimitTests
{
    [Theory]
    [InlineData(10L, 0, 10, false)]
    [InlineData(10L, 0, 11, false)] // an empty file never rotates
    [InlineData(10L, 4, 6, false)]
    [InlineData(10L, 4, 7, true)]
    [InlineData(10L, 10, 1, true)]
    [InlineData(10L, 25, 1, true)]
    [InlineData(10L, 10, 0, false)]
    [InlineData(1L, 1, 1, true)]
    [InlineData(null, long.MaxValue, long.MaxValue, false)]
    [InlineData(long.MaxValue, 10, 4, false)]
    [InlineData(long.MaxValue, long.MaxValue, 1, true)]
    public void AFileIsDueWhenItIsNotEmptyAndWouldOutgrowItsLimit(long? maxBytes, long length, long added, bool due) =>
        Assert.Equal(due, new SizeLimit(maxBytes).IsDue(length, added));

    [Fact]
    public void SizesNearTheLargestNumberDoNotOverflow() =>
        Gen.Select(Gen.Long[1, long.MaxValue], Gen.Long[0, long.MaxValue], Gen.Long[0, long.MaxValue]).Sample((max, length, added) =>
            new SizeLimit(max).Fits(length, added) == ((Int128)length + added <= max));
}

using CsCheck;
using Serilog.Sinks.MtaioFile.Tool.Report;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Report;

public sealed class MessagePatternTests
{
    [Theory]
    [InlineData("Order 17 took 3.5 ms", "Order ▪ took ▪ ms")]
    [InlineData("Order 4 took 12,345 ms", "Order ▪ took ▪ ms")]
    [InlineData("no numbers, re-tried", "no numbers, re-tried")]
    [InlineData("customer \"Wonder Land\" paid", "customer ▪ paid")]
    [InlineData("an open \" quote", "an open \" quote")]
    [InlineData("id 0193a7f0-1c2d-7e3f-8a4b-5c6d7e8f9a0b done", "id ▪ done")]
    [InlineData("at 10:11:12.345 from 127.0.0.1:80", "at ▪ from ▪")]
    [InlineData("first line\nsecond 2", "first line")]
    [InlineData("", "")]
    public void WhatVariesBecomesOneSign(string message, string pattern) => Assert.Equal(pattern, MessagePattern.Of(message));

    [Fact]
    public void ThePatternIsNeverMuchLongerThanItsLimit() =>
        Gen.String.Sample(message => Assert.InRange(MessagePattern.Of(message + message).Length, 0, 200));

    [Fact]
    public void AVeryLongWordIsCut() => Assert.Equal(200, MessagePattern.Of(new string('x', 100_000)).Length);
}

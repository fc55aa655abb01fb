using System.Text;
using Serilog.Sinks.MtaioFile.Tool.Report;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Report;

public sealed class RecordFieldsTests
{
    const string Id = "0193a7f0-1c2d-7e3f-8a4b-5c6d7e8f9a0b";

    [Theory]
    [InlineData("""{"@run":"k3x9f2ab","@q":3,"@t":"2026-11-27T12:00:00Z","@mt":"Order {Id} taken","Id":3}""", "Order {Id} taken")]
    [InlineData("""{"@t":"2026-11-27T12:00:00Z","@m":"Order 3 taken","@i":"cafe","Id":3}""", "Order ▪ taken")]
    [InlineData("""{"Timestamp":"x","Level":"Error","MessageTemplate":"Order {Id} taken","Properties":{"Id":3}}""", "Order {Id} taken")]
    [InlineData("""{"@t":"x","Nested":{"@mt":"not this"},"@mt":"this"}""", "this")]
    [InlineData("""{"@t":"x","@mt":5}""", null)]
    [InlineData("""{"@t":"x","Id":3}""", null)]
    [InlineData("""{"@t":"x","@m":"torn""", null)]
    [InlineData("no json", null)]
    public void TheTemplateOfAJsonRecordIsFound(string record, string? template) =>
        Assert.Equal(template, JsonDetails.TemplateOf(Encoding.UTF8.GetBytes(record)));

    [Fact]
    public void AnEndRecordInJsonTellsOfItsTransaction()
    {
        var record = $$"""
            {"@t":"2026-11-27T12:00:00Z","@mt":"Transaction {TransactionId:D} failed: {Error:l}","@l":"Error","Error":"out of stock",
            "TransactionOutcome":"Failed","ElapsedMilliseconds":12.5,"TransactionRecords":4,
            "TransactionId":"{{Id}}","_TransactionName":"ours","TransactionName":"theirs"}
            """;
        Assert.Equal(
            new(Id, "Failed") { Name = "ours", Elapsed = TimeSpan.FromMilliseconds(12.5), Records = 4, Reason = "out of stock" },
            OwnRecords.TransactionOf(JsonDetails.FieldsOf(Encoding.UTF8.GetBytes(record))));
    }

    [Fact]
    public void AnEndRecordInTextTellsOfItsTransaction()
    {
        var message = $"Transaction {Id} failed: out of stock";
        Assert.Equal(new(Id, "Failed") { Reason = "out of stock" }, OwnRecords.TransactionOf(TextDetails.FieldsOf(message, message)));
        var record = message +
            """ {"TransactionOutcome":"Failed","ElapsedMilliseconds":12.5,"TransactionRecords":4,"TransactionName":"order"}""";
        Assert.Equal(
            new(Id, "Failed") { Name = "order", Elapsed = TimeSpan.FromMilliseconds(12.5), Records = 4, Reason = "out of stock" },
            OwnRecords.TransactionOf(TextDetails.FieldsOf(message, record)));
    }

    [Theory]
    [InlineData("completed successfully", "Completed")]
    [InlineData("was canceled", "Canceled")]
    public void TheOutcomeIsInTheMessage(string end, string outcome) =>
        Assert.Equal(outcome, OwnRecords.TransactionOf(TextDetails.FieldsOf($"Transaction {Id} {end}", ""))!.Outcome);

    [Fact]
    public void AnEventThatSpeaksOfTransactionsIsNoEndRecord() =>
        Assert.Null(OwnRecords.TransactionOf(TextDetails.FieldsOf("Transaction 17 failed: no money", "")));

    [Theory]
    [InlineData("")]
    [InlineData(", numbers 20-28")]
    public void ADropNoticeInTextTellsOfItsSpan(string numbers)
    {
        var message =
            "9 log events were dropped between 2026-11-27 14:00:00.000 +02:00 and 2026-11-27 14:00:01.500 +02:00: " +
            $"the queue was full, writing kept failing (Information: 9){numbers}";
        Assert.Equal(
            new(Some.Noon, Some.Noon.AddSeconds(1.5), 9, "the queue was full, writing kept failing"),
            OwnRecords.DroppedOf(TextDetails.FieldsOf(message, message)));
    }

    [Fact]
    public void ADropNoticeInJsonTellsOfItsSpan()
    {
        var record = """
            {"@t":"2026-11-27T12:00:02Z","@mt":"…","DroppedEvents":9,"DroppedFrom":"2026-11-27T14:00:00.0000000+02:00",
            "DroppedUntil":"2026-11-27T14:00:01.5000000+02:00","DropReason":"the queue was full","DroppedByLevel":"Information: 9"}
            """;
        Assert.Equal(
            new(Some.Noon, Some.Noon.AddSeconds(1.5), 9, "the queue was full"),
            OwnRecords.DroppedOf(JsonDetails.FieldsOf(Encoding.UTF8.GetBytes(record))));
    }

    [Theory]
    [InlineData("-5", "2026-11-27T12:00:00Z")]
    [InlineData("9", "nonsense")]
    [InlineData("99999999999999999999", "2026-11-27T12:00:00Z")]
    public void ADamagedDropNoticeIsNoSpan(string events, string from) =>
        Assert.Null(OwnRecords.DroppedOf(new() { ["DroppedEvents"] = events, ["DroppedFrom"] = from, ["DroppedUntil"] = from }));
}

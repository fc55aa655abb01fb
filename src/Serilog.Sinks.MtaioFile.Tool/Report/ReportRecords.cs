using Serilog.Sinks.MtaioFile.Reader;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>Takes from a record what the report needs, and reads no more of the record than that.</summary>
static class ReportRecords
{
    const string NoMessage = "(no message)";
    const string RunTemplate = "Log run {Run:l} in this file";
    const string EndOfRunTemplate = "Log run {Run:l} ends";
    const string DropTemplate = "{DroppedEvents} log events were dropped";

    public static ReportRecord Of(MtaioLogRecord record) => record.IsJson ? OfJson(record) : OfText(record);

    static ReportRecord OfJson(MtaioLogRecord record)
    {
        var bytes = record.Bytes.Span;
        var template = JsonDetails.TemplateOf(bytes) ?? NoMessage;
        var isDropNotice = template.StartsWith(DropTemplate, StringComparison.Ordinal) || bytes.IndexOf("\"DroppedEvents\""u8) >= 0;
        var isEnd = bytes.IndexOf("TransactionOutcome\""u8) >= 0;
        var fields = isDropNotice || isEnd ? JsonDetails.FieldsOf(bytes) : [];
        return Of(record, template, fields, KindOf(record, template, RunTemplate, EndOfRunTemplate));
    }

    static ReportRecord OfText(MtaioLogRecord record)
    {
        var message = record.Message;
        var template = MessagePattern.Of(message);
        var fields = TextDetails.MayBeOwn(message) ? TextDetails.FieldsOf(message, record.Text) : [];
        var run = $"Log run {record.Run}";
        var kind = KindOf(record, message, $"{run} in this file", $"{run} ends");
        return Of(record, template.Length > 0 ? template : NoMessage, fields, kind);
    }

    static ReportRecord Of(MtaioLogRecord record, string template, RecordFields fields, RecordKind kind) =>
        new(new(record.File.Path, record.Line, record.Offset), record.Timestamp, record.Level, template)
        {
            Kind = kind,
            Run = kind == RecordKind.Event ? null : record.Run,
            Transaction = fields.Count > 0 ? OwnRecords.TransactionOf(fields) : null,
            Dropped = fields.Count > 0 ? OwnRecords.DroppedOf(fields) : null,
        };

    /// <summary>Only a record with number 0 is of the sink itself.</summary>
    static RecordKind KindOf(MtaioLogRecord record, string text, string runRecord, string endRecord)
    {
        if (record.Number != 0) return RecordKind.Event;
        if (text.StartsWith(runRecord, StringComparison.Ordinal)) return RecordKind.RunRecord;
        return text.StartsWith(endRecord, StringComparison.Ordinal) ? RecordKind.EndOfRun : RecordKind.Event;
    }
}

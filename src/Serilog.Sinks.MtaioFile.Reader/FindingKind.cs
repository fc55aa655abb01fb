namespace Serilog.Sinks.MtaioFile.Reader;

/// <summary>What a finding is about.</summary>
public enum FindingKind
{
    /// <summary>A record is cut off: its line has no end, or its JSON breaks off.</summary>
    TornLine,

    /// <summary>The last line of the active file has no end yet: its writer is alive.</summary>
    BeingWritten,

    /// <summary>Lines that are no records.</summary>
    NotARecord,

    /// <summary>A record is longer than <see cref="MtaioLogOptions.MaxRecordBytes"/>.</summary>
    RecordTooLong,

    /// <summary>Zero bytes or other binary data, as a power cut may leave them.</summary>
    BinaryData,

    /// <summary>No line of a file looks like a record.</summary>
    ForeignFormat,

    /// <summary>Numbers of a run are missing, and no notice announces them.</summary>
    MissingNumbers,

    /// <summary>A number of a run is there twice.</summary>
    DoubledNumber,

    /// <summary>A number comes after a higher one.</summary>
    NumberOutOfOrder,

    /// <summary>An archive is missing between the numbers of others.</summary>
    MissingArchive,

    /// <summary>A compressed file is damaged or cut short.</summary>
    DamagedCompression,

    /// <summary>A file cannot be read.</summary>
    UnreadableFile,

    /// <summary>A file that was left by a killed process, and duplicates another one.</summary>
    Leftover,

    /// <summary>A run has records in a file without a run record before them.</summary>
    MissingRunRecord,

    /// <summary>A run record names other records or bytes before it than those that are there.</summary>
    PreviousMismatch,

    /// <summary>A run has no end record, and its process is not alive.</summary>
    NoEndRecord,

    /// <summary>A run has no end record, and its process is alive.</summary>
    RunGoesOn,

    /// <summary>A notice announces events that were dropped.</summary>
    Dropped,

    /// <summary>A transaction has no end record.</summary>
    TransactionWithoutEnd,

    /// <summary>A transaction has another number of records than its end record says.</summary>
    TransactionRecords,

    /// <summary>No record for longer than <see cref="MtaioLogOptions.SilentSpan"/>.</summary>
    SilentSpan,

    /// <summary>The hash of a record does not fit.</summary>
    BrokenChain,

    /// <summary>No hash fits: the key is wrong or missing.</summary>
    ChainKey,

    /// <summary>The log begins with a later record of a run, since older files are gone.</summary>
    BeginsLater,

    /// <summary>The chain begins in the middle, since older archives are gone.</summary>
    ChainBeginsLater,

    /// <summary>Something is more than memory should hold, and was not checked.</summary>
    NotChecked,
}

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Good to know.</summary>
    Information,

    /// <summary>Strange, but no proof that a record is missing.</summary>
    Warning,

    /// <summary>The log is incomplete.</summary>
    Error,
}

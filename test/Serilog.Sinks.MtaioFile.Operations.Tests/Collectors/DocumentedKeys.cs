namespace Serilog.Sinks.MtaioFile.Operations.Tests.Collectors;

/// <summary>
/// The keys that the documentation of each program knows, of the sections that the configurations use. docs/shipping.md says where they are
/// documented and when that was read. A key that ends with '*' has names of the user's own below it.
/// </summary>
static class DocumentedKeys
{
    const string Filelog = "receivers.filelog";
    const string Operators = Filelog + ".operators";
    const string Filestream = "filebeat.inputs[filestream]";

    public static string[] Of(string file) =>
        file switch
        {
            "otelcol.yaml" => [.. OtelcolFiles, .. OtelcolOperators, .. OtelcolService],
            "vector.yaml" => [.. VectorSource, .. VectorRest],
            "filebeat.yml" => Filebeat,
            "fluent-bit-host.yaml" =>
                [.. FluentBitService, .. FluentBitParser, .. FluentBitTail, .. FluentBitForward, .. FluentBitTls("outputs")],
            _ => [.. FluentBitService, .. FluentBitCentral, .. FluentBitTls("inputs")],
        };

    static string[] OtelcolFiles =>
        [
            .. Below(
                Filelog,
                "include exclude exclude_older_than start_at multiline force_flush_period encoding preserve_leading_whitespaces "
                + "preserve_trailing_whitespaces include_file_name include_file_path include_file_name_resolved include_file_path_resolved "
                + "include_file_owner_name include_file_owner_group_name include_file_record_number poll_interval fingerprint_size "
                + "initial_buffer_size max_log_size max_concurrent_files max_batches delete_after_read acquire_fs_lock storage"),
            .. Below(Filelog + ".retry_on_failure", "enabled initial_interval max_interval max_elapsed_time"),
        ];

    static string[] OtelcolOperators =>
        [
            .. Below(Operators + "[json_parser]", "type id output parse_from parse_to on_error if"),
            .. Below(Operators + "[json_parser].timestamp", "parse_from layout_type layout location time_zone_locations.*"),
            .. Below(Operators + "[add]", "type id output field value on_error if"),
            .. Below(Operators + "[severity_parser]", "type id output parse_from on_error preset overwrite_text if"),
            .. Below(Operators + "[severity_parser].mapping", "trace debug info warn error fatal"),
            .. Below(Operators + "[trace_parser]", "type id output on_error trace_id.parse_from span_id.parse_from trace_flags.parse_from"),
        ];

    static string[] OtelcolService =>
        [
            .. Below("extensions.file_storage", "directory timeout fsync create_directory directory_permissions"),
            .. Below("exporters.otlp", "endpoint compression headers timeout"),
            .. Below("exporters.otlp.sending_queue", "enabled num_consumers wait_for_result block_on_overflow sizer queue_size storage"),
            .. Below("exporters.otlp.retry_on_failure", "enabled initial_interval max_interval max_elapsed_time multiplier"),
            "service.extensions",
            .. Below("service.pipelines.logs", "receivers processors exporters"),
        ];

    static string[] VectorSource =>
        Below(
            "sources.app[file]",
            "data_dir exclude file_discovery_mode file_key fingerprint.ignored_header_bytes fingerprint.lines fingerprint.strategy "
            + "glob_minimum_cooldown_ms host_key idle_timeout_secs ignore_checkpoints ignore_not_found ignore_older_secs include "
            + "line_delimiter max_line_bytes max_read_bytes offset_key oldest_first read_from reconcile_interval_secs remove_after_secs "
            + "rotate_wait_secs type");

    static string[] VectorRest =>
        [
            "data_dir",
            .. Below(
                "transforms.clef[remap]",
                "type inputs source file files drop_on_abort drop_on_error reroute_dropped metric_tag_values timezone"),
            .. Below("sinks.central[vector]", "type inputs address acknowledgements.enabled compression"),
            .. Below("sinks.central[vector].buffer[disk]", "type max_size max_events when_full"),
        ];

    static string[] Filebeat =>
        [
            .. Below(
                Filestream,
                "type id paths encoding exclude_lines include_lines buffer_size compression message_max_bytes ignore_older ignore_inactive "
                + "enabled tags file_identity.fingerprint"),
            .. Below(
                Filestream + ".prospector.scanner",
                "recursive_glob exclude_files include_files symlinks resend_on_touch check_interval"),
            .. Below(Filestream + ".prospector.scanner.fingerprint", "enabled offset length"),
            .. Below(
                Filestream + ".parsers.ndjson",
                "target overwrite_keys expand_keys add_error_key message_key document_id ignore_decoding_error"),
            .. Below(
                Filestream + ".processors.timestamp",
                "field target_field layouts timezone ignore_missing ignore_failure test id"),
            .. Below(Filestream + ".processors.add_fields", "target fields.* when.not.has_fields"),
            "output.elasticsearch.hosts",
        ];

    static string[] FluentBitTail =>
        Below(
            "pipeline.inputs",
            "name tag path exclude_path key read_from_head read_newly_discovered_files_from_head refresh_interval watcher_interval "
            + "rotate_wait path_key offset_key ignore_older buffer_chunk_size buffer_max_size static_batch_size event_batch_size "
            + "skip_long_lines exit_on_eof skip_empty_lines truncate_long_lines inotify_watcher parser tag_regex db db.sync db.locking "
            + "db.journal_mode db.compare_filename storage.type");

    static string[] FluentBitService => Below("service", "storage.path storage.sync scheduler.base scheduler.cap");

    static string[] FluentBitForward => Below("pipeline.outputs", "name match host port require_ack_response retry_limit");

    static string[] FluentBitCentral =>
        [.. Below("pipeline.inputs", "name listen port storage.type"), .. Below("pipeline.outputs", "name match path file format mkdir")];

    static string[] FluentBitTls(string side) => Below(
        $"pipeline.{side}", "tls tls.verify tls.verify_hostname tls.verify_client_cert tls.vhost tls.ca_file tls.crt_file tls.key_file");

    static string[] FluentBitParser => Below("parsers", "name format time_key time_format time_keep time_offset time_strict types");

    static string[] Below(string section, string keys) => [.. keys.Split(' ').Select(k => $"{section}.{k}")];
}

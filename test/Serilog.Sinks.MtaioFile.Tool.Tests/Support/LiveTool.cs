using System.Text;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Support;

/// <summary>The tool while it runs: a test awaits what it writes, and stops it.</summary>
sealed class LiveTool : IAsyncDisposable
{
    static readonly TimeSpan LongTime = TimeSpan.FromSeconds(30);

    readonly CancellationTokenSource _stop = new();
    readonly LiveWriter _output = new();
    readonly StringWriter _error = new();
    readonly Task<int> _run;

    public LiveTool(params string[] args) => _run = Task.Run(() => MtaioLogTool.RunAsync(args, _output, _error, _stop.Token));

    /// <summary>Awaits that the whole output is this, and that the tool has read what was there.</summary>
    public async Task Shows(params string[] lines)
    {
        var expected = string.Concat(lines.Select(l => l + "\n"));
        try
        {
            await _output.Until(text => text == expected || !expected.StartsWith(text, StringComparison.Ordinal)).WaitAsync(LongTime);
        }
        catch (TimeoutException)
        {
            // The comparison says what is missing.
        }
        Assert.Equal(expected, _output.Text);
        Assert.Empty(_error.ToString());
    }

    /// <summary>Stops it as Ctrl+C does.</summary>
    public async Task<int> Stop()
    {
        await _stop.CancelAsync();
        return await _run.WaitAsync(LongTime);
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _stop.Dispose();
        await _output.DisposeAsync();
        await _error.DisposeAsync();
    }

    sealed class LiveWriter : TextWriter
    {
        readonly StringBuilder _text = new();
        readonly List<(Func<string, bool> Condition, TaskCompletionSource Source)> _waiting = [];
        bool _isFlushed;

        public override Encoding Encoding => Encoding.UTF8;

        public string Text
        {
            get
            {
                lock (_text) return _text.ToString().ReplaceLineEndings("\n");
            }
        }

        public override void Write(char value)
        {
            lock (_text) _text.Append(value);
        }

        public override void Write(string? value)
        {
            lock (_text) _text.Append(value);
        }

        /// <summary>What is written is looked at when it is flushed, when records are whole.</summary>
        public override void Flush()
        {
            lock (_text)
            {
                _isFlushed = true;
                foreach (var (condition, source) in _waiting)
                {
                    if (condition(Text)) source.TrySetResult();
                }
            }
        }

        public Task Until(Func<string, bool> condition)
        {
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_text)
            {
                if (_isFlushed && condition(Text)) source.SetResult();
                else _waiting.Add((condition, source));
            }
            return source.Task;
        }
    }
}

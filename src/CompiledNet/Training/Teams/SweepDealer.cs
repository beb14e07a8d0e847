using System.Runtime.ExceptionServices;

namespace CompiledNet;

/// <summary>
/// Process 0 of a sweep: deals candidates out, to itself and on a thread of its own to the others, and collects the results. The others are answered until
/// each of them has ended.
/// </summary>
internal sealed class SweepDealer(TrainingTeam team, string[] names, Action<SweepLine> onResult) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SweepLine?[] _lines = new SweepLine?[names.Length];
    private readonly ulong _digest = SweepMessage.DigestOf(names);
    private SweepFile? _file;
    private Thread? _answering;
    private CancellationToken _cancellationToken;

    // The next candidate that nobody has taken.
    private int _next;

    // What ends the sweep, and what the others are told of it.
    private ExceptionDispatchInfo? _failure;
    private SweepMessage? _end;

    /// <summary>Reads what there is, and begins to answer the others.</summary>
    public void Start(SweepOptions options, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        try
        {
            if (options.Path is string path)
            {
                _file = SweepFile.Open(path, names, options.Columns);
                foreach (SweepLine line in _file.Lines)
                {
                    _lines[line.Index] = line;
                    onResult(line);
                }
            }
        }
        catch (Exception exception)
        {
            Fail(exception, 0);
        }

        if (team.Size > 1)
        {
            _answering = new Thread(Answer) { IsBackground = true, Name = "CompiledNet sweep" };
            _answering.Start();
        }
    }

    /// <summary>The next candidate; −1 if there is none, or the sweep ends.</summary>
    public int Next()
    {
        lock (_lock)
        {
            if (_cancellationToken.IsCancellationRequested && _end is null)
            {
                Fail(new OperationCanceledException(_cancellationToken), 0);
            }

            while (_next < _lines.Length && _lines[_next] is not null)
            {
                _next++;
            }

            return _end is null && _next < _lines.Length ? _next++ : -1;
        }
    }

    /// <summary>Takes a result.</summary>
    public void Add(SweepLine line)
    {
        lock (_lock)
        {
            _lines[line.Index] = line;
            _file?.Add(line);
            onResult(line);
        }
    }

    /// <summary>Ends the sweep in all processes.</summary>
    /// <param name="exception">Why.</param>
    /// <param name="process">The process that has failed.</param>
    public void Fail(Exception exception, int process)
    {
        lock (_lock)
        {
            if (_end is null)
            {
                bool isCancelled = exception is OperationCanceledException;
                string text = process == 0 ? $"{exception.GetType().Name}: {exception.Message}" : exception.Message;
                _failure = ExceptionDispatchInfo.Capture(exception);
                _end = SweepMessage.Of(
                    isCancelled ? SweepMessageKind.Cancelled : SweepMessageKind.Failed, 0, $"Process {process} of {team.Size} ended the sweep. {text}");
            }
        }
    }

    /// <summary>Waits for the others.</summary>
    /// <returns>All results.</returns>
    public SweepLine[] End()
    {
        _answering?.Join();
        _failure?.Throw();
        return SweepWorker.Share(team, [.. _lines.Select(line => line!)], names.Length);
    }

    public void Dispose() => _file?.Dispose();

    private void Answer()
    {
        int working = team.Size - 1;
        var bytes = new byte[SweepWorker.MostBytes];
        while (working > 0)
        {
            if (!team.TryReceive(bytes, out int process, out int length))
            {
                Thread.Sleep(1);
                continue;
            }

            SweepMessage answer;
            try
            {
                answer = AnswerTo(SweepMessage.Read(bytes.AsSpan(0, length)), process);
            }
            catch (Exception exception)
            {
                // The file cannot be written, or the caller's method has thrown.
                Fail(exception, 0);
                answer = _end!;
            }

            if (answer.Kind != SweepMessageKind.Candidate)
            {
                working--;
            }

            if (answer.Kind != SweepMessageKind.Ask)
            {
                team.Send(process, answer.ToBytes());
            }
        }
    }

    // Ask: the process has ended, and waits for no answer.
    private SweepMessage AnswerTo(SweepMessage message, int process)
    {
        switch (message.Kind)
        {
            case SweepMessageKind.Cancelled:
                Fail(new OperationCanceledException($"Process {process} of {team.Size} was cancelled. {message.Text}"), process);
                return SweepMessage.Of(SweepMessageKind.Ask);
            case SweepMessageKind.Failed:
                Fail(new InvalidOperationException($"Process {process} of {team.Size} failed at candidate {message.Index}. {message.Text}"), process);
                return SweepMessage.Of(SweepMessageKind.Ask);
            case SweepMessageKind.Result:
                Add(message.ToLine());
                break;
        }

        if (message.Digest != _digest)
        {
            Fail(
                new InvalidOperationException(
                    $"Process {process} of {team.Size} has other candidates than process 0: every process must be given the same, in the same order."),
                process);
        }

        return Next() is >= 0 and int index ? SweepMessage.Of(SweepMessageKind.Candidate, index) : _end ?? SweepMessage.Of(SweepMessageKind.End);
    }
}

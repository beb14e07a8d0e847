namespace CompiledNet.Tests.Live;

/// <summary>How new weights come into the network that others are using.</summary>
internal enum SwapMode
{
    /// <summary>Two networks in turn, each written to again once its readers have left it.</summary>
    Reuse,

    /// <summary>A new network each time, read through Current.</summary>
    Garbage,

    /// <summary>Into the one that is in use, which tears it: to see that it would be noticed.</summary>
    CopyIntoLive,
}

/// <summary>
/// Readers infer without a pause while a writer changes between two sets of weights. Every answer must be, to the bit, that of the one or the
/// other. Compiled into the fuzz program too.
/// </summary>
internal sealed class SwapStress
{
    private const int Inputs = 16;

    private readonly Func<INetwork<float>> _create;
    private readonly SwapMode _mode;
    private readonly float[][] _weights;
    private readonly float[][] _inputs;
    private readonly float[][][] _answers;
    private readonly LiveNetwork<INetwork<float>> _live;
    private volatile bool _isStopped;
    private volatile string? _failure;
    private long _count;

    /// <summary>Prepares.</summary>
    /// <param name="create">Makes a network; of whatever weights.</param>
    /// <param name="mode">How they come in.</param>
    public SwapStress(Func<INetwork<float>> create, SwapMode mode)
    {
        _create = create;
        _mode = mode;
        INetwork<float> network = create();
        _inputs = [.. Enumerable.Range(0, Inputs).Select(i => Numbers(network.InputSize, i))];
        _weights = [.. Enumerable.Range(0, 2).Select(i => Numbers(network.Parameters.Length, 100 + i))];
        _answers = [.. _weights.Select(weights =>
        {
            weights.CopyTo(network.Parameters);
            return _inputs.Select(input => Answer(network, input)).ToArray();
        })];
        _live = new LiveNetwork<INetwork<float>>(network);
    }

    /// <summary>Answers that were compared.</summary>
    public long Answers => Interlocked.Read(ref _count);

    /// <summary>Weights that came in.</summary>
    public long Swaps { get; private set; }

    /// <summary>Bytes that the writer has allocated, between its second swap and its last.</summary>
    public long AllocatedByWriter { get; private set; }

    /// <summary>Runs.</summary>
    /// <param name="readers">Threads that infer.</param>
    /// <param name="isDone">Asked after each swap.</param>
    /// <returns>The first wrong answer; null if there was none.</returns>
    public string? Run(int readers, Func<SwapStress, bool> isDone)
    {
        Thread[] threads = [.. Enumerable.Range(0, readers).Select(reader => new Thread(() => Guard(() => Read(reader))) { IsBackground = true })];
        Array.ForEach(threads, thread => thread.Start());
        Guard(() => Write(isDone));
        _isStopped = true;
        Array.ForEach(threads, thread => thread.Join());
        return _failure;
    }

    private static float[] Numbers(int count, int seed)
    {
        var random = new SeededRandom(seed, -1);
        var numbers = new float[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = (float)random.NextNormal() * 0.3f;
        }

        return numbers;
    }

    private static float[] Answer(INetwork<float> network, float[] input)
    {
        var output = new float[network.OutputSize];
        network.Forward(input, output);
        return output;
    }

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            _failure ??= exception.ToString();
        }
    }

    private void Write(Func<SwapStress, bool> isDone)
    {
        INetwork<float> live = _live.Latest;
        INetwork<float> spare = _create();
        long allocated = 0;
        do
        {
            float[] weights = _weights[Swaps % 2];
            switch (_mode)
            {
                case SwapMode.Reuse:
                    while (!_live.IsReleased)
                    {
                        Thread.Yield();
                    }

                    // Whoever still uses it is sure to be noticed.
                    spare.Parameters.Fill(float.NaN);
                    weights.CopyTo(spare.Parameters);
                    spare = _live.Swap(spare);
                    break;
                case SwapMode.Garbage:
                    INetwork<float> next = _create();
                    weights.CopyTo(next.Parameters);
                    _live.Swap(next);
                    break;
                default:
                    weights.CopyTo(live.Parameters);
                    break;
            }

            Swaps++;
            long now = GC.GetAllocatedBytesForCurrentThread();
            allocated = Swaps == 2 ? now : allocated;
            AllocatedByWriter = now - allocated;
        }
        while (_failure is null && !isDone(this));
    }

    private void Read(int number)
    {
        using LiveReader<INetwork<float>>? reader = _mode == SwapMode.Reuse ? _live.CreateReader() : null;
        var output = new float[_answers[0][0].Length];
        for (int i = number; !_isStopped; i++)
        {
            int input = i % Inputs;
            (reader?.Current ?? _live.Current).Forward(_inputs[input], output);
            if (!output.AsSpan().SequenceEqual(_answers[0][input]) && !output.AsSpan().SequenceEqual(_answers[1][input]))
            {
                _failure ??= $"Answer {i} of reader {number} is of neither network: {string.Join(' ', output)}";
                return;
            }

            Interlocked.Increment(ref _count);
            if (i % 64 == 0)
            {
                // Some readers are away now and then; and the writer gets its turn where there are few cores.
                if (number % 2 == 0)
                {
                    reader?.Leave();
                }

                Thread.Yield();
            }
        }
    }
}

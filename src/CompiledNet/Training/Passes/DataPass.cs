using System.Globalization;
using System.Numerics;

namespace CompiledNet;

/// <summary>A pass through a data set, in its own order or in a random one.</summary>
internal sealed class DataPass<T> : BatchPass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly DataSet<T> _data;
    private readonly int _batchSize;
    private readonly T[]? _weights;
    private readonly int[]? _originals;
    private readonly bool _shuffle;
    private readonly Augmenter<T>? _augmenter;
    private SeededRandom _random;

    // The samples in the order of the pass.
    private readonly int[] _order;

    // Where the next batch begins in the order.
    private int _start;

    // Which pass it is, from 1.
    private int _pass;

    public DataPass(INetwork<T> network, DataSet<T> data, Workspace<T> workspace, MetricContext context)
        : this(network, data, workspace, workspace.BatchSize, context, null, null)
    {
    }

    /// <summary>A pass in a random order, with weights, with changed inputs, or without.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The samples.</param>
    /// <param name="workspace">The network's workspace, for a batch or for the largest part of one that is gathered.</param>
    /// <param name="batchSize">Samples of a batch.</param>
    /// <param name="context">What the metrics are measured of.</param>
    /// <param name="weights">The weight of each sample, or null.</param>
    /// <param name="shuffleSeed">What a new order for each pass is drawn from; null leaves the order alone.</param>
    /// <param name="originals">What the caller knows the samples as, where the set is a part of the caller's.</param>
    /// <param name="augmenter">Changes the inputs; null leaves them alone.</param>
    public DataPass(
        INetwork<T> network,
        DataSet<T> data,
        Workspace<T> workspace,
        int batchSize,
        MetricContext context,
        T[]? weights,
        long? shuffleSeed,
        int[]? originals = null,
        Augmenter<T>? augmenter = null)
        : base(network, workspace, weights is not null)
    {
        _data = data;
        _batchSize = Math.Min(batchSize, data.Count);
        _weights = weights;
        _originals = originals;
        _augmenter = augmenter;
        _order = [.. Enumerable.Range(0, data.Count)];
        _shuffle = shuffleSeed is not null;
        _random = new SeededRandom(shuffleSeed ?? 0, Splitter.ShuffleStream);

        MetricContext = context;
        HasClasses = data.HasClasses;
        AllocateTargets(data.HasClasses);
    }

    public override int? BatchCount => ((_data.Count - 1) / _batchSize) + 1;

    public override MetricContext MetricContext { get; }

    public override bool? HasOnlyClasses => _data.HasClasses;

    public override string Source => string.Create(CultureInfo.InvariantCulture, $"a set of {_data.Count} samples");

    public override void Begin()
    {
        _start = 0;
        _pass++;
        if (_shuffle)
        {
            Splitter.Shuffle(_order, ref _random);
        }
    }

    public override string? SamplesDigest
    {
        get
        {
            var digest = default(Digest);
            for (int sample = 0; sample < _data.Count; sample++)
            {
                digest.Add(_data.InputOf(sample));
                if (_data.HasClasses)
                {
                    digest.Add<int>([_data.ClassOf(sample)]);
                }
                else
                {
                    digest.Add(_data.TargetOf(sample));
                }
            }

            digest.Add<T>(_weights);
            return digest.ToString();
        }
    }

    // The order of a pass is drawn from the one before.
    public override void SkipPass(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Begin();
    }

    public override int Skip(int batches, CancellationToken cancellationToken)
    {
        _start = (int)Math.Min((long)batches * _batchSize, _data.Count);
        return batches;
    }

    public override int Unit => (_start - 1) / _batchSize;

    // The batch lies before the start of the next one.
    private int FirstOfGathered => _start - BatchSamples + FirstSample;

    public override bool Advance()
    {
        BatchSamples = Math.Min(_batchSize, _data.Count - _start);
        _start += BatchSamples;
        return BatchSamples > 0;
    }

    protected override void GatherSamples()
    {
        int first = FirstOfGathered;
        for (int i = 0; i < SampleCount; i++)
        {
            GatherSample(_order[first + i], i);
        }

        if (_data.HasClasses)
        {
            MakeRowsOfClasses();
        }
    }

    protected override string NameOf(int sample)
    {
        int index = _order[FirstOfGathered + sample];
        return $"sample {_originals?[index] ?? index}";
    }

    private void GatherSample(int sample, int i)
    {
        int inputSize = _data.InputSize;
        Span<T> input = Workspace.Input.Slice(i * inputSize, inputSize);
        _data.CopyInput(sample, input);
        _augmenter?.Change(input, _pass, sample);
        if (_data.HasClasses)
        {
            Classes[i] = _data.ClassOf(sample);
        }
        else
        {
            _data.TargetOf(sample).CopyTo(Rows.AsSpan(i * _data.OutputSize, _data.OutputSize));
        }

        if (_weights is not null)
        {
            Weights[i] = _weights[sample];
        }
    }
}

using System.Numerics;

namespace CompiledNet;

/// <summary>A pass through one epoch of a stream.</summary>
internal sealed class StreamPass<T> : BatchPass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Arguments of Fit, which the caller knows.
    private const string OptionsName = "options";

    private readonly ReadAhead<T> _stream;
    private readonly int _inputSize;
    private readonly int _outputSize;
    private readonly IReadOnlyList<double>? _classWeights;

    // The current batch.
    private BatchSlot<T>? _slot;

    public StreamPass(INetwork<T> network, Workspace<T> workspace, ReadAhead<T> stream, TrainingOptions options)
        : base(network, workspace, options.ClassWeights is not null)
    {
        _stream = stream;
        _inputSize = network.InputSize;
        _outputSize = network.OutputSize;
        _classWeights = options.ClassWeights;
        BatchCount = options.BatchesPerEpoch;
        MetricContext = new MetricContext(network.Loss, network.OutputSize, HasOneHotTargets: false);
    }

    public override int? BatchCount { get; }

    public override MetricContext MetricContext { get; }

    public override bool? HasOnlyClasses => null;

    public override string Source => "a stream";

    public override string? SamplesDigest => null;

    public override void Begin()
    {
    }

    // What a source gives may depend on what it gave before: all of it is read again.
    public override void SkipPass(CancellationToken cancellationToken) => Skip(int.MaxValue, cancellationToken);

    public override int Skip(int batches, CancellationToken cancellationToken)
    {
        int skipped = 0;
        while (skipped < batches && Advance())
        {
            cancellationToken.ThrowIfCancellationRequested();
            skipped++;
        }

        return skipped;
    }

    // A stream is never shared out batch by batch.
    public override int Unit => 0;

    // Of its first and its last sample: whether processes read the same stream is to be noticed, without reading all of it once more.
    public override ulong BatchDigest
    {
        get
        {
            var digest = default(Digest);
            AddSample(ref digest, 0);
            AddSample(ref digest, BatchSamples - 1);
            return digest.Value;
        }
    }

    public override bool Advance()
    {
        _slot = _stream.Take();
        BatchSamples = _slot.Count;
        return BatchSamples > 0;
    }

    protected override void GatherSamples()
    {
        HasClasses = _slot!.HasClasses;
        AllocateTargets(HasClasses);
        _slot.Inputs.Slice(FirstSample * _inputSize, SampleCount * _inputSize).CopyTo(Workspace.Input);
        if (HasClasses)
        {
            _slot.Classes.Slice(FirstSample, SampleCount).CopyTo(Classes);
            MakeRowsOfClasses();
        }
        else
        {
            _slot.Targets.Slice(FirstSample * _outputSize, SampleCount * _outputSize).CopyTo(Rows);
        }

        Weigh();
    }

    private void AddSample(ref Digest digest, int sample)
    {
        digest.Add(_slot!.Inputs.Slice(sample * _inputSize, _inputSize));
        if (_slot.HasClasses)
        {
            digest.Add(_slot.Classes.Slice(sample, 1));
        }
        else
        {
            digest.Add(_slot.Targets.Slice(sample * _outputSize, _outputSize));
        }
    }

    protected override string NameOf(int sample) => $"sample {FirstSample + sample} of the batch";

    private void Weigh()
    {
        if (_classWeights is null)
        {
            return;
        }

        if (!HasClasses)
        {
            throw new ArgumentException(
                "options.ClassWeights is set, but a batch of the stream has vectors as targets; class indices were expected.",
                OptionsName);
        }

        for (int i = 0; i < SampleCount; i++)
        {
            Weights[i] = T.CreateTruncating(_classWeights[Classes[i]]);
        }
    }
}

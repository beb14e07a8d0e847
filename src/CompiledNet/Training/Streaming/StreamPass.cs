using System.Numerics;

namespace CompiledNet;

/// <summary>A pass through one epoch of a stream.</summary>
internal sealed class StreamPass<T> : BatchPass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Arguments of Fit, which the caller knows.
    private const string OptionsName = "options";

    private readonly ReadAhead<T> _stream;
    private readonly IReadOnlyList<double>? _classWeights;

    public StreamPass(INetwork<T> network, Workspace<T> workspace, ReadAhead<T> stream, TrainingOptions options)
        : base(network, workspace, options.ClassWeights is not null)
    {
        _stream = stream;
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
        while (skipped < batches && Next())
        {
            cancellationToken.ThrowIfCancellationRequested();
            skipped++;
        }

        return skipped;
    }

    public override bool Next()
    {
        BatchSlot<T> slot = _stream.Take();
        SampleCount = slot.Count;
        if (slot.Count == 0)
        {
            return false;
        }

        HasClasses = slot.HasClasses;
        AllocateTargets(slot.HasClasses);
        slot.Inputs.CopyTo(Workspace.Input);
        if (slot.HasClasses)
        {
            slot.Classes.CopyTo(Classes);
            MakeRowsOfClasses();
        }
        else
        {
            slot.Targets.CopyTo(Rows);
        }

        Weigh();
        return true;
    }

    protected override string NameOf(int sample) => $"sample {sample} of the batch";

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

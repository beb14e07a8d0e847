using System.Globalization;
using System.Numerics;

namespace CompiledNet;

/// <summary>
/// Leads samples through a network batch by batch: a derived class gathers a batch into the workspace and into the buffers here, which
/// are allocated once; the network forwards it and is asked for what the targets make of the outputs.
/// </summary>
internal abstract class BatchPass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly INetwork<T> _network;
    private readonly int _outputSize;

    // Whether the network takes class indices where it is given them; otherwise they become rows.
    private readonly bool _takesClasses;

    protected BatchPass(INetwork<T> network, Workspace<T> workspace, bool isWeighted)
    {
        _network = network;
        Workspace = workspace;
        _outputSize = network.OutputSize;
        _takesClasses = network.Loss == Loss.CategoricalCrossEntropy;
        Weights = isWeighted ? new T[workspace.BatchSize] : [];
    }

    /// <summary>Batches of one pass, the last perhaps with fewer samples; null where nobody knows.</summary>
    public abstract int? BatchCount { get; }

    /// <summary>What the metrics are measured of.</summary>
    public abstract MetricContext MetricContext { get; }

    /// <summary>Whether the targets are classes; null where nobody knows beforehand.</summary>
    public abstract bool? HasOnlyClasses { get; }

    /// <summary>What the batches are taken from, in words.</summary>
    public abstract string Source { get; }

    /// <summary>A digest of the samples and their weights; null where they are not known beforehand. Looks at all of them.</summary>
    public abstract string? SamplesDigest { get; }

    /// <summary>Samples of the current batch.</summary>
    public int BatchSamples { get; protected set; }

    /// <summary>The index in the batch of the first sample that was gathered.</summary>
    public int FirstSample { get; private set; }

    /// <summary>Samples that were gathered: the batch, or a part of it.</summary>
    public int SampleCount { get; private set; }

    /// <summary>Samples of the current batch that count; the others are there to fill it up.</summary>
    public virtual int CountedSamples => BatchSamples;

    /// <summary>Those among the samples that were gathered.</summary>
    public virtual int CountedOfGathered => SampleCount;

    /// <summary>Whether a batch may begin in the state in which the one before it ended, so that each part of it needs a workspace of its own.</summary>
    public virtual bool CarriesState => false;

    /// <summary>What processes that share out a pass deal to each other: batches, or those that go on from each other. How many, where the batches are known.</summary>
    public virtual int UnitCount => BatchCount!.Value;

    /// <summary>The unit of the current batch, from 0.</summary>
    public abstract int Unit { get; }

    /// <summary>A number that tells the current batch from others, where nobody knows the samples beforehand; else 0.</summary>
    public virtual ulong BatchDigest => 0;

    /// <summary>Steps that each sample of the current batch has, each with an input and an output; 1 but for sequences of any length.</summary>
    protected virtual int StepsOfSample => 1;

    /// <summary>Where samples are gathered; one of the same size and kind may take its place.</summary>
    public Workspace<T> Workspace { get; set; }

    /// <summary>Whether the targets of the current batch are classes.</summary>
    protected bool HasClasses { get; set; }

    /// <summary>The classes of the current batch, where it has classes.</summary>
    protected int[] Classes { get; set; } = [];

    /// <summary>The target rows of the current batch, unless it has classes and the network takes them.</summary>
    protected T[] Rows { get; set; } = [];

    /// <summary>The weights of the current batch's samples; empty where they have none.</summary>
    protected T[] Weights { get; }

    private bool UsesClasses => HasClasses && _takesClasses;

    private ReadOnlySpan<T> RowsOfBatch => Rows.AsSpan(0, UsesClasses ? 0 : SampleCount * StepsOfSample * _outputSize);

    private ReadOnlySpan<int> ClassesOfBatch => Classes.AsSpan(0, HasClasses ? SampleCount : 0);

    /// <summary>Begins a pass.</summary>
    public abstract void Begin();

    /// <summary>Passes over a whole pass.</summary>
    public abstract void SkipPass(CancellationToken cancellationToken);

    /// <summary>Passes over batches at the beginning of a pass.</summary>
    /// <returns>How many there were.</returns>
    public abstract int Skip(int batches, CancellationToken cancellationToken);

    /// <summary>Gathers the next batch.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Next()
    {
        if (!Advance())
        {
            return false;
        }

        Gather(0, BatchSamples);
        return true;
    }

    /// <summary>Goes to the next batch, and gathers nothing of it.</summary>
    /// <returns>Whether there is one.</returns>
    public abstract bool Advance();

    /// <summary>Gathers a part of the batch.</summary>
    /// <param name="first">The index of its first sample.</param>
    /// <param name="count">How many samples, at least 1.</param>
    public void Gather(int first, int count)
    {
        (FirstSample, SampleCount) = (first, count);
        GatherSamples();
    }

    /// <summary>Gathers <see cref="SampleCount"/> samples from <see cref="FirstSample"/> on.</summary>
    protected abstract void GatherSamples();

    /// <summary>Forward propagation of the batch.</summary>
    public void Forward()
    {
        Workspace.SampleWeights = Weights.AsMemory(0, Weights.Length == 0 ? 0 : SampleCount);
        _network.Forward(Workspace.Input[..(SampleCount * StepsOfSample * _network.InputSize)], Workspace);
    }

    /// <summary>Backward propagation of the batch: the gradients are then in the workspace.</summary>
    /// <returns>The mean loss of the batch.</returns>
    public double Backward() => double.CreateTruncating(UsesClasses
        ? _network.BackwardClasses(ClassesOfBatch, Workspace)
        : _network.Backward(RowsOfBatch, Workspace));

    /// <summary>The mean loss of the batch.</summary>
    /// <returns>The loss.</returns>
    public double EvaluateLoss() => double.CreateTruncating(UsesClasses
        ? _network.EvaluateLossClasses(ClassesOfBatch, Workspace)
        : _network.EvaluateLoss(RowsOfBatch, Workspace));

    /// <summary>The batch as metrics see it.</summary>
    /// <param name="loss">Its mean loss.</param>
    /// <returns>The batch.</returns>
    public virtual MetricBatch<T> ForMetrics(double loss) => new(Workspace.Output, _outputSize, RowsOfBatch, ClassesOfBatch, loss);

    /// <summary>The first number of the batch that is NaN or infinite, in words; null where all are finite.</summary>
    public string? FindNotFinite()
    {
        int inputSize = _network.InputSize;
        for (int sample = 0; sample < SampleCount * StepsOfSample; sample++)
        {
            string? found = FindNotFinite("input", Workspace.Input.Slice(sample * inputSize, inputSize))
                ?? (HasClasses ? null : FindNotFinite("target", Rows.AsSpan(sample * _outputSize, _outputSize)));
            if (found is not null)
            {
                return string.Format(CultureInfo.InvariantCulture, found, NameOf(sample));
            }
        }

        return null;
    }

    /// <summary>What a sample of the current batch, or a step of one, is called in a message.</summary>
    protected abstract string NameOf(int sample);

    private static string? FindNotFinite(string kind, ReadOnlySpan<T> numbers)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!T.IsFinite(numbers[i]))
            {
                return $"{kind} {i} of {{0}} is {DivergenceCause.TextOf(numbers[i])}";
            }
        }

        return null;
    }

    /// <summary>Makes room for the targets of a batch.</summary>
    protected void AllocateTargets(bool classes)
    {
        int batchSize = Workspace.BatchSize;
        if (classes && Classes.Length == 0)
        {
            Classes = new int[batchSize];
        }

        if (!(classes && _takesClasses) && Rows.Length == 0)
        {
            Rows = new T[batchSize * _outputSize];
        }
    }

    /// <summary>Writes rows that are 1 at each sample's class, where the network wants rows.</summary>
    protected void MakeRowsOfClasses()
    {
        if (_takesClasses)
        {
            return;
        }

        Rows.AsSpan(0, SampleCount * _outputSize).Clear();
        for (int i = 0; i < SampleCount; i++)
        {
            Rows[(i * _outputSize) + Classes[i]] = T.One;
        }
    }
}

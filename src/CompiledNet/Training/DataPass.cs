using System.Numerics;

namespace CompiledNet;

/// <summary>
/// Leads a data set through a network batch by batch: gathers a batch into the workspace, lets it forward, and asks for what the
/// targets make of the outputs. All its memory is allocated when it is constructed.
/// </summary>
internal sealed class DataPass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly INetwork<T> _network;
    private readonly DataSet<T> _data;
    private readonly Workspace<T> _workspace;
    private readonly AccuracyRule _accuracyRule;
    private readonly int _batchSize;

    // The samples in the order of the pass.
    private readonly int[] _order;

    // The targets of the batch: class indices where the network takes them, else rows.
    private readonly int[]? _classes;
    private readonly T[]? _targets;

    // Where the batch begins in the order, and its samples.
    private int _start;
    private int _count;

    public DataPass(INetwork<T> network, DataSet<T> data, Workspace<T> workspace)
    {
        _network = network;
        _data = data;
        _workspace = workspace;
        _accuracyRule = Accuracy.RuleFor(network.Loss, data);
        _batchSize = Math.Min(workspace.BatchSize, data.Count);
        _order = [.. Enumerable.Range(0, data.Count)];
        if (data.HasClasses && network.Loss == Loss.CategoricalCrossEntropy)
        {
            _classes = new int[_batchSize];
        }
        else
        {
            _targets = new T[_batchSize * data.OutputSize];
        }
    }

    /// <summary>Batches of one pass, the last perhaps with fewer samples.</summary>
    public int BatchCount => ((_data.Count - 1) / _batchSize) + 1;

    /// <summary>Samples of the current batch.</summary>
    public int SampleCount => _count;

    /// <summary>Whether <see cref="CountCorrect"/> has a meaning.</summary>
    public bool HasAccuracy => _accuracyRule != AccuracyRule.None;

    /// <summary>Brings the samples into a new order.</summary>
    public void Shuffle(ref SeededRandom random) => Splitter.Shuffle(_order, ref random);

    /// <summary>Forward propagation of one batch.</summary>
    /// <param name="batch">From 0 to <see cref="BatchCount"/> − 1.</param>
    public void Forward(int batch)
    {
        _start = batch * _batchSize;
        _count = Math.Min(_batchSize, _data.Count - _start);
        int inputSize = _data.InputSize;
        Span<T> input = _workspace.Input[..(_count * inputSize)];
        for (int i = 0; i < _count; i++)
        {
            int sample = _order[_start + i];
            _data.InputOf(sample).CopyTo(input.Slice(i * inputSize, inputSize));
            GatherTarget(sample, i);
        }

        _network.Forward(input, _workspace);
    }

    /// <summary>Backward propagation of the batch: the gradients are then in the workspace.</summary>
    /// <returns>The mean loss of the batch.</returns>
    public double Backward() => double.CreateTruncating(_classes is null
        ? _network.Backward(Targets, _workspace)
        : _network.BackwardClasses(_classes.AsSpan(0, _count), _workspace));

    /// <summary>The mean loss of the batch.</summary>
    /// <returns>The loss.</returns>
    public double EvaluateLoss() => double.CreateTruncating(_classes is null
        ? _network.EvaluateLoss(Targets, _workspace)
        : _network.EvaluateLossClasses(_classes.AsSpan(0, _count), _workspace));

    /// <summary>The samples of the batch whose outputs are correct; 0 where that has no meaning.</summary>
    /// <returns>Their number.</returns>
    public int CountCorrect()
    {
        if (_accuracyRule == AccuracyRule.None)
        {
            return 0;
        }

        int correct = 0;
        int size = _data.OutputSize;
        ReadOnlySpan<T> outputs = _workspace.Output;
        for (int i = 0; i < _count; i++)
        {
            int sample = _order[_start + i];
            ReadOnlySpan<T> output = outputs.Slice(i * size, size);
            bool isCorrect = _accuracyRule == AccuracyRule.Threshold
                ? Accuracy.SameSide(output[0], _data.TargetOf(sample)[0])
                : Accuracy.IndexOfLargest(output) == ClassOf(sample);
            correct += isCorrect ? 1 : 0;
        }

        return correct;
    }

    private ReadOnlySpan<T> Targets => _targets.AsSpan(0, _count * _data.OutputSize);

    private int ClassOf(int sample) => _data.HasClasses ? _data.ClassOf(sample) : Accuracy.IndexOfLargest(_data.TargetOf(sample));

    private void GatherTarget(int sample, int i)
    {
        if (_classes is not null)
        {
            _classes[i] = _data.ClassOf(sample);
            return;
        }

        int size = _data.OutputSize;
        Span<T> target = _targets.AsSpan(i * size, size);
        if (_data.HasClasses)
        {
            target.Clear();
            target[_data.ClassOf(sample)] = T.One;
        }
        else
        {
            _data.TargetOf(sample).CopyTo(target);
        }
    }
}

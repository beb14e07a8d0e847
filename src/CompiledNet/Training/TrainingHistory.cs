using System.Collections;

namespace CompiledNet;

/// <summary>The results of a training, epoch after epoch.</summary>
public sealed class TrainingHistory : IReadOnlyList<EpochResult>
{
    private readonly List<EpochResult> _epochs;

    internal TrainingHistory(int epochs) => _epochs = new List<EpochResult>(Math.Min(epochs, 4096));

    /// <summary>Number of epochs.</summary>
    public int Count => _epochs.Count;

    /// <summary>How long the training took, the time of validation included.</summary>
    public TimeSpan Elapsed => _epochs.Count == 0 ? TimeSpan.Zero : _epochs[^1].Elapsed;

    /// <summary>The result of one epoch.</summary>
    /// <param name="index">From 0, the first epoch, to <see cref="Count"/> − 1.</param>
    /// <returns>It.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such epoch.</exception>
    public EpochResult this[int index] => _epochs[index];

    /// <inheritdoc/>
    public IEnumerator<EpochResult> GetEnumerator() => _epochs.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A line for each epoch, the same in every culture.</summary>
    /// <returns>The lines.</returns>
    public override string ToString() => string.Join('\n', _epochs);

    internal void Add(EpochResult epoch) => _epochs.Add(epoch);
}

namespace CompiledNet;

/// <summary>Where a training stands, for <see cref="TrainingCallback"/>. One object serves the whole training and changes with it.</summary>
public sealed class TrainingState
{
    internal TrainingState(int epochs) => Epochs = epochs;

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; internal set; }

    /// <summary>How many epochs there are to be.</summary>
    public int Epochs { get; }

    /// <summary>The batch of the last step in its epoch, from 1.</summary>
    public int Batch { get; internal set; }

    /// <summary>Batches of an epoch; null where a stream does not say.</summary>
    public int? Batches { get; internal set; }

    /// <summary>Steps taken since the training began.</summary>
    public long Step { get; internal set; }

    /// <summary>Samples of the last batch.</summary>
    public int Samples { get; internal set; }

    /// <summary>The mean loss of the last batch, before the step that learned from it.</summary>
    public double Loss { get; internal set; }

    /// <summary>The learning rate of the last step.</summary>
    public double LearningRate { get; internal set; }

    /// <summary>The norm of the last step's gradients before they were clipped; null unless <see cref="TrainingOptions.ClipNorm"/> is set.</summary>
    public double? GradientNorm { get; internal set; }

    /// <summary>Whether <see cref="Stop"/> was called.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>
    /// Ends the training. After a batch, the epoch ends with it: its result covers what was learned from, and is validated and recorded as
    /// any other.
    /// </summary>
    public void Stop() => IsStopping = true;
}

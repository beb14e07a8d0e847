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

    /// <summary>What writes where the training stands; null once it has ended.</summary>
    internal Action<Stream>? Writer { get; set; }

    /// <summary>
    /// Writes to a safetensors file all that the training needs to go on from here: <see cref="TrainingOptions.ResumeFrom"/>. To be called by a
    /// callback. After a batch the rest of the epoch is still to come; after an epoch the next one.
    /// </summary>
    /// <remarks>The old file is replaced in one step, as <see cref="NetworkFiles"/> does it. A training that is then stopped ends as any other.</remarks>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidOperationException">The training has ended.</exception>
    /// <exception cref="NotSupportedException">
    /// In the middle of an epoch a metric cannot say what it has added up (<see cref="MetricAccumulator{T}.ExchangeSums"/>).
    /// </exception>
    /// <exception cref="IOException">The file cannot be written; an old one is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written; an old one is as it was.</exception>
    public void Save(string path) => TensorFile.Replace(
        path, Writer ?? throw new InvalidOperationException("The training has ended; it can be saved by a callback, while it trains."));

    /// <summary>
    /// Ends the training. After a batch, the epoch ends with it: its result covers what was learned from, and is validated and recorded as
    /// any other.
    /// </summary>
    public void Stop() => IsStopping = true;
}

namespace CompiledNet;

/// <summary>How <see cref="Trainer.Fit"/> trains. Every property has a default; what is set is checked at once.</summary>
public sealed class TrainingOptions
{
    /// <summary>How often every sample is learned from, at least 1; 10 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Epochs
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 10;

    /// <summary>Samples of one step, at least 1; 32 unless set. The last batch of an epoch has what is left over.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int BatchSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 32;

    /// <summary>
    /// Takes the steps; a new <see cref="Adam"/> unless set. It keeps its state after training, so that a second Fit of the same
    /// network with it goes on where the first stopped.
    /// </summary>
    public Optimizer? Optimizer { get; init; }

    /// <summary>
    /// Threads among which each step is shared, at least 1; 1 unless set. The network learns the same bits whatever the number.
    /// See <see cref="Workspace{T}.Threads"/>; the optimizer gets as many, if it has fewer.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Threads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1;

    /// <summary>Whether the samples of each epoch come in a new random order; true unless set.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Determines the random orders: the same seed trains to the same bits, on every machine where the network computes the same.</summary>
    public long Seed { get; init; }

    /// <summary>
    /// Samples that are not learned from: after each epoch the network's loss and accuracy on them are measured. A
    /// <see cref="DataSet{T}"/> of the network's number type.
    /// </summary>
    public DataSet? Validation { get; init; }

    /// <summary>Is told the result of each epoch when it ends.</summary>
    public IProgress<EpochResult>? Progress { get; init; }
}

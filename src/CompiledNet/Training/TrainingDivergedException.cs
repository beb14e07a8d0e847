namespace CompiledNet;

/// <summary>
/// The loss of a batch became NaN or infinite. The step of that batch was not taken: the network is as the step before left it.
/// </summary>
public sealed class TrainingDivergedException : Exception
{
    internal TrainingDivergedException(int epoch, int batch, int batches, double loss)
        : base(
            $"The loss became {(double.IsNaN(loss) ? "NaN" : "infinite")} in epoch {epoch}, batch {batch} of {batches}; training stopped "
            + "before its step. A smaller learning rate, or inputs scaled to about -1 to 1, usually helps; look for NaN in the data too.")
    {
        Epoch = epoch;
        Batch = batch;
        Loss = loss;
    }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The batch in the epoch, from 1.</summary>
    public int Batch { get; }

    /// <summary>The loss: NaN or infinite.</summary>
    public double Loss { get; }
}

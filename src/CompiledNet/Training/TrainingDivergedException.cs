namespace CompiledNet;

/// <summary>
/// The loss of a batch, or the parameters after the last batch of an epoch, became NaN or infinite. The network is as it was after its best
/// epoch (<see cref="BestEpoch"/>), or as it was before the training if no epoch had ended.
/// </summary>
public sealed class TrainingDivergedException : Exception
{
    private const string UsualAdvice =
        "A smaller learning rate, clipped gradients, or inputs scaled to about -1 to 1, usually helps.";

    private TrainingDivergedException(string what, DivergenceCause? cause, (int Epoch, int Batch, int? Batches) at, double loss, int bestEpoch)
        : base(
            $"{what} in epoch {at.Epoch}, batch {at.Batch}{(at.Batches is int n ? $" of {n}" : "")}{(cause is null ? "" : $", because {cause.Fact}")}; "
            + $"training stopped {(bestEpoch == 0 ? "and the network is as it was before" : $"and the network is as it was after epoch {bestEpoch}, the best")}. "
            + (cause?.Advice ?? UsualAdvice))
    {
        Epoch = at.Epoch;
        Batch = at.Batch;
        Loss = loss;
        BestEpoch = bestEpoch;
    }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The batch in the epoch, from 1.</summary>
    public int Batch { get; }

    /// <summary>The loss of the batch: NaN or infinite, unless it was only the step which followed that made parameters so.</summary>
    public double Loss { get; }

    /// <summary>The epoch whose parameters the network has, from 1; 0 if it has those from before the training.</summary>
    public int BestEpoch { get; }

    internal static TrainingDivergedException OfLoss(TrainingState state, int batch, double loss, int bestEpoch, DivergenceCause? cause) => new(
        $"The loss became {(double.IsNaN(loss) ? "NaN" : "infinite")}", cause, (state.Epoch, batch, state.Batches), loss, bestEpoch);

    internal static TrainingDivergedException OfParameters(TrainingState state, int bestEpoch) => new(
        "Parameters became NaN or infinite by the step", cause: null, (state.Epoch, state.Batch, state.Batches), state.Loss, bestEpoch);
}

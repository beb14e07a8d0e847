namespace CompiledNet;

/// <summary>
/// Is called while <see cref="Trainer"/> trains, on the training's own thread. The network may be looked at, and saved; what is thrown
/// ends the training and arrives at its caller.
/// </summary>
public abstract class TrainingCallback
{
    /// <summary>A callback after each step.</summary>
    /// <param name="action">What to do.</param>
    /// <returns>The callback.</returns>
    public static TrainingCallback AfterBatch(Action<TrainingState> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return new ActionCallback { BatchAction = action };
    }

    /// <summary>A callback after each epoch.</summary>
    /// <param name="action">What to do.</param>
    /// <returns>The callback.</returns>
    public static TrainingCallback AfterEpoch(Action<TrainingState, EpochResult> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return new ActionCallback { EpochAction = action };
    }

    /// <summary>Called after each step.</summary>
    /// <param name="state">Where the training stands.</param>
    public virtual void OnBatch(TrainingState state)
    {
    }

    /// <summary>Called after each epoch, validation included.</summary>
    /// <param name="state">Where the training stands.</param>
    /// <param name="result">How the epoch went.</param>
    public virtual void OnEpoch(TrainingState state, EpochResult result)
    {
    }

    private sealed class ActionCallback : TrainingCallback
    {
        public Action<TrainingState>? BatchAction { get; init; }

        public Action<TrainingState, EpochResult>? EpochAction { get; init; }

        public override void OnBatch(TrainingState state) => BatchAction?.Invoke(state);

        public override void OnEpoch(TrainingState state, EpochResult result) => EpochAction?.Invoke(state, result);
    }
}

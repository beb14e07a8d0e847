namespace CompiledNet;

/// <summary>
/// Does something with the result of each epoch at once, on the thread that trains, in the order of the epochs; all is done when Fit returns. For
/// <see cref="TrainingOptions.Progress"/>.
/// </summary>
/// <param name="action">What to do; what it throws ends the training and arrives at its caller.</param>
public sealed class TrainingProgress(Action<EpochResult> action) : IProgress<EpochResult>
{
    private readonly Action<EpochResult> _action = action ?? throw new ArgumentNullException(nameof(action));

    /// <summary>A line for each epoch on the console.</summary>
    /// <returns>The progress.</returns>
    public static TrainingProgress ToConsole() => new(Console.WriteLine);

    /// <summary>A line for each epoch, written somewhere else.</summary>
    /// <param name="writer">Where to.</param>
    /// <returns>The progress.</returns>
    public static TrainingProgress To(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        return new TrainingProgress(writer.WriteLine);
    }

    /// <inheritdoc/>
    public void Report(EpochResult value) => _action(value);
}

using System.Globalization;

namespace CompiledNet;

/// <summary>How one epoch of training went.</summary>
public sealed record EpochResult
{
    /// <summary>The epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>How many epochs there are to be.</summary>
    public required int Epochs { get; init; }

    /// <summary>
    /// The mean loss over the epoch's samples, each measured just before the step that learned from it: an average over networks that
    /// were getting better, so it may lie above the validation loss.
    /// </summary>
    public required double TrainingLoss { get; init; }

    /// <summary>The share of samples classified correctly, measured as the loss; null where that has no meaning (see <see cref="Trainer"/>).</summary>
    public double? TrainingAccuracy { get; init; }

    /// <summary>The mean loss over the validation set after the epoch; null without one.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The share of the validation set classified correctly after the epoch; null without one, or where it has no meaning.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>Time from the start of the training to the end of this epoch.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>One line, the same in every culture.</summary>
    /// <returns>The line.</returns>
    public override string ToString()
    {
        string width = Epochs.ToString(CultureInfo.InvariantCulture);
        string epoch = Epoch.ToString(CultureInfo.InvariantCulture).PadLeft(width.Length);
        string line = $"epoch {epoch}/{width}  loss {Loss(TrainingLoss)}{Accuracy(TrainingAccuracy)}";
        if (ValidationLoss is double loss)
        {
            line += $"  validation loss {Loss(loss)}{Accuracy(ValidationAccuracy)}";
        }

        return line + string.Create(CultureInfo.InvariantCulture, $"  {Elapsed.TotalSeconds:F2} s");
    }

    private static string Loss(double loss) =>
        loss.ToString(loss is 0 or (>= 1e-3 and < 1e5) ? "F4" : "0.00e+0", CultureInfo.InvariantCulture);

    private static string Accuracy(double? accuracy) =>
        accuracy is double share ? string.Create(CultureInfo.InvariantCulture, $"  accuracy {share:F4}") : string.Empty;
}

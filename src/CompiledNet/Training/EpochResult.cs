using System.Globalization;
using System.Text;

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

    /// <summary>The metrics besides loss and accuracy that were asked for (<see cref="TrainingOptions.Metrics"/>).</summary>
    public IReadOnlyList<MetricValue> Metrics { get; init; } = [];

    /// <summary>The learning rate of the epoch's last step.</summary>
    public double LearningRate { get; init; }

    /// <summary>Time from the start of the training to the end of this epoch.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>A metric over the epoch's training samples.</summary>
    /// <param name="metric">Its name, such as "loss", "accuracy" or "R2".</param>
    /// <returns>Its value; null where it has no meaning or was not measured.</returns>
    public double? Training(string metric) => Find(metric).Training;

    /// <inheritdoc cref="Training(string)"/>
    public double? Training(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return Training(metric.Name);
    }

    /// <summary>A metric over the validation set.</summary>
    /// <param name="metric">Its name, such as "loss", "accuracy" or "R2".</param>
    /// <returns>Its value; null without a validation set, where it has no meaning or was not measured.</returns>
    public double? Validation(string metric) => Find(metric).Validation;

    /// <inheritdoc cref="Validation(string)"/>
    public double? Validation(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return Validation(metric.Name);
    }

    /// <summary>One line, the same in every culture.</summary>
    /// <returns>The line.</returns>
    public override string ToString()
    {
        string width = Epochs.ToString(CultureInfo.InvariantCulture);
        string epoch = Epoch.ToString(CultureInfo.InvariantCulture).PadLeft(width.Length);
        var line = new StringBuilder($"epoch {epoch}/{width}  loss {Figure.Of(TrainingLoss)}");
        Append(line, Metric.Accuracy.Name, TrainingAccuracy);
        foreach (MetricValue metric in Metrics)
        {
            Append(line, metric.Name, metric.Training);
        }

        if (ValidationLoss is double loss)
        {
            line.Append("  validation loss ").Append(Figure.Of(loss));
            Append(line, Metric.Accuracy.Name, ValidationAccuracy);
            foreach (MetricValue metric in Metrics)
            {
                Append(line, metric.Name, metric.Validation);
            }
        }

        return line.Append(CultureInfo.InvariantCulture, $"  {Elapsed.TotalSeconds:F2} s").ToString();
    }

    /// <summary>What an epoch is judged by: the metric over the validation set where there is one.</summary>
    internal double? MonitoredValue(Metric metric) => ValidationLoss is null ? Training(metric.Name) : Validation(metric.Name);

    private static void Append(StringBuilder line, string name, double? value)
    {
        if (value is double number)
        {
            line.Append("  ").Append(name).Append(' ').Append(Figure.Of(number));
        }
    }

    private MetricValue Find(string metric)
    {
        if (metric == Metric.Loss.Name)
        {
            return new MetricValue(metric, TrainingLoss, ValidationLoss);
        }

        if (metric == Metric.Accuracy.Name)
        {
            return new MetricValue(metric, TrainingAccuracy, ValidationAccuracy);
        }

        // By index: an enumerator would be allocated in every epoch.
        for (int i = 0; i < Metrics.Count; i++)
        {
            if (Metrics[i].Name == metric)
            {
                return Metrics[i];
            }
        }

        return default;
    }
}

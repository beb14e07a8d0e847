using System.Numerics;

namespace CompiledNet;

/// <summary>Watches one metric, and keeps the parameters of the epoch after which it was best.</summary>
internal sealed class BestEpoch<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly INetwork<T> _network;
    private readonly TrainingOptions _options;
    /// <summary>Begins with the parameters as they are.</summary>
    public BestEpoch(INetwork<T> network, TrainingOptions options)
    {
        _network = network;
        _options = options;
        Parameters = network.Parameters.ToArray();
    }

    /// <summary>The epoch whose parameters are kept; 0 where they are those from before the training.</summary>
    public int Epoch { get; private set; }

    /// <summary>Its metric, the sign turned where larger is better.</summary>
    public double Value { get; private set; }

    /// <summary>
    /// The epoch that early stopping counts from: an improvement smaller than asked for is not counted, but is kept as the best.
    /// </summary>
    public int CountedEpoch { get; private set; }

    /// <summary>The metric of that epoch, which later ones are compared with.</summary>
    public double CountedValue { get; private set; }

    /// <summary>What is kept: the network's parameters as they were after <see cref="Epoch"/>.</summary>
    public T[] Parameters { get; }

    /// <summary>Takes numbers that were saved; <see cref="Parameters"/> are set apart from it.</summary>
    public void Set((int Epoch, double Value) best, (int Epoch, double Value) counted)
    {
        (Epoch, Value) = best;
        (CountedEpoch, CountedValue) = counted;
    }

    /// <summary>Whether by the end of an epoch there has been no improvement for as long as the options allow.</summary>
    public bool IsExhausted(int epoch) => epoch - CountedEpoch >= _options.Patience;

    /// <summary>Takes note of an epoch.</summary>
    /// <returns>Whether there has been no improvement for as long as the options allow.</returns>
    public bool Add(EpochResult result)
    {
        // As if it were always to become smaller. NaN is no improvement, nor is the absence of the metric.
        double value = result.MonitoredValue(_options.Monitor) is double v ? _options.Monitor.LargerIsBetter ? -v : v : double.NaN;
        if (value < Value || (Epoch == 0 && !double.IsNaN(value)))
        {
            Epoch = result.Epoch;
            Value = value;
            _network.Parameters.CopyTo(Parameters);
        }

        if (value < CountedValue - _options.MinImprovement || (CountedEpoch == 0 && !double.IsNaN(value)))
        {
            CountedValue = value;
            CountedEpoch = result.Epoch;
        }

        return IsExhausted(result.Epoch);
    }

    /// <summary>Sets the network back.</summary>
    public void Restore() => Parameters.CopyTo(_network.Parameters);
}

using System.Numerics;

namespace CompiledNet;

/// <summary>Watches one metric, and keeps the parameters of the epoch after which it was best.</summary>
internal sealed class BestEpoch<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly INetwork<T> _network;
    private readonly TrainingOptions _options;
    private readonly T[] _parameters;
    private double _bestValue;

    // What early stopping compares with: an improvement smaller than asked for is not counted, but is kept as the best.
    private double _counted;
    private int _countedEpoch;

    /// <summary>Begins with the parameters as they are.</summary>
    public BestEpoch(INetwork<T> network, TrainingOptions options)
    {
        _network = network;
        _options = options;
        _parameters = network.Parameters.ToArray();
    }

    /// <summary>The epoch whose parameters are kept; 0 where they are those from before the training.</summary>
    public int Epoch { get; private set; }

    /// <summary>Takes note of an epoch.</summary>
    /// <returns>Whether there has been no improvement for as long as the options allow.</returns>
    public bool Add(EpochResult result)
    {
        // As if it were always to become smaller. NaN is no improvement, nor is the absence of the metric.
        double value = result.MonitoredValue(_options.Monitor) is double v ? _options.Monitor.LargerIsBetter ? -v : v : double.NaN;
        if (value < _bestValue || (Epoch == 0 && !double.IsNaN(value)))
        {
            Epoch = result.Epoch;
            _bestValue = value;
            _network.Parameters.CopyTo(_parameters);
        }

        if (value < _counted - _options.MinImprovement || (_countedEpoch == 0 && !double.IsNaN(value)))
        {
            _counted = value;
            _countedEpoch = result.Epoch;
        }

        return result.Epoch - _countedEpoch >= _options.Patience;
    }

    /// <summary>Sets the network back.</summary>
    public void Restore() => _parameters.CopyTo(_network.Parameters);
}

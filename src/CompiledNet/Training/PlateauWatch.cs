namespace CompiledNet;

/// <summary>Counts the epochs of one training without an improvement, as <see cref="ReduceOnPlateau"/> says.</summary>
/// <param name="options">The options of the training, <see cref="TrainingOptions.ReduceOnPlateau"/> among them.</param>
/// <param name="rule">The rule.</param>
internal sealed class PlateauWatch(TrainingOptions options, ReduceOnPlateau rule)
{
    // Smaller reductions are left out: PyTorch's eps.
    private const double LeastReduction = 1e-8;

    // As if it were always to become smaller.
    private double _best = double.PositiveInfinity;
    private int _bad;
    private int _cooldown;

    /// <summary>Takes note of an epoch.</summary>
    /// <param name="result">How it went.</param>
    /// <returns>Whether the rate is to be lowered.</returns>
    public bool Add(EpochResult result)
    {
        double value = result.MonitoredValue(options.Monitor) is double v ? options.Monitor.LargerIsBetter ? -v : v : double.NaN;
        double threshold = rule.IsThresholdAbsolute || double.IsInfinity(_best) ? rule.Threshold : rule.Threshold * Math.Abs(_best);
        if (value < _best - threshold)
        {
            _best = value;
            _bad = 0;
        }
        else
        {
            _bad++;
        }

        if (_cooldown > 0)
        {
            _cooldown--;
            _bad = 0;
        }

        if (_bad <= rule.Patience)
        {
            return false;
        }

        _cooldown = rule.Cooldown;
        _bad = 0;
        return true;
    }

    /// <summary>The rate after a reduction.</summary>
    /// <param name="rate">The rate before.</param>
    /// <returns>The lower rate; the same where that makes next to no difference.</returns>
    public double Reduced(double rate)
    {
        double reduced = Math.Max(rate * rule.Factor, rule.MinimumRate);
        return rate - reduced > LeastReduction ? reduced : rate;
    }
}

using System.Numerics;

namespace CompiledNet;

/// <summary>The metrics of one pass through some samples: loss, accuracy, and what else was asked for, in this order.</summary>
internal sealed class MetricSet<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly MetricAccumulator<T>[] _accumulators;

    public MetricSet(IReadOnlyList<Metric> others, MetricContext context)
    {
        _accumulators = [.. others.Prepend(Metric.Accuracy).Prepend(Metric.Loss).Select(metric => metric.CreateAccumulator<T>(context))];
        _taking = new MetricSums(_taken);
    }

    // What is taken and given where processes exchange sums; empty elsewhere.
    private readonly List<double> _taken = [];
    private readonly MetricSums _taking;

    public double Loss => _accumulators[0].Value ?? double.NaN;

    public double? Accuracy => _accumulators[1].Value;

    /// <summary>The value of one of the others.</summary>
    public double? this[int other] => _accumulators[other + 2].Value;

    /// <summary>Takes or gives what has been added up.</summary>
    public void ExchangeSums(MetricSums sums)
    {
        foreach (MetricAccumulator<T> accumulator in _accumulators)
        {
            accumulator.ExchangeSums(sums);
        }
    }

    public void Reset()
    {
        foreach (MetricAccumulator<T> accumulator in _accumulators)
        {
            accumulator.Reset();
        }
    }

    public void Add(in MetricBatch<T> batch)
    {
        foreach (MetricAccumulator<T> accumulator in _accumulators)
        {
            accumulator.Add(in batch);
        }
    }

    /// <summary>Adds what another set of the same metrics has taken in.</summary>
    /// <exception cref="NotSupportedException">A metric cannot.</exception>
    public void Combine(MetricSet<T> other)
    {
        for (int i = 0; i < _accumulators.Length; i++)
        {
            _accumulators[i].Combine(other._accumulators[i]);
        }
    }

    /// <summary>What has been added up, valid until the next call.</summary>
    /// <exception cref="NotSupportedException">A metric cannot tell.</exception>
    public ReadOnlySpan<double> TakeSums()
    {
        _taking.Restart();
        ExchangeSums(_taking);
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_taken);
    }
}

using System.Numerics;

namespace CompiledNet;

/// <summary>Metrics of a part of some samples, on their way from the process that measured it to all.</summary>
internal sealed class MetricParts<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly MetricSet<T> _part;
    private readonly MetricSet<T> _other;
    private readonly double[] _given;
    private readonly MetricSums _giving;

    /// <summary>Metrics of parts.</summary>
    /// <param name="metrics">Those besides loss and accuracy.</param>
    /// <param name="context">What they are measured of.</param>
    /// <exception cref="NotSupportedException">A metric cannot be combined of parts.</exception>
    public MetricParts(IReadOnlyList<Metric> metrics, MetricContext context)
    {
        _part = new MetricSet<T>(metrics, context);
        _other = new MetricSet<T>(metrics, context);
        _part.Combine(_other);
        _given = new double[_part.TakeSums().Length];
        _giving = new MetricSums(_given);
    }

    /// <summary>Numbers of a part.</summary>
    public int Length => _given.Length;

    /// <summary>Begins a part.</summary>
    public void Begin() => _part.Reset();

    /// <summary>Takes a batch in.</summary>
    public void Add(in MetricBatch<T> batch) => _part.Add(in batch);

    /// <summary>Ends a part.</summary>
    /// <param name="sums">Its numbers, written.</param>
    public void End(Span<double> sums) => _part.TakeSums().CopyTo(sums);

    /// <summary>Adds a part to metrics.</summary>
    /// <param name="sums">Its numbers.</param>
    /// <param name="metrics">The metrics.</param>
    public void Combine(ReadOnlySpan<double> sums, MetricSet<T> metrics)
    {
        sums.CopyTo(_given);
        _giving.Restart();
        _other.ExchangeSums(_giving);
        metrics.Combine(_other);
    }
}

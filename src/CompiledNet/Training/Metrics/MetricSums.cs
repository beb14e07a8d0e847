namespace CompiledNet;

/// <summary>
/// What a metric has added up in the middle of an epoch, on its way into a file or out of it. The numbers are named once, for both ways and in
/// one order: <see cref="MetricAccumulator{T}.ExchangeSums"/>.
/// </summary>
public sealed class MetricSums
{
    // Added to, if they are taken; else given from, one after the other.
    private readonly List<double>? _taken;
    private readonly double[] _given;
    private int _next;

    internal MetricSums(List<double> taken) => (_taken, _given) = (taken, []);

    internal MetricSums(double[] given) => _given = given;

    /// <summary>Begins anew, to be used again.</summary>
    internal void Restart()
    {
        _taken?.Clear();
        _next = 0;
    }

    /// <summary>A sum.</summary>
    /// <param name="value">It is saved, and set when the training is resumed.</param>
    public void Sum(ref double value)
    {
        if (_taken is not null)
        {
            _taken.Add(value);
        }
        else
        {
            value = Next();
        }
    }

    /// <summary>A number of samples, say; less than 2⁵³.</summary>
    /// <param name="value">It is saved, and set when the training is resumed.</param>
    public void Count(ref long value)
    {
        double count = value;
        Sum(ref count);
        value = (long)count;
    }

    /// <summary>Several sums, always as many.</summary>
    /// <param name="values">They are saved, and set when the training is resumed.</param>
    public void Sums(Span<double> values)
    {
        foreach (ref double value in values)
        {
            Sum(ref value);
        }
    }

    private double Next() => _next < _given.Length
        ? _given[_next++]
        : throw new InvalidOperationException("ExchangeSums of a metric asks for more numbers than it gave before the first batch.");
}

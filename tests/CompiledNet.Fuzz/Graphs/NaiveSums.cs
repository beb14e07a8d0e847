using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>Sums, and the size of what was added up to each.</summary>
internal sealed class NaiveSums(int count)
{
    private readonly double[] _values = new double[count];
    private readonly double[] _sizes = new double[count];

    public int Count => count;

    /// <summary>The sums.</summary>
    public double[] Values => _values;

    /// <summary>The sums of the terms without their signs.</summary>
    public double[] Sizes => _sizes;

    public void Add(int index, double term) => Add(index, term, Math.Abs(term));

    public void Add(int index, double term, double size)
    {
        _values[index] += term;
        _sizes[index] += size;
    }

    /// <summary>The sums with their errors.</summary>
    public double[] Rounded(NaiveRounding rounding)
    {
        for (int i = 0; i < count; i++)
        {
            _values[i] = rounding.Off(_values[i], _sizes[i]);
        }

        return _values;
    }
}

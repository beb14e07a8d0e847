using System.Globalization;

namespace CompiledNet.Tool.Readers.Nam;

/// <summary>The flat list of weights of a .nam file, taken from its beginning.</summary>
internal sealed class NamWeights(double[] values)
{
    private int _next;

    /// <summary>The next numbers.</summary>
    /// <exception cref="ImportException">There are not so many.</exception>
    public double[] Take(long count, string what)
    {
        if (count < 0 || count > values.Length - _next)
        {
            throw new ImportException(string.Create(
                CultureInfo.InvariantCulture, $"The file has {values.Length} weights; {what} needs {count} from number {_next} on."));
        }

        _next += (int)count;
        return values[(_next - (int)count).._next];
    }

    /// <summary>The next number.</summary>
    public double TakeOne(string what) => Take(1, what)[0];

    /// <summary>Makes sure that all were taken.</summary>
    /// <exception cref="ImportException">Some are left.</exception>
    public void Finish()
    {
        if (_next != values.Length)
        {
            throw new ImportException(string.Create(CultureInfo.InvariantCulture, $"The file has {values.Length} weights, and its layers take {_next}."));
        }
    }
}

using System.Runtime.CompilerServices;

namespace CompiledNet;

/// <summary>
/// Carries differences taken at ever smaller steps on to the step 0 (Richardson, 1911, in the scheme of Aitken and Neville), and keeps the
/// value that promises the least error (as Ridders does, "Accurate computation of F′(x) and F′(x)F″(x)", 1982).
/// </summary>
/// <param name="factor">By what the first term of the difference's error shrinks from one step to the next, and each further term once more.</param>
internal struct Extrapolation(double factor)
{
    private const int MaxLevels = 12;

    // The last row of the triangle: the difference itself, then one term of its error removed, then two, …
    private Row _row;

    /// <summary>How many differences there were.</summary>
    public int Levels { get; private set; }

    /// <summary>The best value so far; NaN before the second difference.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>What its error may be, rounding included.</summary>
    public double Error { get; private set; } = double.PositiveInfinity;

    /// <summary>What rounding may have contributed to it.</summary>
    public double Rounding { get; private set; }

    /// <summary>Whether the last difference confirmed what was the best value before it.</summary>
    public bool Settled { get; private set; }

    /// <summary>Takes the difference of the next smaller step.</summary>
    /// <param name="difference">The difference.</param>
    /// <param name="rounding">What the rounding of the function may have contributed to it.</param>
    public void Add(double difference, double rounding)
    {
        Row previous = _row;
        _row[0] = difference;
        double levelValue = double.NaN;
        double levelError = double.PositiveInfinity;
        double power = 1;
        for (int order = 1; order <= Math.Min(Levels, MaxLevels - 1); order++)
        {
            power *= factor;
            _row[order] = _row[order - 1] + ((_row[order - 1] - previous[order - 1]) / (power - 1));

            // How far it is from the two values that it was made of bounds the error generously.
            double error = rounding + Math.Max(
                Math.Abs(_row[order] - _row[order - 1]), Math.Abs(_row[order] - previous[order - 1]));
            if (error <= levelError)
            {
                (levelValue, levelError) = (_row[order], error);
            }
        }

        Levels++;

        // Larger steps may have agreed by chance, with kinks on both sides: where a smaller one contradicts them, they were wrong.
        double change = Math.Abs(levelValue - Value);
        Settled = change <= Error + rounding;
        if (levelError <= Error || !(change <= Error + levelError))
        {
            (Value, Error, Rounding) = (levelValue, levelError, rounding);
        }
    }

    [InlineArray(MaxLevels)]
    private struct Row
    {
        private double _first;
    }
}

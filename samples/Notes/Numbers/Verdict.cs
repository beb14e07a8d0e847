using CompiledNet;

namespace Notes;

/// <summary>The largest deviations seen so far, and what was out of bounds.</summary>
internal sealed class Verdict
{
    public const double GradientTolerance = 1e-6;
    public const double NumberTolerance = 1e-9;

    private readonly List<string> _failures = [];

    public double WorstGradient { get; private set; }

    public double WorstNumber { get; private set; }

    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Takes note of the relative error of a gradient.</summary>
    public void CheckGradient(string what, double relativeError)
    {
        WorstGradient = Math.Max(WorstGradient, relativeError);
        if (!(relativeError <= GradientTolerance))
        {
            _failures.Add($"{what}: {Number.Error(relativeError)} from its numeric gradient");
        }
    }

    /// <summary>Takes note of a check that the library made.</summary>
    public void CheckReport(string what, GradientCheckReport report)
    {
        if (!report.Passed)
        {
            _failures.Add($"{what}: {report}");
        }
    }

    /// <summary>Compares numbers with those that they must be, relative to the largest of these.</summary>
    public void CheckNumbers(string what, Matrix actual, Matrix expected)
    {
        double difference = (actual - expected).Largest;
        double deviation = difference == 0 ? 0 : difference / expected.Largest;
        WorstNumber = Math.Max(WorstNumber, deviation);
        if (!(deviation <= NumberTolerance))
        {
            _failures.Add($"{what}: {Number.Error(deviation)} from what it must be");
        }
    }

    public void CheckNumber(string what, double actual, double expected) =>
        CheckNumbers(what, Matrix.Column([actual]), Matrix.Column([expected]));
}

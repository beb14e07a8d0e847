using System.Diagnostics;
using System.Globalization;

namespace CompiledNet.Fuzz.Accuracy;

/// <summary>Prints how accurate the functions on registers are.</summary>
internal static class AccuracyCommand
{
    /// <summary>Runs over all functions, or those of a name.</summary>
    /// <param name="names">The names; all if there is none.</param>
    /// <param name="step">Distance of one float's bits from the next; 1 for all floats.</param>
    /// <param name="output">Where to print.</param>
    public static void Run(IReadOnlyCollection<string> names, long step, TextWriter output)
    {
        foreach (Subject subject in Subject.All.Where(subject => names.Count == 0 || names.Contains(subject.Name)))
        {
            long start = Stopwatch.GetTimestamp();
            Worst worst = AccuracyRun.Run(subject, step);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{subject.Name,-22} {worst.Error,9:0.00} ulp at {worst.Argument,-16:R} ({Stopwatch.GetElapsedTime(start).TotalSeconds:0} s)"));
        }
    }
}

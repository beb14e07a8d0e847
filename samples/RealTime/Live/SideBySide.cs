using System.Diagnostics;
using System.Globalization;

namespace RealTime;

/// <summary>Runs builds of this program in turns, and prints the best run of each beside those of the others.</summary>
internal static class SideBySide
{
    private const int Runs = 3;
    private const int ColumnWidth = 68;

    /// <summary>Runs and prints.</summary>
    /// <param name="programs">Paths of executable files.</param>
    /// <param name="seconds">For how long each loop runs.</param>
    /// <returns>0, or 1 where a run failed.</returns>
    public static int Run(IReadOnlyList<string> programs, double seconds)
    {
        var best = new string[programs.Count][];
        for (int run = 0; run < Runs; run++)
        {
            for (int i = 0; i < best.Length; i++)
            {
                string[] lines = Start(programs[i], seconds);
                if (best[i] is null || RatioOf(lines) < RatioOf(best[i]))
                {
                    best[i] = lines;
                }
            }
        }

        Report.Print($"The best of {Runs} runs each, by the ratio in the last line.");
        for (int line = 0; line < best.Max(lines => lines.Length); line++)
        {
            Console.WriteLine(string.Concat(best.Select(lines => lines.ElementAtOrDefault(line)?.PadRight(ColumnWidth))).TrimEnd());
        }

        return 0;
    }

    private static double RatioOf(string[] lines) => lines
        .Single(line => line.StartsWith(Report.Ratio, StringComparison.Ordinal))[Report.Ratio.Length..]
        .Split(", ")
        .Max(text => double.Parse(text, CultureInfo.InvariantCulture));

    private static string[] Start(string program, double seconds)
    {
        string now = Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(program, ["--started", now, "--seconds", seconds.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd().TrimEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.ReplaceLineEndings("\n").Split('\n')
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}:\n{output}");
    }
}

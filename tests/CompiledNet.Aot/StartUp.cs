using System.Diagnostics;
using System.Globalization;

namespace Ahead;

/// <summary>Starts programs again and again, and compares how soon they infer.</summary>
internal static class StartUp
{
    private const int ShortRuns = 15;
    private const int LongRuns = 3;
    private const string ShortRun = "0.05";
    private const string LongRun = "3";

    private static readonly string[] s_columns =
        ["to the first result, ms", "first call, ms", "call at full speed, ns", "calls until then", "ms until then"];

    /// <summary>Prints a table of medians.</summary>
    /// <param name="programs">Builds of this program, each a name, an equals sign and the path of its executable file.</param>
    public static void Print(IReadOnlyList<string> programs)
    {
        foreach (string network in (string[])["digits", "images"])
        {
            Console.WriteLine($"| {network} | {string.Join(" | ", s_columns)} |");
            Console.WriteLine("| --- |" + string.Concat(Enumerable.Repeat(" ---: |", s_columns.Length)));
            foreach (string program in programs)
            {
                string[] parts = program.Split('=', 2);
                double[] soon = Medians(parts[^1], network, ShortRun, ShortRuns);
                double[] later = Medians(parts[^1], network, LongRun, LongRuns);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {parts[0]} | {soon[0]:0} | {soon[1]:0.00} | {later[2]:0} | {later[3]:N0} | {later[4]:0} |"));
            }
        }
    }

    private static double[] Medians(string program, string network, string seconds, int runs)
    {
        double[][] results = [.. Enumerable.Range(0, runs).Select(_ => Run(program, network, seconds))];
        return [.. s_columns.Select((_, column) => results.Select(result => result[column]).Order().ElementAt(runs / 2))];
    }

    private static double[] Run(string program, string network, string seconds)
    {
        long now = Stopwatch.GetTimestamp();
        var start = new ProcessStartInfo(program, ["first", network, now.ToString(CultureInfo.InvariantCulture), seconds])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. output.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}

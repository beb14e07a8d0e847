using System.Diagnostics;
using System.Globalization;
using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Table;
using Spectre.Console;

namespace CompiledNet.Benchmarks.RampUp;

/// <summary>How a program comes to full speed under the JIT as it is by default, on one processor, where the JIT has no other to compile on.</summary>
/// <remarks>
/// Each process of tests/CompiledNet.Aot sees one first call, so there are many, and of each figure the least counts. They take turns, so that the machine's noise
/// hits all kinds of call alike. What the core does for itself, to come to its frequency, is done by other arithmetic before the first call.
/// </remarks>
internal static class RampUpCommand
{
    private const int ShortRuns = 20;
    private const int LongRuns = 3;
    private const string ShortRun = "0.02";

    // On one processor the JIT waits for a second before it begins to count calls.
    private const string LongRun = "4";

    // Whatever would change how the JIT compiles.
    private static readonly (string Name, string? Value)[] s_default =
    [
        .. new[] { "TieredCompilation", "TieredPGO", "TC_QuickJit", "TC_QuickJitForLoops", "TC_CallCountingDelayMs", "ReadyToRun" }
            .Select(name => ("DOTNET_" + name, (string?)null)),
    ];

    /// <summary>Runs it, and prints a table and the verdict.</summary>
    /// <returns>1 where a limit is exceeded, 2 where a process cannot be kept to one processor.</returns>
    public static int Run()
    {
        if (!TryStayOnOneProcessor())
        {
            Console.WriteLine("Only Linux and Windows keep a process to one processor.");
            return 2;
        }

        var figures = new Dictionary<string, RampFigures>();
        for (int run = 0; run < LongRuns + ShortRuns; run++)
        {
            Console.Error.WriteLine($"{run + 1} of {LongRuns + ShortRuns}");
            foreach (RampLimit limit in RampLimit.All)
            {
                bool isLong = run < LongRuns;
                RampFigures measured = RunProcess(limit.Work, isLong ? LongRun : ShortRun);
                figures[limit.Work] = figures.TryGetValue(limit.Work, out RampFigures? before) ? before.OrLess(measured, isLong) : measured;
            }
        }

        Show(figures);
        string[] excesses = [.. RampLimit.All.SelectMany(limit => limit.ExcessesOf(figures[limit.Work]))];
        Console.WriteLine(excesses.Length > 0 ? string.Join('\n', excesses) : "All within the limits.");
        return excesses.Length > 0 ? 1 : 0;
    }

    // Processes that are started stay where this one is: on the last of its processors.
    private static bool TryStayOnOneProcessor()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows())
        {
            return false;
        }

        using var self = Process.GetCurrentProcess();
        nint last = self.ProcessorAffinity;
        while ((last & (last - 1)) != 0)
        {
            last &= last - 1;
        }

        self.ProcessorAffinity = last;
        return true;
    }

    private static RampFigures RunProcess(string work, string seconds)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "CompiledNet.Aot.dll");
        return RampFigures.Parse(ChildProcess.Run(["dotnet", program, "ramp", work, seconds], s_default));
    }

    private static void Show(Dictionary<string, RampFigures> figures)
    {
        Spectre.Console.Table table = ConsoleTable.Create(
            "ramp-up", ["work", "first call, ms of CPU time", "limit", "calls 22 to 1,021", "at full speed", "ratio", "limit", "ms until full speed"]);
        foreach (RampLimit limit in RampLimit.All)
        {
            RampFigures measured = figures[limit.Work];
            table.AddRow(
            [
                limit.Work,
                measured.First.ToString("F1", CultureInfo.InvariantCulture),
                limit.First.ToString("F0", CultureInfo.InvariantCulture),
                Cells.Time(measured.Early),
                Cells.Time(measured.Full),
                Cells.Ratio(measured.Ratio),
                Cells.Ratio(RampLimit.Ratio),
                measured.Until.ToString("F1", CultureInfo.InvariantCulture),
            ]);
        }

        ConsoleTable.Write(table);
    }
}

using System.Globalization;
using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Table;
using Spectre.Console;

namespace CompiledNet.Benchmarks.Threads;

/// <summary>What a second thread gains, and what threads allocate.</summary>
internal static class ThreadsCommand
{
    private const int Two = 2;
    private const int Passes = 30;
    private const double MillisecondsOfRound = 25;

    // How many times faster two threads have to make a training step of 784-128-10.
    private const double Limit = 1.7;

    /// <summary>Runs it, and prints a table and the verdict.</summary>
    /// <returns>1 below the limit or where a byte is allocated, 2 where the process has one processor.</returns>
    public static int Run()
    {
        if (Environment.ProcessorCount < Two)
        {
            Console.WriteLine("This process may use one processor alone: there is nothing for a second thread to gain.");
            return 2;
        }

        int[] threads = [.. new[] { 1, Two, Environment.ProcessorCount }.Distinct()];
        SharedWork judged = SharedWork.Step("784-128-10", threads);
        SharedWork[] works = [judged, SharedWork.Step("128-256-256-64", threads), SharedWork.Inference(threads)];
        Contestant[] contestants = [.. works.SelectMany(work => work.Contestants)];
        Rounds.WarmUp(contestants);
        Rounds.Time(contestants, Passes, MillisecondsOfRound);
        long[] allocated = [.. works.Select(work => work.CountAllocated())];
        Show(works, threads, allocated);

        double gain = judged.SpeedUp(Array.IndexOf(threads, Two));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{judged.Name}: {gain:F2} times as fast with two threads; {Limit:F1} is the least that it has to be."));
        return gain < Limit || allocated.Any(bytes => bytes > 0) ? 1 : 0;
    }

    private static void Show(SharedWork[] works, int[] threads, long[] allocated)
    {
        Spectre.Console.Table table = ConsoleTable.Create(
            "threads",
            ["work", "1 thread", .. threads[1..].SelectMany(count => new[] { $"{count} threads", "gain" }), "bytes allocated"]);
        foreach ((SharedWork work, long bytes) in works.Zip(allocated))
        {
            table.AddRow(
            [
                work.Name,
                Cells.Time(work.Contestants[0].Figure.Least),
                .. Enumerable.Range(1, threads.Length - 1).SelectMany(
                    place => new[] { Cells.Time(work.Contestants[place].Figure.Least), Cells.Ratio(work.SpeedUp(place)) }),
                bytes.ToString(CultureInfo.InvariantCulture),
            ]);
        }

        ConsoleTable.Write(table);
    }
}

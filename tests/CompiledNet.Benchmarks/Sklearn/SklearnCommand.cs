using System.Globalization;
using CompiledNet.Benchmarks.Table;

namespace CompiledNet.Benchmarks.Sklearn;

/// <summary>The comparison with scikit-learn's MLPClassifier.</summary>
internal static class SklearnCommand
{
    private const string Command = "taskset -c 0 dotnet run -c Release --project tests/CompiledNet.Benchmarks -- sklearn";

    /// <summary>Runs it.</summary>
    /// <param name="options">
    /// <c>--write PAGE</c> to add to <c>docs/benchmarks/PAGE.md</c>, <c>--only A,B</c> to take only those, <c>--seeds N</c>,
    /// <c>--under PROGRAM ARGUMENTS…</c>, the last, to start each training by another program.
    /// </param>
    /// <returns>0 if ours is as accurate everywhere.</returns>
    public static int Run(ReadOnlySpan<string> options)
    {
        string? page = null;
        IReadOnlyList<Assignment> assignments = Assignment.All;
        int seeds = 5;
        string[] under = [];
        for (int i = 0; i < options.Length; i++)
        {
            switch (options[i])
            {
                case "--write" when i + 1 < options.Length:
                    page = options[++i];
                    break;
                case "--only" when i + 1 < options.Length:
                    assignments = [.. options[++i].Split(',').Select(Assignment.Named)];
                    break;
                case "--seeds" when i + 1 < options.Length:
                    seeds = int.Parse(options[++i], CultureInfo.InvariantCulture);
                    break;
                case "--under" when i + 1 < options.Length:
                    under = options[(i + 1)..].ToArray();
                    i = options.Length;
                    break;
                default:
                    throw new ArgumentException($"What is {options[i]}?", nameof(options));
            }
        }

        var launcher = new Launcher(under);
        if (launcher.WhatIsMissing() is string missing)
        {
            Console.Error.WriteLine(missing);
            return 1;
        }

        Pairing[] pairings = [.. assignments.Select(assignment => Pairing.Run(assignment, seeds, launcher, Console.Error.WriteLine))];
        string table = PairingTable.Write(pairings, page is null ? Command : $"{Command} --write {page}");
        Console.WriteLine(table);
        if (page is not null)
        {
            ProcessorPage.Add(page, "sklearn", table);
        }

        return pairings.All(pairing => pairing.IsAsAccurate) ? 0 : 1;
    }
}

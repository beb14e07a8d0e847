using System.Globalization;
using System.Text.Json;
using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Networks;
using CompiledNet.Benchmarks.Table;
using Spectre.Console;

namespace CompiledNet.Benchmarks.Widths;

/// <summary>Inference with registers of 512, 256 and 128 bits, to see that narrower ones cost what they have to, and no more.</summary>
/// <remarks>
/// The runtime is told how wide registers may be when it starts, so each time is taken by a process of its own: of one network, as in the comparison. In
/// each pass the widths of a network follow one another, so that the machine's noise hits all alike.
/// </remarks>
internal static class WidthsCommand
{
    private const int Passes = 3;
    private const int RoundsOfPass = 8;
    private const double MillisecondsOfRound = 8;
    private const int Widest = 512;
    private static readonly int[] s_widths = [Widest, 256, 128];

    /// <summary>The command that a process of one network is started with.</summary>
    public const string CommandOfNetwork = "widths-of-network";

    /// <summary>Runs it, and prints a table and the verdict.</summary>
    /// <returns>1 where a limit is exceeded.</returns>
    public static int Run()
    {
        NetworkWidths[] networks = [.. Subjects.Single.Select(subject => new NetworkWidths(subject.Name))];
        for (int pass = 1; pass <= Passes; pass++)
        {
            foreach (NetworkWidths network in networks)
            {
                Console.Error.WriteLine($"pass {pass} of {Passes}: {network.Network}");
                foreach (int width in s_widths)
                {
                    network.Add(RunProcess(network.Network, width));
                }
            }
        }

        int[] measured = [.. networks[0].Bits];
        Show(networks, measured);
        if (measured[0] != Widest)
        {
            Console.WriteLine($"The limits are for processors with registers of {Widest} bits; the widest here have {measured[0]}: no verdict.");
            return 0;
        }

        string[] excesses = [.. WidthLimit.All.SelectMany(limit => limit.ExcessesOf(networks))];
        Console.WriteLine(excesses.Length > 0 ? string.Join('\n', excesses) : $"No network takes longer than {string.Join(", ", WidthLimit.All)}.");
        return excesses.Length > 0 ? 1 : 0;
    }

    /// <summary>What the process of a network does: times its inference, and prints the time.</summary>
    /// <param name="network">The network's name.</param>
    public static void RunNetwork(string network)
    {
        Subject<float> subject = Subjects.Find<float>(network);
        var inference = new Contestant(Row.Ours, subject.Inference(new Samples<float>(subject.Network, batch: 1)).Independent);
        Rounds.WarmUp([inference]);
        Rounds.Time([inference], RoundsOfPass, MillisecondsOfRound);
        Console.WriteLine(JsonSerializer.Serialize(new WidthFigure(Processor.Bits, inference.Figure)));
    }

    private static WidthFigure RunProcess(string network, int width)
    {
        string bits = width.ToString(CultureInfo.InvariantCulture);
        string output = ChildProcess.Run(ChildProcess.OfThisProgram(CommandOfNetwork, network), ("DOTNET_PreferredVectorBitWidth", bits));
        return JsonSerializer.Deserialize<WidthFigure>(output)
            ?? throw new InvalidOperationException($"The process of {network} printed nothing.");
    }

    private static void Show(NetworkWidths[] networks, int[] measured)
    {
        Spectre.Console.Table table = ConsoleTable.Create("inference", ["network", .. measured.Select(bits => $"{bits} bits")]);
        foreach (NetworkWidths network in networks)
        {
            table.AddRow([network.Network, Cells.Time(network.Widest.Least), .. measured[1..].Select(bits => Cells.Ratio(network.RatioAt(bits)))]);
        }

        ConsoleTable.Write(table);
    }
}

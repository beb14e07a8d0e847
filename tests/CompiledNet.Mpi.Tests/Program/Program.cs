using System.Globalization;

namespace CompiledNet.Mpi.Tests.Program;

/// <summary>The program that mpirun starts.</summary>
public static class Program
{
    /// <summary>Runs one of the jobs.</summary>
    /// <param name="args">Its name and its arguments.</param>
    /// <returns>0 where it was done.</returns>
    public static int Main(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return args switch
        {
            ["bits"] => Print(string.Join('\n', Work.Kinds.Select(kind => $"{kind} {Work.Train(kind, MpiTeam.Start())}"))),
            ["long", string path] => Print($"hash {Jobs.Long(MpiTeam.Start(), path)}"),
            ["throw", string rank, string where] => Jobs.Throw(MpiTeam.Start(), Number(rank), where),
            ["exit", string rank] => Jobs.Exit(MpiTeam.Start(), Number(rank)),
            ["cancel"] => Jobs.Cancel(MpiTeam.Start()),
            ["nan"] => Jobs.StopAtNaN(MpiTeam.Start()),
            ["data"] => Jobs.DifferInData(MpiTeam.Start()),
            ["allocate"] => Jobs.CountAllocations(MpiTeam.Start()),
            ["sweep", string path] => Jobs.RunSweep(MpiTeam.Start(), path),
            ["null"] => Jobs.Dereference(MpiTeam.Start()),
            ["library"] => Print((MpiTeam.Start() as MpiTeam)?.Library ?? "none"),
            _ => throw new ArgumentException($"There is no job '{string.Join(' ', args)}'.", nameof(args)),
        };
    }

    private static int Print(string line)
    {
        Console.WriteLine(line);
        return 0;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

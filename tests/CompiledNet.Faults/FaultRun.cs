using System.Diagnostics;
using System.Globalization;

namespace CompiledNet.Faults;

/// <summary>Plants the faults of the table one at a time, and counts those that are seen.</summary>
/// <param name="root">The root of the repository, whose test programs are built.</param>
/// <param name="log">Where what is seen is printed.</param>
internal sealed class FaultRun(string root, TextWriter log)
{
    private static readonly string[] Folders = ["src/CompiledNet", "generator/CompiledNet.Generator", "src/CompiledNet.Tool"];

    private readonly HashSet<TestProgramRun> _right = [];

    public required TimeSpan Budget { get; init; }

    public required int Seed { get; init; }

    public required IReadOnlyCollection<string> Only { get; init; }

    public required int Every { get; init; }

    public required double Goal { get; init; }

    public required bool ChecksOnly { get; init; }

    /// <summary>Runs.</summary>
    /// <returns>0 where enough of them are seen, else 1.</returns>
    public int Run()
    {
        var watch = Stopwatch.StartNew();
        Fault[] faults = Choose();
        MutableProject[] projects = [.. Folders.Select(folder => MutableProject.Load(root, folder))];

        // Each of the table, whatever the budget: what no longer fits the sources tests nothing.
        Dictionary<Fault, string> sources = faults.ToDictionary(fault => fault, fault => fault.Plant(File.ReadAllText(PathOf(fault))));
        if (ChecksOnly)
        {
            foreach (Fault fault in faults)
            {
                _ = Compile(fault, sources[fault], projects);
            }

            log.WriteLine($"{faults.Length} faults are where the table says, and compile");
            return 0;
        }

        var programs = new TestPrograms(
            root, Path.Combine(root, "artifacts", "faults"), faults.SelectMany(fault => fault.Runs).Select(run => run.Program).Distinct());
        (string Name, byte[] Image)[] right = [.. projects.Select(project => (project.Name, project.Compile()))];
        Restore(programs, right);
        (int taken, int seen) = (0, 0);
        foreach (Fault fault in faults)
        {
            if (watch.Elapsed > Budget)
            {
                break;
            }

            foreach ((string name, byte[] image) in Compile(fault, sources[fault], projects))
            {
                programs.Replace(name, image);
            }

            TestProgramRun? by = fault.Runs.FirstOrDefault(run => !programs.Run(run).IsRight);
            Restore(programs, right);
            if (by is not null)
            {
                CheckRight(by, programs);
            }

            taken++;
            seen += by is null ? 0 : 1;
            log.WriteLine(by is null ? $"NOT SEEN  {fault.Name} ({fault.File}), by {string.Join("; ", fault.Runs)}" : $"seen      {fault.Name}, by {by}");
        }

        double score = taken == 0 ? 0 : 100.0 * seen / taken;
        log.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"faults: {seen} of {taken} seen ({score:F1} %; goal {Goal:0.#} %), {faults.Length} in the table, seed {Seed}, {watch.Elapsed.TotalSeconds:F0} s"));
        return taken > 0 && score >= Goal ? 0 : 1;
    }

    private static void Restore(TestPrograms programs, (string Name, byte[] Image)[] right)
    {
        foreach ((string name, byte[] image) in right)
        {
            programs.Replace(name, image);
        }
    }

    private List<(string Name, byte[] Image)> Compile(Fault fault, string source, MutableProject[] projects)
    {
        try
        {
            MutableProject[] having = [.. projects.Where(project => project.Has(PathOf(fault)))];
            return having.Length == 0
                ? throw new FaultTableException("No project has the file.")
                : [.. having.Select(project => (project.Name, project.Compile(PathOf(fault), source)))];
        }
        catch (FaultTableException exception)
        {
            throw new FaultTableException($"{fault.Name} ({fault.File}): {exception.Message}", exception);
        }
    }

    private string PathOf(Fault fault) => Path.GetFullPath(Path.Combine(root, fault.File));

    private Fault[] Choose()
    {
        Fault[] faults =
        [
            .. FaultTable.Read(Path.Combine(root, "tests", "CompiledNet.Faults", "Table"))
                .Where(fault => Only.Count == 0 || Only.Any(part => fault.Name.Contains(part, StringComparison.Ordinal) || fault.File.Contains(part, StringComparison.Ordinal)))
                .Where((_, i) => i % Every == 0),
        ];
        new Random(Seed).Shuffle(faults);
        return faults;
    }

    // A test that fails without any fault sees nothing.
    private void CheckRight(TestProgramRun run, TestPrograms programs)
    {
        if (_right.Add(run) && programs.Run(run) is { IsRight: false, Output: string output })
        {
            throw new FaultTableException($"'{run}' fails without a fault:\n{output}");
        }
    }
}

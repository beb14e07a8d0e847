using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Peers;

namespace CompiledNet.Benchmarks.Sklearn;

/// <summary>Starts each training in a process of its own.</summary>
/// <param name="under">A program, with arguments, that is given the command to start; empty for none.</param>
internal sealed class Launcher(IReadOnlyList<string> under)
{
    private const string Python = "/usr/bin/python3"; // Debian's, for which its python3-sklearn is.

    private static readonly string s_script = Path.Combine(Repository.Root, "tests", "CompiledNet.Benchmarks", "Sklearn", "mlp.py");

    /// <summary>Why scikit-learn cannot be run here, and what helps; null where it can.</summary>
    public string? WhatIsMissing()
    {
        try
        {
            Run(Python, "-c", "import sklearn.neural_network, threadpoolctl");
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            return $"{Python} has no scikit-learn: {exception.Message} On Debian: apt-get install python3-sklearn";
        }
    }

    /// <summary>Trains ours.</summary>
    public Outcome TrainOurs(Assignment assignment, int seed) =>
        Read(Run(ChildProcess.OfThisProgram(OurTraining.Command, assignment.Name, seed.ToString(CultureInfo.InvariantCulture))));

    /// <summary>Trains scikit-learn's.</summary>
    public Outcome TrainScikitLearn(Assignment assignment, string folder, int inputs, int seed)
    {
        Solver solver = assignment.Solver;
        return Read(Run(Python, s_script, JsonSerializer.Serialize(new
        {
            Folder = folder,
            Inputs = inputs,
            assignment.Hidden,
            Solver = solver.Name,
            solver.LearningRate,
            solver.Momentum,

            // It divides this penalty by the samples of a batch.
            Alpha = solver.WeightDecay * assignment.BatchSize,
            assignment.BatchSize,
            assignment.Epochs,
            Seed = seed,
        })));
    }

    private static Outcome Read(string output) => JsonSerializer.Deserialize<Outcome>(output)
        ?? throw new InvalidOperationException($"A training printed {output}");

    private string Run(params string[] command) => ChildProcess.Run(
        [.. under, .. command],
        [
            // The runtime takes a program on one core of several for one on a machine with a single core, and would compile later.
            ("DOTNET_TC_DelaySingleProcMultiplier", "1"),

            // One thread, and OpenBLAS as it is without advice: it finds out by itself what the processor is.
            ("OMP_NUM_THREADS", "1"),
            ("OPENBLAS_NUM_THREADS", "1"),
            .. OpenBlas.WithoutAdvice,
        ]);
}

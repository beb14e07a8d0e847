using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

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
    public Outcome TrainOurs(Assignment assignment, int seed)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("This process has no file.");
        string[] library = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(Launcher).Assembly.Location] : [];
        string[] command = [program, .. library, OurTraining.Command, assignment.Name, seed.ToString(CultureInfo.InvariantCulture)];
        return Read(Run(command));
    }

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

    private string Run(params string[] command)
    {
        string[] all = [.. under, .. command];
        var start = new ProcessStartInfo(all[0], all[1..]) { RedirectStandardOutput = true };

        // The runtime takes a program on one core of several for one on a machine with a single core, and would compile later.
        start.Environment["DOTNET_TC_DelaySingleProcMultiplier"] = "1";

        // One thread, and OpenBLAS as it is without advice: it finds out by itself what the processor is.
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        start.Environment.Remove("OPENBLAS_CORETYPE");
        start.Environment.Remove("OPENBLAS_L2_SIZE");
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{all[0]} does not start.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{string.Join(' ', all)} ended with {process.ExitCode}.");
    }
}

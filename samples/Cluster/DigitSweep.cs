using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CompiledNet;
using Digits;

namespace Cluster;

/// <summary>A candidate of the sweep.</summary>
/// <param name="LearningRate">Adam's rate.</param>
/// <param name="WeightDecay">How fast weights decay.</param>
/// <param name="Seed">Of weights and order.</param>
internal sealed record DigitCandidate(double LearningRate, double WeightDecay, long Seed)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"rate {LearningRate}, decay {WeightDecay}, seed {Seed}");
}

/// <summary>24 trainings of the digits, four rates by two decays by three seeds, dealt out to the processes.</summary>
internal static class DigitSweep
{
    /// <summary>Runs it, and prints the best and a hash of all results.</summary>
    /// <param name="team">The processes.</param>
    /// <param name="file">Where results are written; nowhere if null.</param>
    /// <param name="epochs">Epochs of each training.</param>
    public static void Run(TrainingTeam team, string? file, int epochs)
    {
        long start = Stopwatch.GetTimestamp();
        DataSet<float> digits = DigitImages.Load();
        (DataSet<float> training, DataSet<float> validation) = digits.Split(0.25, seed: 1);
        DigitCandidate[] candidates =
        [
            .. from rate in (double[])[3e-4, 1e-3, 3e-3, 1e-2]
               from decay in (double[])[0, 1e-2]
               from seed in (long[])[1, 2, 3]
               select new DigitCandidate(rate, decay, seed),
        ];
        IReadOnlyList<SweepResult<DigitCandidate>> results = Sweep.Run(
            candidates,
            candidate => Train(candidate, training, validation, epochs),
            new SweepOptions { Team = team, Path = file, Columns = ["validation loss", "validation accuracy"] },
            result => Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{result.Index,2}: {result.Candidate}: loss {result.Values[0]:F4}, accuracy {result.Values[1]:F4}")));
        SweepResult<DigitCandidate> best = results.MinBy(result => result.Values[0])!;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{results.Count} trainings took {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"best: {best.Candidate}, accuracy {best.Values[1]:F4}"));
        string numbers = string.Join(' ', results.SelectMany(result => result.Values).Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
        Console.WriteLine($"hash {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(numbers)))}");
    }

    private static double[] Train(DigitCandidate candidate, DataSet<float> training, DataSet<float> validation, int epochs)
    {
        var net = new DigitNet(candidate.Seed);
        EpochResult last = Trainer.Fit(net, training, new TrainingOptions
        {
            Epochs = epochs,
            Optimizer = new Adam(candidate.LearningRate),
            WeightDecay = candidate.WeightDecay,
            Seed = candidate.Seed,
            Validation = validation,
        })[^1];
        return [last.ValidationLoss!.Value, last.ValidationAccuracy!.Value];
    }
}

using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CompiledNet.Mpi.Tests.Program;

/// <summary>What the processes train.</summary>
internal static class Work
{
    /// <summary>What can be trained.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["dense", "normed", "recurrent"];

    /// <summary>Samples of four classes.</summary>
    public static DataSet<float> Samples(int count, int seed = 5)
    {
#pragma warning disable CA5394 // Reproducible, not secret.
        var random = new Random(seed);
        var inputs = new float[16 * count];
        var classes = new int[count];
        for (int i = 0; i < count; i++)
        {
            classes[i] = random.Next(4);
            for (int j = 0; j < 16; j++)
            {
                inputs[(16 * i) + j] = (float)(random.NextDouble() - 0.5 + (j % 4 == classes[i] ? 0.4 : 0));
            }
        }
#pragma warning restore CA5394
        return new DataSet<float>(inputs, 16, classes, 4);
    }

    /// <summary>Recordings of an echo.</summary>
    public static SequenceRecording<float>[] Recordings() =>
    [
        .. Enumerable.Range(1, 3).Select(i =>
        {
            float[] input = [.. Enumerable.Range(0, 200 + (30 * i)).Select(n => MathF.Sin(0.1f * i * n))];
            return new SequenceRecording<float>(input, input.Select((x, n) => (0.5f * x) + (n > 1 ? 0.25f * input[n - 2] : 0)).ToArray());
        }),
    ];

    /// <summary>Trains, and returns a hash of every bit that came out of it.</summary>
    public static string Train(string kind, TrainingTeam team) => kind switch
    {
        "dense" => HashOf(new DenseNet(1), net => Trainer.Fit(net, Samples(500), Options(team))),
        "normed" => HashOf(new NormedNet(1), net => Trainer.Fit(net, Samples(500), Options(team))),
        "recurrent" => HashOf(new RecurrentNet(1), net => Trainer.Fit(
            net, Recordings(), new RecordingWindows { Steps = 16, CarriesState = true }, new TrainingOptions { Epochs = 2, BatchSize = 12, Team = team })),
        _ => throw new ArgumentException($"There is no training '{kind}'.", nameof(kind)),
    };

    public static TrainingOptions Options(TrainingTeam team) => new()
    {
        Team = team,
        Epochs = 4,
        BatchSize = 64,
        ValidationFraction = 0.2,
        Metrics = [Metric.RSquared],
        Patience = 3,
    };

    /// <summary>The hash of parameters and history.</summary>
    public static string HashOf<T>(INetwork<T> network, IEnumerable<EpochResult> history)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(network.Parameters));
        foreach (EpochResult epoch in history)
        {
            string numbers = string.Create(
                CultureInfo.InvariantCulture,
                $"{epoch.TrainingLoss:R} {epoch.TrainingAccuracy:R} {epoch.ValidationLoss:R} {epoch.ValidationAccuracy:R} {epoch.LearningRate:R} ");
            hash.AppendData(MemoryMarshal.AsBytes(numbers.AsSpan()));
            foreach (MetricValue metric in epoch.Metrics)
            {
                hash.AppendData(MemoryMarshal.AsBytes(string.Create(CultureInfo.InvariantCulture, $"{metric.Training:R} {metric.Validation:R} ").AsSpan()));
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static string HashOf<TNetwork>(TNetwork network, Func<TNetwork, TrainingHistory> fit)
        where TNetwork : INetwork<float> => HashOf<float>(network, fit(network));
}

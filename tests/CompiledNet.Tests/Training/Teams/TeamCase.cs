using System.Numerics;
using CompiledNet.Tests.Networks;

namespace CompiledNet.Tests.Training.Teams;

/// <summary>What came out of a training.</summary>
/// <param name="Parameters">The bits of the parameters.</param>
/// <param name="History">Every number of every epoch but its time, and how the training ended.</param>
internal sealed record TeamOutcome(string Parameters, string History);

/// <summary>Trainings by teams of any size, or without a team.</summary>
internal static class TeamCase
{
    private static readonly int[] s_steps = [80, 47, 120];

    /// <summary>The trainings, by name.</summary>
    public static Dictionary<string, Func<TrainingTeam?, int, TeamOutcome>> All { get; } = new()
    {
        ["dense"] = (team, shards) => Train(
            new PointsNet(3), TrainingData.Points(100), new TrainingOptions { Team = team, Shards = shards, Epochs = 3, BatchSize = 24 }),
        ["batch norm, dropout, validation, patience"] = (team, shards) => Train(new NormedPointsNet(3), TrainingData.Points(100), new TrainingOptions
        {
            Team = team,
            Shards = shards,
            Epochs = 8,
            BatchSize = 40,
            ValidationFraction = 0.25,
            Metrics = [Metric.TopAccuracy(2), Metric.RSquared, Metric.MeanAbsoluteError],
            Monitor = Metric.Accuracy,
            Patience = 2,
            ReduceOnPlateau = new ReduceOnPlateau { Patience = 0 },
            ClipNorm = 0.5,
        }),
        ["images on two threads"] = (team, shards) => Train(new TeamImageNet(3), Images(70), new TrainingOptions
        {
            Team = team,
            Shards = shards,
            Epochs = 2,
            BatchSize = 32,
            Threads = 2,
            Augmentation = new ImageAugmentation(4, 4, 1) { Shift = 1 },
            Optimizer = new Sgd(0.1, momentum: 0.9),
        }),
        ["weights, clipping, decay, a schedule"] = (team, shards) => Train(new PointsNet(3), TrainingData.Points(100), new TrainingOptions
        {
            Team = team,
            Shards = shards,
            Epochs = 3,
            BatchSize = 30,
            SampleWeights = Enumerable.Range(0, 100).Select(i => 0.5 + (i % 3)).ToArray(),
            ClassWeights = [1, 2, 0.5],
            ClipNorm = 0.5,
            WeightDecay = 0.01,
            Schedule = LearningRateSchedule.CosineDecay().WithWarmup(3),
        }),
        ["batches smaller than shards"] = (team, shards) => Train(
            new NormedPointsNet(3), TrainingData.Points(23), new TrainingOptions { Team = team, Shards = shards, Epochs = 2, BatchSize = 5 }),
        ["regression in double precision"] = (team, shards) => Train(new TeamRegressionNet(3), Curve(90), new TrainingOptions
        {
            Team = team,
            Shards = shards,
            Epochs = 3,
            BatchSize = 25,
            Validation = Curve(41),
            Metrics = [Metric.RSquared, Metric.RootMeanSquaredError],
            Optimizer = new RmsProp(0.01),
        }),
        ["a stream"] = (team, shards) => Train(new NormedPointsNet(3), net => Trainer.Fit(net, Stream(), new TrainingOptions
        {
            Team = team,
            Shards = shards,
            Epochs = 3,
            BatchSize = 20,
            ClassWeights = [1, 2, 0.5],
            Validation = TrainingData.Points(30, stream: 2),
        })),
        ["recordings"] = (team, shards) => Train(new TeamRecurrentNet(3), net => Trainer.Fit(
            net,
            Recordings(),
            new RecordingWindows { Steps = 8, WarmUp = 3 },
            new TrainingOptions { Team = team, Shards = shards, Epochs = 2, BatchSize = 10 },
            Recordings()[..2])),
        ["recordings that carry their state"] = (team, shards) => Train(new TeamRecurrentNet(3), net => Trainer.Fit(
            net,
            Recordings(),
            new RecordingWindows { Steps = 5, CarriesState = true },
            new TrainingOptions { Team = team, Shards = shards, Epochs = 2, BatchSize = 11 },
            Recordings()[..3])),
    };

    public static TeamOutcome Train<T>(INetwork<T> network, DataSet<T> data, TrainingOptions options)
        where T : unmanaged, IFloatingPointIeee754<T> => OutcomeOf(network, Trainer.Fit(network, data, options));

    public static TeamOutcome OutcomeOf<T>(INetwork<T> network, TrainingHistory history)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var csv = new StringWriter { NewLine = "\n" };
        history.ToCsv(csv);
        IEnumerable<string> lines = csv.ToString().TrimEnd('\n').Split('\n').Select(line => line[..line.LastIndexOf(',')]);
        return new TeamOutcome(
            Convert.ToHexString(TestData.Bits<T>(network.Parameters)),
            $"{string.Join('\n', lines)}\n{history.StopReason}, best {history.Best?.Epoch}, restored {history.IsBestRestored}");
    }

    public static DataSet<float> Images(int count)
    {
        float[] pixels = TestData.Draw<float>(16 * count);
        return new DataSet<float>(pixels, 16, Enumerable.Range(0, count).Select(i => pixels[16 * i] > 0 ? 0 : 1 + (i % 2)).ToArray(), 3);
    }

    public static DataSet<double> Curve(int count)
    {
        double[] x = TestData.Draw<double>(2 * count);
        return new DataSet<double>(x, 2, [.. x.Chunk(2).SelectMany(p => new[] { p[0] * p[1], p[0] - (0.5 * p[1]) + 20 })], 2);
    }

    private static TeamOutcome Train(NormedPointsNet network, Func<NormedPointsNet, TrainingHistory> fit) => OutcomeOf(network, fit(network));

    private static TeamOutcome Train(TeamRecurrentNet network, Func<TeamRecurrentNet, TrainingHistory> fit) => OutcomeOf(network, fit(network));

    /// <summary>Batches of 20, 13 and 7 samples.</summary>
    public static IEnumerable<Batch<float>> Stream()
    {
        int stream = 0;
        foreach (int count in (int[])[20, 13, 7, 20])
        {
            DataSet<float> data = TrainingData.Points(count, stream++);
            float[] inputs = new float[2 * count];
            int[] classes = new int[count];
            for (int i = 0; i < count; i++)
            {
                data.InputOf(i).CopyTo(inputs.AsSpan(2 * i));
                classes[i] = data.ClassOf(i);
            }

            yield return new Batch<float>(inputs, classes);
        }
    }

    private static SequenceRecording<float>[] Recordings() =>
    [
        .. s_steps.Select((steps, i) =>
        {
            float[] input = TestData.Draw<float>(steps, i);
            return new SequenceRecording<float>(input, input.Select((x, n) => (0.5f * x) + (n > 0 ? 0.25f * input[n - 1] : 0)).ToArray());
        }),
    ];
}

using System.Numerics;
using CompiledNet.Tests.Files;

namespace CompiledNet.Tests.Training;

/// <summary>A training that can be run whole, and be stopped and resumed; and what came out of it, to be compared.</summary>
/// <param name="create">A new network of a seed.</param>
/// <param name="fit">Trains it.</param>
internal sealed class ResumeCase<T>(Func<long, INetwork<T>> create, Func<INetwork<T>, ResumeCase<T>.Outcome, string?, TrainingHistory> fit)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The seed of a training that nothing stops.</summary>
    private const long Seed = 3;

    /// <summary>Trains without a stop.</summary>
    public Outcome Whole() => Train(Seed, null);

    /// <summary>Trains, throws at a point, and goes on in a network that began elsewhere.</summary>
    /// <param name="stop">The point: after so many calls of callbacks, batches and epochs alike.</param>
    /// <param name="folder">For the file.</param>
    public Outcome Resumed(int stop, TemporaryFolder folder)
    {
        string path = folder["run"];
        var outcome = new Outcome();
        outcome.OnCall = state =>
        {
            if (outcome.Calls.Count == stop)
            {
                state.Save(path);
                throw new TimeoutException();
            }
        };
        Assert.Throws<TimeoutException>(() => fit(create(Seed), outcome, null));
        List<string> before = [.. outcome.Calls];
        outcome = Train(Seed + 1, path);
        outcome.Calls.InsertRange(0, before);
        return outcome;
    }

    private Outcome Train(long seed, string? path)
    {
        var outcome = new Outcome();
        INetwork<T> network = create(seed);
        TrainingHistory history = fit(network, outcome, path);
        outcome.Parameters = Networks.TestData.Bits<T>(network.Parameters);
        outcome.Add(history);
        return outcome;
    }

    /// <summary>Everything that a training does which another one must do too.</summary>
    public sealed class Outcome : TrainingCallback
    {
        public List<string> Calls { get; } = [];

        public Action<TrainingState>? OnCall { get; set; }

        public byte[] Parameters { get; set; } = [];

        /// <summary>That of the training, given by whoever runs it.</summary>
        public Optimizer? Optimizer { get; set; }

        /// <summary>The history without its times.</summary>
        public string[] Epochs { get; private set; } = [];

        public string End { get; private set; } = "";

        public byte[] OptimizerState
        {
            get
            {
                using var stream = new MemoryStream();
                Optimizer!.Save(stream);
                return stream.ToArray();
            }
        }

        public override void OnBatch(TrainingState state)
        {
            Calls.Add(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{state.Epoch}/{state.Epochs} {state.Batch}/{state.Batches} {state.Step} {state.Samples} {state.Loss:R} {state.LearningRate:R} {state.GradientNorm:R}"));
            OnCall?.Invoke(state);
        }

        public override void OnEpoch(TrainingState state, EpochResult result)
        {
            Calls.Add(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{state.Epoch} {state.Batch} {state.Step} {state.Samples} {state.Loss:R} {state.GradientNorm:R} {result.Epoch} {result.TrainingLoss:R}"));
            OnCall?.Invoke(state);
        }

        public void Add(TrainingHistory history)
        {
            using var csv = new StringWriter { NewLine = "\n" };
            history.ToCsv(csv);
            Epochs = [.. csv.ToString().TrimEnd('\n').Split('\n').Select(line => line[..line.LastIndexOf(',')])];
            End = $"{history.StopReason}, best {history.Best?.Epoch}, restored {history.IsBestRestored}";
        }

        public void AssertIs(Outcome expected)
        {
            Assert.Equal(expected.Epochs, Epochs);
            Assert.Equal(expected.End, End);
            Assert.Equal(expected.Calls, Calls);
            Assert.Equal(expected.Parameters, Parameters);
            Assert.Equal(expected.OptimizerState, OptimizerState);
        }
    }
}

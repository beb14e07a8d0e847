using System.Globalization;

namespace CompiledNet.Mpi.Tests.Program;

/// <summary>What processes do, well or badly. What each of them says of itself goes to Console.Error, which is not discarded.</summary>
internal static class Jobs
{
    private const int LongEpochs = 120;

    /// <summary>A training that takes some seconds, saves after every epoch, and goes on where it was.</summary>
    public static string Long(TrainingTeam team, string path)
    {
        Console.Error.WriteLine($"process {team.Rank} is {Environment.ProcessId}");
        var network = new NormedNet(1);
        TrainingHistory history = Trainer.Fit(network, Work.Samples(4000), new TrainingOptions
        {
            Team = team,
            Epochs = LongEpochs,
            BatchSize = 64,
            ValidationFraction = 0.2,
            ResumeFrom = File.Exists(path) ? path : null,
            Callbacks =
            [
                TrainingCallback.AfterEpoch((state, _) =>
                {
                    state.Save(path);
                    Console.WriteLine($"epoch {state.Epoch}");
                }),
            ],
        });
        return Work.HashOf(network, history);
    }

    public static int Throw(TrainingTeam team, int rank, string where)
    {
        bool throws = team.Rank == rank;
        if (throws && where == "before")
        {
            throw new TimeoutException("Before the training.");
        }

        Trainer.Fit(new DenseNet(1), Work.Samples(500), new TrainingOptions
        {
            Team = team,
            Epochs = 20,
            Augmentation = new Failing(throws && where == "step" ? 1000 : -1),
        });
        return throws && where == "after" ? throw new TimeoutException("After the training.") : 0;
    }

    /// <summary>Returns an exit code while the others train.</summary>
    public static int Exit(TrainingTeam team, int rank)
    {
        if (team.Rank == rank)
        {
            return 7;
        }

        Trainer.Fit(new DenseNet(1), Work.Samples(500), new TrainingOptions { Team = team, Epochs = 10_000 });
        return 0;
    }

    /// <summary>One process is cancelled in the middle; all report the same parameters.</summary>
    public static int Cancel(TrainingTeam team)
    {
        using var source = new CancellationTokenSource();
        var network = new NormedNet(1);
        if (team.Rank == team.Size - 1)
        {
            source.CancelAfter(TimeSpan.FromMilliseconds(500));
        }

        try
        {
            Trainer.Fit(network, Work.Samples(500), new TrainingOptions { Team = team, Epochs = 100_000 }, source.Token);
            return 1;
        }
        catch (OperationCanceledException)
        {
            return Tell(team, $"parameters {Work.HashOf(network, [])}");
        }
    }

    /// <summary>One sample is NaN, which one process alone sees.</summary>
    public static int StopAtNaN(TrainingTeam team)
    {
        DataSet<float> samples = Work.Samples(500);
        float[] inputs = [.. Enumerable.Range(0, 500).SelectMany(i => samples.InputOf(i).ToArray())];
        int[] classes = [.. Enumerable.Range(0, 500).Select(samples.ClassOf)];
        inputs[16 * 430] = float.NaN;
        try
        {
            Trainer.Fit(new DenseNet(1), new DataSet<float>(inputs, 16, classes, 4), new TrainingOptions { Team = team });
            return 1;
        }
        catch (TrainingDivergedException exception)
        {
            return Tell(team, exception.Message);
        }
    }

    public static int DifferInData(TrainingTeam team)
    {
        try
        {
            Trainer.Fit(new DenseNet(1), Work.Samples(500, seed: team.Rank), new TrainingOptions { Team = team });
            return 1;
        }
        catch (InvalidOperationException exception)
        {
            return Tell(team, exception.Message);
        }
    }

    /// <summary>Tells how many bytes each process allocates in the steps of an epoch.</summary>
    public static int CountAllocations(TrainingTeam team)
    {
        var meter = new Meter();
        Trainer.Fit(new NormedNet(1), Work.Samples(640), new TrainingOptions { Team = team, Epochs = 5, BatchSize = 32, Schedule = meter });
        return Tell(team, $"{meter.Allocated[79] - meter.Allocated[60]} bytes");
    }

    public static int RunSweep(TrainingTeam team, string path)
    {
        IReadOnlyList<SweepResult<int>> results = Sweep.Run(
            [.. Enumerable.Range(0, 12)],
            seed =>
            {
                Thread.Sleep(20);
                Console.Error.WriteLine($"process {team.Rank} trains {seed}");
                TrainingHistory history = Trainer.Fit(new DenseNet(seed), Work.Samples(100), new TrainingOptions { Epochs = 2 });
                return [history[^1].TrainingLoss];
            },
            new SweepOptions { Team = team, Path = path });
        return Tell(team, string.Join(' ', results.Select(result => result.Values[0].ToString("R", CultureInfo.InvariantCulture))));
    }

    /// <summary>.NET makes an exception of SIGSEGV, unless a library has taken it.</summary>
    public static int Dereference(TrainingTeam team)
    {
        try
        {
            string? text = Environment.GetEnvironmentVariable("NO_SUCH_VARIABLE");
            return text!.Length;
        }
        catch (NullReferenceException)
        {
            return Tell(team, "caught");
        }
    }

    private static int Tell(TrainingTeam team, string text)
    {
        Console.Error.WriteLine($"process {team.Rank}: {text}");
        return 0;
    }

    private sealed class Failing(int call) : Augmentation
    {
        private int _calls;

        public override void Apply<T>(Span<T> input, Random random)
        {
            if (++_calls == call)
            {
                throw new TimeoutException("In the middle of a step.");
            }
        }
    }

    // Every process asks for the rate of every step.
    private sealed class Meter : LearningRateSchedule
    {
        public List<long> Allocated { get; } = new(1000);

        public override double RateAt(SchedulePoint point)
        {
            Allocated.Add(GC.GetAllocatedBytesForCurrentThread());
            return point.BaseRate;
        }
    }
}

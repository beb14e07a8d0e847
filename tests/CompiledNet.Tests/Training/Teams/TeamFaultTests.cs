using CompiledNet.Tests.Files;

namespace CompiledNet.Tests.Training.Teams;

/// <summary>What ends the training in one process ends it in all, at the same step.</summary>
public sealed class TeamFaultTests
{
    private const int Size = 3;

    [Fact]
    public void A_sample_that_is_NaN_stops_all_at_the_same_step_and_is_named_by_all()
    {
        var points = new float[200];
        points[2 * 71] = float.NaN;
        var data = new DataSet<float>(points, 2, new int[100], 3);
        (string Message, byte[] Parameters)[] ends = LocalTeam.Run(Size, team =>
        {
            var network = new PointsNet(3);
            TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(
                () => Trainer.Fit(network, data, new TrainingOptions { Team = team, BatchSize = 20, Shuffle = false }));
            Assert.Equal(4, error.Batch);
            return (error.Message, Networks.TestData.Bits<float>(network.Parameters));
        });
        Assert.Contains("input 0 of sample 71 is NaN", ends[0].Message, StringComparison.Ordinal);
        Assert.All(ends, end => Assert.Equal(ends[0].Message, end.Message));
        Assert.All(ends, end => Assert.Equal(Networks.TestData.Bits<float>(new PointsNet(3).Parameters), end.Parameters));
    }

    [Fact]
    public void Cancellation_of_one_stops_all_after_the_same_whole_step()
    {
        byte[] expected = ParametersAfter(5);
        (byte[] Parameters, Exception? Error)[] ends = LocalTeam.RunAll(Size, team =>
        {
            var network = new NormedPointsNet(3);
            using var source = new CancellationTokenSource();
            CancellationToken token = source.Token;
            var options = new TrainingOptions
            {
                Team = team,
                BatchSize = 20,
                Callbacks = [TrainingCallback.AfterBatch(state => { if (state.Step == 5) { source.Cancel(); } })],
            };
            OperationCanceledException error = Assert.Throws<OperationCanceledException>(() => Trainer.Fit(network, TrainingData.Points(100), options, token));
            Assert.Equal(team.Rank == 0, error.CancellationToken == token);
            return Networks.TestData.Bits<float>(network.Parameters);
        });
        Assert.All(ends, end => Assert.Null(end.Error));
        Assert.All(ends, end => Assert.Equal(expected, end.Parameters));
    }

    [Fact]
    public void An_exception_of_a_callback_reaches_all()
    {
        (bool Result, Exception? Error)[] ends = LocalTeam.RunAll(Size, team =>
        {
            Trainer.Fit(new PointsNet(3), TrainingData.Points(100), new TrainingOptions
            {
                Team = team,
                Callbacks = [TrainingCallback.AfterEpoch((_, _) => throw new IOException("The disk is full."))],
            });
            return true;
        });
        Assert.IsType<IOException>(ends[0].Error);
        Assert.All(ends[1..], end => Assert.Equal(
            "Process 0 of 3 failed, and so the training ends in all. IOException: The disk is full.",
            Assert.IsType<InvalidOperationException>(end.Error).Message));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void An_exception_in_the_middle_of_a_step_reaches_all(int failing)
    {
        (byte[] Parameters, Exception? Error)[] ends = LocalTeam.RunAll(Size, team =>
        {
            int calls = 0;
            Trainer.Fit(new PointsNet(3), TrainingData.Points(100), new TrainingOptions
            {
                Team = team,
                BatchSize = 20,
                Augmentation = new Failing(() => team.Rank == failing && ++calls == 40),
            });
            return Array.Empty<byte>();
        });
        Assert.IsType<TimeoutException>(ends[failing].Error);
        Assert.All(ends.Where((_, rank) => rank != failing), end => Assert.StartsWith(
            $"Process {failing} of 3 failed", Assert.IsType<InvalidOperationException>(end.Error).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void An_exception_before_the_first_step_reaches_all()
    {
        (bool Result, Exception? Error)[] ends = LocalTeam.RunAll(Size, team =>
        {
            DataSet<float> data = team.Rank == 1 ? TeamCase.Images(10) : TrainingData.Points(100);
            Trainer.Fit(new PointsNet(3), data, new TrainingOptions { Team = team });
            return true;
        });
        Assert.IsType<ArgumentException>(ends[1].Error);
        Assert.Contains("ArgumentException: data has 16 inputs", ends[0].Error!.Message, StringComparison.Ordinal);
        Assert.Equal(ends[0].Error!.Message, ends[2].Error!.Message);
    }

    [Fact]
    public void An_exception_of_a_stream_reaches_all()
    {
        (bool Result, Exception? Error)[] ends = LocalTeam.RunAll(Size, team =>
        {
            IEnumerable<Batch<float>> source = team.Rank == 2 ? TeamCase.Stream().Select((batch, i) => i == 2 ? throw new IOException() : batch) : TeamCase.Stream();
            Trainer.Fit(new PointsNet(3), source, new TrainingOptions { Team = team });
            return true;
        });
        Assert.IsType<IOException>(ends[2].Error);
        Assert.All(ends[..2], end => Assert.IsType<InvalidOperationException>(end.Error));
    }

    [Fact]
    public async Task So_does_one_of_an_asynchronous_stream()
    {
        (TrainingHistory Result, Exception? Error)[] ends = await Task.Run(() => LocalTeam.RunAll(Size, team => Trainer.FitAsync(
            new PointsNet(3), Asynchronous(fails: team.Rank == 1), new TrainingOptions { Team = team }).GetAwaiter().GetResult()));
        Assert.IsType<IOException>(ends[1].Error);
        Assert.IsType<InvalidOperationException>(ends[0].Error);
        Assert.IsType<InvalidOperationException>(ends[2].Error);
    }

    [Theory]
    [InlineData("data", "another training set")]
    [InlineData("longer data", "another training set")]
    [InlineData("validation", "another validation set")]
    [InlineData("options", "other options")]
    [InlineData("epochs", "other options")]
    [InlineData("network", "another network or other parameters")]
    [InlineData("optimizer", "another optimizer")]
    [InlineData("stream", "a batch of 13 samples")]
    [InlineData("end of stream", "no more batches")]
    public void What_differs_between_processes_is_refused_by_all(string what, string message)
    {
        (bool Result, Exception? Error)[] ends = LocalTeam.RunAll(Size, team =>
        {
            bool isOdd = team.Rank == 2;
            var options = new TrainingOptions
            {
                Team = team,
                Epochs = isOdd && what == "epochs" ? 3 : 2,
                Seed = isOdd && what == "options" ? 1 : 0,
                Optimizer = isOdd && what == "optimizer" ? new Adam(beta1: 0.8) : new Adam(),
                Validation = TrainingData.Points(20, isOdd && what == "validation" ? 2 : 1),
            };
            var network = new PointsNet(isOdd && what == "network" ? 4 : 3);
            if (what.Contains("stream", StringComparison.Ordinal))
            {
                IEnumerable<Batch<float>> stream = TeamCase.Stream();
                Trainer.Fit(network, !isOdd ? stream : what == "stream" ? stream.Skip(1) : stream.Take(2), options);
            }
            else
            {
                int count = isOdd && what == "longer data" ? 101 : 100;
                Trainer.Fit(network, TrainingData.Points(count, isOdd && what == "data" ? 2 : 1), options);
            }

            return true;
        });
        Assert.All(ends, end => Assert.Contains(message, Assert.IsType<InvalidOperationException>(end.Error).Message, StringComparison.Ordinal));
        Assert.All(ends, end => Assert.Contains("process 2", end.Error!.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void More_processes_than_shards_are_refused()
    {
        (bool Result, Exception? Error)[] ends = LocalTeam.RunAll(Size, team =>
        {
            Trainer.Fit(new PointsNet(3), TrainingData.Points(100), new TrainingOptions { Team = team, Shards = 2 });
            return true;
        });
        Assert.All(ends, end => Assert.Contains("Set Shards = 4", Assert.IsType<ArgumentException>(end.Error).Message, StringComparison.Ordinal));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { Shards = 0 });
    }

    [Fact]
    public void A_metric_that_cannot_be_combined_is_refused_before_the_first_step()
    {
        NotSupportedException error = Assert.Throws<NotSupportedException>(() => Trainer.Fit(
            new PointsNet(3), TrainingData.Points(100), new TrainingOptions { Team = TrainingTeam.Alone, Metrics = [new Uncombined()] }));
        Assert.Contains("does not override Combine", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_first_process_calls_callbacks_and_all_follow_them()
    {
        TeamOutcome Train(TrainingTeam team, List<string> calls)
        {
            var options = new TrainingOptions { Epochs = 6, BatchSize = 20, Optimizer = new Sgd(0.1), Team = team };
            return TeamCase.Train(new NormedPointsNet(3), TrainingData.Points(100), Followed(options, calls));
        }

        var alone = new List<string>();
        TeamOutcome expected = Train(TrainingTeam.Alone, alone);
        Assert.Contains("Callback", expected.History, StringComparison.Ordinal);
        (TeamOutcome Outcome, List<string> Calls)[] members = LocalTeam.Run(Size, team =>
        {
            var calls = new List<string>();
            return (Train(team, calls), calls);
        });
        Assert.All(members, member => Assert.Equal(expected, member.Outcome));
        Assert.Equal(alone, members[0].Calls);
        Assert.All(members[1..], member => Assert.Empty(member.Calls));
    }

    [Theory]
    [InlineData(3, 2, 4)]
    [InlineData(7, 4, 1)]
    [InlineData(6, 1, 3)]
    [InlineData(12, 3, 2)]
    public void A_training_resumes_with_another_number_of_processes(int stop, int before, int after)
    {
        using var folder = new TemporaryFolder();
        string path = folder["run"];
        TrainingOptions Options(TrainingTeam team, string? resumed, params TrainingCallback[] callbacks) => new()
        {
            Team = team,
            Epochs = 3,
            BatchSize = 20,
            ValidationFraction = 0.2,
            Metrics = [Metric.RSquared],
            ResumeFrom = resumed,
            Callbacks = callbacks,
        };

        TeamOutcome expected = TeamCase.Train(new NormedPointsNet(3), TrainingData.Points(100), Options(TrainingTeam.Alone, null));
        LocalTeam.RunAll(before, team => TeamCase.Train(new NormedPointsNet(3), TrainingData.Points(100), Options(
            team, null, TrainingCallback.AfterBatch(state =>
            {
                if (state.Step == stop)
                {
                    state.Save(path);
                    throw new TimeoutException();
                }
            }))));
        TeamOutcome[] ends = LocalTeam.Run(
            after, team => TeamCase.Train(new NormedPointsNet(4), TrainingData.Points(100), Options(team, path)));
        Assert.All(ends, end => Assert.Equal(expected, end));
    }

    [Fact]
    public void A_training_does_not_resume_with_other_shards_or_without_a_team()
    {
        using var folder = new TemporaryFolder();
        void Train(TrainingTeam? team, int shards, string? from, string to) => Trainer.Fit(new PointsNet(3), TrainingData.Points(50), new TrainingOptions
        {
            Team = team,
            Shards = shards,
            Epochs = from is null ? 1 : 2,
            ResumeFrom = from,
            Callbacks = [TrainingCallback.AfterEpoch((state, _) => state.Save(to))],
        });

        string ofTeam = folder["team"];
        string plain = folder["plain"];
        Train(TrainingTeam.Alone, 8, null, ofTeam);
        Train(null, 8, null, plain);
        Assert.Contains("Shards = 8; 4 was expected", Assert.Throws<NetworkFileException>(
            () => Train(TrainingTeam.Alone, 4, ofTeam, folder["x"])).Message, StringComparison.Ordinal);
        Assert.Contains("Shards = 8; none was expected", Assert.Throws<NetworkFileException>(
            () => Train(null, 8, ofTeam, folder["x"])).Message, StringComparison.Ordinal);
        Assert.Contains("Shards = none; 8 was expected", Assert.Throws<NetworkFileException>(
            () => Train(TrainingTeam.Alone, 8, plain, folder["x"])).Message, StringComparison.Ordinal);
        Train(TrainingTeam.Alone, 8, ofTeam, folder["x"]);
        Train(null, 8, plain, folder["x"]);
    }

    // Stops in the middle of epoch 4, and halves the rate after step 7.
    private static TrainingOptions Followed(TrainingOptions options, List<string> calls) => new()
    {
        Team = options.Team,
        Epochs = options.Epochs,
        BatchSize = options.BatchSize,
        Optimizer = options.Optimizer,
        Progress = new Telling(calls),
        Callbacks =
        [
            TrainingCallback.AfterBatch(state =>
            {
                calls.Add($"{state.Step} {state.Samples} {state.LearningRate}");
                if (state.Step == 7)
                {
                    options.Optimizer!.LearningRate /= 2;
                }

                if (state.Step == 17)
                {
                    state.Stop();
                }
            }),
        ],
    };

    private static byte[] ParametersAfter(int steps)
    {
        var network = new NormedPointsNet(3);
        Trainer.Fit(network, TrainingData.Points(100), new TrainingOptions
        {
            Team = TrainingTeam.Alone,
            BatchSize = 20,
            Callbacks = [TrainingCallback.AfterBatch(state => { if (state.Step == steps) { state.Stop(); } })],
        });
        return Networks.TestData.Bits<float>(network.Parameters);
    }

    private static async IAsyncEnumerable<Batch<float>> Asynchronous(bool fails)
    {
        await Task.Yield();
        foreach (Batch<float> batch in TeamCase.Stream())
        {
            yield return batch;
            if (fails)
            {
                throw new IOException();
            }
        }
    }

    private sealed class Telling(List<string> calls) : IProgress<EpochResult>
    {
        public void Report(EpochResult value) => calls.Add($"epoch {value.Epoch}");
    }

    private sealed class Failing(Func<bool> isTime) : Augmentation
    {
        public override void Apply<T>(Span<T> input, Random random)
        {
            if (isTime())
            {
                throw new TimeoutException();
            }
        }
    }

    private sealed class Uncombined : Metric
    {
        public override string Name => "uncombined";

        public override MetricAccumulator<T> CreateAccumulator<T>(MetricContext context) => new Accumulator<T>();

        private sealed class Accumulator<T> : MetricAccumulator<T>
            where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        {
            public override double? Value => 0;

            public override void Reset()
            {
            }

            public override void Add(in MetricBatch<T> batch)
            {
            }
        }
    }
}

using System.Globalization;
using CompiledNet.Tests.Files;

namespace CompiledNet.Tests.Training.Teams;

/// <summary>Independent trainings, dealt out to processes.</summary>
public sealed class SweepTests
{
    private static readonly Candidate[] s_candidates = [.. Enumerable.Range(0, 24).Select(i => new Candidate(0.01 * (1 + (i / 4)), i % 4))];

    private static readonly string[] s_columns = ["loss", "accuracy"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_candidate_is_trained_once_and_all_processes_have_all_results_in_order(int size)
    {
        using var folder = new TemporaryFolder();
        int trained = 0;
        int told = 0;
        var busy = new bool[size];
        IReadOnlyList<SweepResult<Candidate>>[] members = LocalTeam.Run(size, team => Sweep.Run(
            s_candidates,
            candidate =>
            {
                Interlocked.Increment(ref trained);
                busy[team.Rank] = true;
                return TrainSlowly(candidate);
            },
            new SweepOptions { Team = team, Path = folder["sweep.csv"], Columns = s_columns },
            _ => Interlocked.Increment(ref told)));
        Assert.Equal(24, trained);
        Assert.Equal(24, told);
        Assert.All(busy, Assert.True);
        foreach (IReadOnlyList<SweepResult<Candidate>> results in members)
        {
            Assert.Equal(s_candidates, results.Select(result => result.Candidate));
            Assert.Equal(Enumerable.Range(0, 24), results.Select(result => result.Index));
            Assert.All(results, result => Assert.Equal(Train(result.Candidate), result.Values));
            Assert.All(results, result => Assert.Null(result.Failure));
        }

        string[] lines = File.ReadAllLines(folder["sweep.csv"]);
        Assert.Equal("index,candidate,loss,accuracy,failure", lines[0]);
        Assert.Equal(25, lines.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_sweep_goes_on_where_it_stopped(int size)
    {
        using var folder = new TemporaryFolder();
        string path = folder["sweep.csv"];
        int trained = 0;
        var options = new SweepOptions { Path = path, Columns = s_columns };
        Assert.Throws<TimeoutException>(() => Sweep.Run(
            s_candidates, candidate => ++trained == 10 ? throw new TimeoutException() : Train(candidate), options));
        Assert.Equal(10, File.ReadAllLines(path).Length);

        // The process was killed in the middle of a line.
        File.AppendAllText(path, "20,\"Candi");
        trained = 0;
        IReadOnlyList<SweepResult<Candidate>> results = LocalTeam.Run(size, team => Sweep.Run(
            s_candidates,
            candidate =>
            {
                Interlocked.Increment(ref trained);
                return Train(candidate);
            },
            new SweepOptions { Team = team, Path = path, Columns = s_columns }))[0];
        Assert.Equal(15, trained);
        Assert.All(results, result => Assert.Equal(Train(result.Candidate), result.Values));
        Assert.Equal(25, File.ReadAllLines(path).Length);
    }

    [Fact]
    public void A_training_that_diverges_is_a_result()
    {
        using var folder = new TemporaryFolder();
        string[] names = ["a \"b\", c", "\"x\"", "line\nbreak"];
        for (int run = 0; run < 2; run++)
        {
            IReadOnlyList<SweepResult<string>> results = Sweep.Run(
                names,
                name => name == names[1] && run == 0 ? [Diverging()] : run == 0 ? [1 / 3.0] : throw new InvalidOperationException("It was trained."),
                new SweepOptions { Path = folder["sweep.csv"] });
            Assert.Equal([1 / 3.0, double.NaN, 1 / 3.0], results.Select(result => result.Values[0]));
            Assert.StartsWith("The loss became NaN", results[1].Failure, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void An_exception_in_one_process_ends_the_sweep_in_all(int failing)
    {
        using var folder = new TemporaryFolder();
        (bool Result, Exception? Error)[] ends = LocalTeam.RunAll(3, team =>
        {
            Sweep.Run(
                s_candidates,
                candidate => team.Rank == failing ? throw new IOException("No memory.") : TrainSlowly(candidate),
                new SweepOptions { Team = team, Path = folder["sweep.csv"], Columns = s_columns });
            return true;
        });
        Assert.All(ends, end => Assert.NotNull(end.Error));
        Assert.IsType<IOException>(ends[failing].Error);
        Assert.All(ends.Where((_, rank) => rank != failing), end => Assert.Contains(
            "IOException: No memory.", Assert.IsType<InvalidOperationException>(end.Error).Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Cancellation_of_one_process_ends_the_sweep_in_all(int cancelled)
    {
        (bool Result, Exception? Error)[] ends = LocalTeam.RunAll(3, team =>
        {
            using var source = new CancellationTokenSource();
            Sweep.Run(
                s_candidates,
                candidate =>
                {
                    if (team.Rank == cancelled)
                    {
                        source.Cancel();
                    }

                    return TrainSlowly(candidate);
                },
                new SweepOptions { Team = team, Columns = s_columns },
                cancellationToken: source.Token);
            return true;
        });
        Assert.All(ends, end => Assert.IsType<OperationCanceledException>(end.Error));
    }

    [Fact]
    public void Other_candidates_are_refused()
    {
        (bool Result, Exception? Error)[] ends = LocalTeam.RunAll(2, team =>
        {
            Sweep.Run(s_candidates[team.Rank..], Train, new SweepOptions { Team = team, Columns = s_columns });
            return true;
        });
        Assert.All(ends, end => Assert.Contains("other candidates", Assert.IsType<InvalidOperationException>(end.Error).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_of_another_sweep_is_refused_and_stays_as_it_is()
    {
        using var folder = new TemporaryFolder();
        string path = folder["sweep.csv"];
        Sweep.Run(s_candidates, Train, new SweepOptions { Path = path, Columns = s_columns });
        string before = File.ReadAllText(path);
        string Refused(IReadOnlyList<Candidate> candidates, params string[] columns) => Assert.Throws<InvalidDataException>(
            () => Sweep.Run(candidates, Train, new SweepOptions { Path = path, Columns = columns })).Message;

        Assert.Contains("Give another Path", Refused(s_candidates, "loss", "error"), StringComparison.Ordinal);
        Assert.Contains("Line 2 of", Refused([.. s_candidates.Reverse()], s_columns), StringComparison.Ordinal);
        Assert.Contains("one below 3 was expected", Refused(s_candidates[..3], s_columns), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(path));
        File.WriteAllText(path, before.Replace("\n7,", "\nseven,", StringComparison.Ordinal));
        Assert.Contains("Line 9 of", Refused(s_candidates, s_columns), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_meant_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new SweepOptions { Columns = [] });
        Assert.Throws<ArgumentException>(() => new SweepOptions { Columns = ["a,b"] });
        ArgumentException error = Assert.Throws<ArgumentException>(() => Sweep.Run([1], _ => [1, 2]));
        Assert.StartsWith("train returned 2 numbers for candidate 0; 1 were expected", error.Message, StringComparison.Ordinal);
        Assert.Empty(Sweep.Run(Array.Empty<int>(), _ => [1]));
    }

    private static double[] Train(Candidate candidate) => [candidate.Rate * candidate.Seed, 1 / (candidate.Rate + candidate.Seed)];

    // So that each process gets something to do.
    private static double[] TrainSlowly(Candidate candidate)
    {
        Thread.Sleep(5);
        return Train(candidate);
    }

    private static double Diverging()
    {
        var data = new DataSet<float>((float[])[float.NaN, 1], 2, (int[])[0], 3);
        return Trainer.Fit(new PointsNet(1), data, new TrainingOptions()).Best!.TrainingLoss;
    }

    private sealed record Candidate(double Rate, int Seed)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"rate {Rate}, seed {Seed}");
    }
}

using System.Diagnostics;
using System.Globalization;
using CompiledNet;
using CompiledNet.Mpi;
using Fashion;

namespace Cluster;

/// <summary>How long a step takes and what of it is communication, and how long gradients of a size take to be exchanged.</summary>
internal static class Measurement
{
    private const int BatchSize = 1024;
    private const int Batches = 16;
    private const int Runs = 40;

    /// <summary>Measures, and prints the least of several runs.</summary>
    public static void Run(TrainingTeam team)
    {
        Console.WriteLine(team is MpiTeam mpi ? $"{mpi.Library.Split('\n')[0]}, {team.Size} processes" : "one process");
        MeasureSteps(team);
        if (team.Size > 1)
        {
            MeasureExchange(team);
        }
    }

    private static void MeasureSteps(TrainingTeam team)
    {
        DataSet<float> data = Samples();
        (double step, double communication) = StepOf(team, data);
        Print($"784-128-10, batch {BatchSize}: {step * 1e3:F3} ms a step, {communication * 1e3:F3} ms of it in communication, waiting included");
        if (team.Size > 1)
        {
            return;
        }

        Print($"without a team: {StepOf(null, data).Step * 1e3:F3} ms a step");
        foreach (int size in (int[])[2, 4, 8])
        {
            (step, communication) = StepOf(new MirrorTeam(size), data);
            Print($"one of {size} processes, nobody else on the machine: {(step - communication) * 1e3:F3} ms a step without communication");
        }
    }

    private static (double Step, double Communication) StepOf(TrainingTeam? team, DataSet<float> data)
    {
        var meter = new Meter(team ?? TrainingTeam.Alone);
        Trainer.Fit(new FashionNet(1), data, new TrainingOptions
        {
            Team = team is null ? null : meter.Team,
            Epochs = Runs,
            BatchSize = BatchSize,
            Schedule = meter,
        });
        return meter.Least();
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    // As the trainer does it: a slice of each process's sums to each process, and the slices of the whole to all.
    private static void MeasureExchange(TrainingTeam team)
    {
        Console.WriteLine("bytes of gradients, µs to exchange them");
        foreach (int bytes in (int[])[64, 1 << 10, 1 << 14, 1 << 17, 1 << 19, 1 << 21, 1 << 23])
        {
            var sent = new byte[bytes];
            var received = new byte[bytes];
            int slice = bytes / team.Size;
            int[] lengths = [.. Enumerable.Range(0, team.Size).Select(process => process + 1 < team.Size ? slice : bytes - (slice * (team.Size - 1)))];
            int[] own = [.. Enumerable.Repeat(lengths[team.Rank], team.Size)];
            int repetitions = Math.Clamp((1 << 24) / bytes, 5, 1000);
            double least = double.PositiveInfinity;
            for (int run = 0; run < Runs; run++)
            {
                long start = Stopwatch.GetTimestamp();
                for (int i = 0; i < repetitions; i++)
                {
                    team.Exchange(sent, lengths, received.AsSpan(0, own[0] * team.Size), own);
                    team.Gather(sent, lengths);
                }

                least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalMicroseconds / repetitions);
            }

            Print($"{bytes,9} {least,9:F1}");
        }
    }

    private static DataSet<float> Samples()
    {
        var pixels = new byte[FashionImages.Pixels * BatchSize * Batches];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(i * 2654435761L >> 13);
        }

        return DataSet.OfBytes<float>(pixels, FashionImages.Pixels, Enumerable.Range(0, BatchSize * Batches).Select(i => i % 10).ToArray(), 10);
    }

    // Every step asks a schedule for its rate.
    private sealed class Meter(TrainingTeam team) : LearningRateSchedule
    {
        private readonly List<(long Time, TimeSpan Communication)> _steps = new(Runs * Batches);

        public TimedTeam Team { get; } = new(team);

        public override double RateAt(SchedulePoint point)
        {
            _steps.Add((Stopwatch.GetTimestamp(), Team.Elapsed));
            return point.BaseRate;
        }

        // Over half an epoch, of all epochs but the first.
        public (double Step, double Communication) Least()
        {
            const int Steps = Batches / 2;
            return Enumerable.Range(1, Runs - 1)
                .Select(epoch => (First: _steps[(epoch * Batches) + 1], Last: _steps[(epoch * Batches) + 1 + Steps]))
                .Select(ends => (
                    Stopwatch.GetElapsedTime(ends.First.Time, ends.Last.Time).TotalSeconds / Steps,
                    (ends.Last.Communication - ends.First.Communication).TotalSeconds / Steps))
                .Min();
        }
    }
}

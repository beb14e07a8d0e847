namespace CompiledNet.Tests.Training.Teams;

/// <summary>Once a training by a team runs, no step of any process allocates.</summary>
public sealed class TeamAllocationTests
{
    private const int StepsOfEpoch = 25;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_step_of_a_set_allocates_nothing_in_any_process(int size) => Check(size, (team, meter) => Trainer.Fit(
        new NormedPointsNet(3), TrainingData.Points(8 * StepsOfEpoch), new TrainingOptions
        {
            Team = team,
            Epochs = 3,
            BatchSize = 8,
            Schedule = meter,
            Metrics = [Metric.RSquared, Metric.TopAccuracy(2), Metric.RootMeanSquaredError],
            ClipNorm = 1,
            WeightDecay = 0.01,
        }));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void A_step_of_a_stream_allocates_nothing_in_any_process(int size) => Check(size, (team, meter) => Trainer.Fit(
        new NormedPointsNet(3), TeamCase.Stream(), new TrainingOptions
        {
            Team = team,
            Epochs = 3,
            BatchSize = 20,
            BatchesPerEpoch = StepsOfEpoch,
            Schedule = meter,
            ClassWeights = [1, 2, 3],
            ClipValue = 1,
        }));

    private static void Check(int size, Action<TrainingTeam, Meter> train)
    {
        long[][] allocated = LocalTeam.Run(size, team =>
        {
            var meter = new Meter();
            train(team, meter);
            return meter.Allocated.ToArray();
        });
        Assert.All(allocated, bytes =>
        {
            // What is made once is made in the first epoch.
            Assert.Equal(3 * StepsOfEpoch, bytes.Length);
            Assert.All(bytes[StepsOfEpoch..(2 * StepsOfEpoch)], step => Assert.Equal(bytes[StepsOfEpoch], step));
            Assert.All(bytes[(2 * StepsOfEpoch)..], step => Assert.Equal(bytes[2 * StepsOfEpoch], step));
        });
    }

    // Every process asks for the rate of every step.
    private sealed class Meter : LearningRateSchedule
    {
        public List<long> Allocated { get; } = new(10 * StepsOfEpoch);

        public override double RateAt(SchedulePoint point)
        {
            Allocated.Add(GC.GetAllocatedBytesForCurrentThread());
            return point.BaseRate;
        }
    }
}

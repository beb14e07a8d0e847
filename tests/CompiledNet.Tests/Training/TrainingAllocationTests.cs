namespace CompiledNet.Tests.Training;

/// <summary>With everything switched on, an epoch after the first allocates its result and nothing else.</summary>
public sealed class TrainingAllocationTests
{
    private const int Epochs = 12;

    // An EpochResult, and an array of three metrics with a name and two values each.
    private const int MostBytes = 136 + 24 + (3 * 40);

    [Fact]
    public void An_epoch_of_a_set_allocates_its_result()
    {
        var meter = new Meter();
        Trainer.Fit(new PointsNet(), TrainingData.Points(100), new TrainingOptions
        {
            Epochs = Epochs,
            BatchSize = 8,
            Optimizer = new Sgd(0.1),
            Schedule = LearningRateSchedule.CosineDecay().WithWarmup(5),
            ClipNorm = 1,
            WeightDecay = 0.01,
            SampleWeights = Enumerable.Repeat(2.0, 100).ToArray(),
            ClassWeights = [1, 2, 3],
            ValidationFraction = 0.2,
            Metrics = [Metric.TopAccuracy(2), Metric.RootMeanSquaredError, Metric.RSquared],
            Monitor = Metric.Accuracy,
            Patience = Epochs,
            Callbacks = [meter],
        });
        Assert.All(meter.BetweenEpochs(), bytes => Assert.InRange(bytes, 1, MostBytes));
    }

    [Fact]
    public void An_epoch_of_a_stream_allocates_its_result_on_the_thread_that_trains()
    {
        var meter = new Meter();
        var batch = new Batch<float>(new float[16], (int[])[0, 1, 2, 0, 1, 2, 0, 1]);
        Trainer.Fit(new PointsNet(), Enumerable.Repeat(batch, 10), new TrainingOptions
        {
            Epochs = Epochs,
            BatchSize = 8,
            BatchesPerEpoch = 7,
            Schedule = LearningRateSchedule.OneCycle(0.1),
            ClipValue = 1,
            Metrics = [Metric.TopAccuracy(2), Metric.MeanAbsoluteError, Metric.RSquared],
            Callbacks = [meter],
        });
        Assert.All(meter.BetweenEpochs(), bytes => Assert.InRange(bytes, 1, MostBytes));
    }

    private sealed class Meter : TrainingCallback
    {
        private readonly long[] _allocated = new long[Epochs];

        public override void OnEpoch(TrainingState state, EpochResult result) =>
            _allocated[result.Epoch - 1] = GC.GetAllocatedBytesForCurrentThread();

        public IEnumerable<long> BetweenEpochs() => _allocated.Zip(_allocated.Skip(1), (one, next) => next - one);
    }
}

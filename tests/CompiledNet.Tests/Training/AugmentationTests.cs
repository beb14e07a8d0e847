namespace CompiledNet.Tests.Training;

/// <summary>Inputs that are changed while a network learns.</summary>
public sealed class AugmentationTests
{
    // 3 × 2 pixels of two channels.
    private static readonly double[] s_image = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

    [Fact]
    public void A_flip_exchanges_pixels_and_not_channels()
    {
        Assert.Equal(
            [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [3, 4, 1, 2, 7, 8, 5, 6, 11, 12, 9, 10]],
            Results(new ImageAugmentation(3, 2, 2) { FlipsHorizontally = true }));
        Assert.Equal(
            [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [9, 10, 11, 12, 5, 6, 7, 8, 1, 2, 3, 4]],
            Results(new ImageAugmentation(3, 2, 2) { FlipsVertically = true }));
        Assert.Equal(4, Results(new ImageAugmentation(3, 2, 2) { FlipsHorizontally = true, FlipsVertically = true }).Length);
    }

    [Fact]
    public void A_shift_goes_up_and_down_and_to_the_sides()
    {
        double[][] results = Results(new ImageAugmentation(3, 2, 2) { Shift = 1, Background = -1 });
        Assert.Equal(9, results.Length);
        Assert.Contains([-1, -1, -1, -1, -1, -1, 1, 2, -1, -1, 5, 6], results);
        Assert.Contains([7, 8, -1, -1, 11, 12, -1, -1, -1, -1, -1, -1], results);
        Assert.Contains([5, 6, 7, 8, 9, 10, 11, 12, -1, -1, -1, -1], results);
        Assert.Contains(s_image, results);
    }

    [Fact]
    public void What_is_drawn_depends_on_seed_epoch_and_sample_alone()
    {
        string[][] Epochs(int batchSize, bool shuffle, long seed, double[]? data = null)
        {
            double[] numbers = data ?? [.. Enumerable.Range(0, 10).Select(i => 100.0 * i)];
            var watched = new WatchedNetwork(new LineNet());
            Trainer.Fit(watched, new DataSet<double>(numbers, 1, numbers, 1), new TrainingOptions
            {
                Epochs = 2,
                BatchSize = batchSize,
                Shuffle = shuffle,
                Seed = seed,
                Optimizer = new Sgd(0),
                Augmentation = new Adding(),
            });
            return [.. watched.Batches.SelectMany(batch => batch).Chunk(10).Select(epoch => epoch.Order().Select(x => x.ToString("R")).ToArray())];
        }

        string[][] first = Epochs(4, shuffle: true, seed: 1);
        Assert.Equal(first, Epochs(3, shuffle: true, seed: 1));
        Assert.Equal(first, Epochs(4, shuffle: false, seed: 1));
        Assert.NotEqual(first, Epochs(4, shuffle: true, seed: 2));
        Assert.NotEqual(first[0], first[1]);

        // Each sample has numbers of its own, between 0 and 1.
        double[] added = [.. first[0].Select((x, i) => double.Parse(x) - (100 * i))];
        Assert.All(added, x => Assert.InRange(x, 0, 1));
        Assert.Equal(10, added.Distinct().Count());
    }

    [Fact]
    public void Validation_sees_the_inputs_as_they_are()
    {
        var watched = new WatchedNetwork(new LineNet());
        Trainer.Fit(watched, TrainingData.Line(), new TrainingOptions { Epochs = 1, Validation = TrainingData.Line(), Augmentation = new Adding() });
        Assert.NotEqual([1, 2, 3], watched.Batches[0].Order());
        Assert.Equal([1, 2, 3], watched.Batches[1]);
    }

    [Fact]
    public void The_samples_of_a_part_are_those_of_the_whole()
    {
        double[] numbers = [.. Enumerable.Range(0, 10).Select(i => 100.0 * i)];
        var data = new DataSet<double>(numbers, 1, numbers, 1);
        var whole = new WatchedNetwork(new LineNet());
        var part = new WatchedNetwork(new LineNet());
        Trainer.Fit(whole, data, new TrainingOptions { Epochs = 1, Augmentation = new Adding() });
        Trainer.Fit(part, data, new TrainingOptions { Epochs = 1, Augmentation = new Adding(), ValidationFraction = 0.3 });
        Assert.All(part.Batches[0], x => Assert.Contains(x, whole.Batches[0]));
    }

    [Fact]
    public void Mistakes_are_named()
    {
        var image = new ImageAugmentation(3, 2);
        Assert.Contains("3 × 2 × 1", Assert.Throws<ArgumentException>(
            "options", () => Trainer.Fit(new LineNet(), TrainingData.Line(), new TrainingOptions { Augmentation = image })).Message, StringComparison.Ordinal);
        Assert.Contains("stream", Assert.Throws<ArgumentException>(
            "options",
            () => Trainer.Fit(new LineNet(), Array.Empty<Batch<double>>(), new TrainingOptions { Augmentation = image })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("input", () => image.Apply<double>(new double[5], new Random(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageAugmentation(0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageAugmentation(int.MaxValue, int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageAugmentation(3, 2) { Shift = 2 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageAugmentation(3, 2) { Background = double.NaN });
    }

    [Fact]
    public void The_source_draws_evenly_whatever_it_is_asked_for()
    {
        var source = new SeededSource();
        source.Start(seed: 1, pass: 1, sample: 1);
        Assert.All(Enumerable.Range(0, 100), _ => Assert.InRange(source.Next(3, 5), 3, 4));
        Assert.All(Enumerable.Range(0, 100), _ => Assert.InRange(source.NextInt64(-5, long.MaxValue), -5, long.MaxValue - 1));
        Assert.All(Enumerable.Range(0, 100), _ => Assert.InRange(source.Next(int.MinValue, int.MaxValue), int.MinValue, int.MaxValue - 1));
        Assert.Equal(0, source.Next(0));
        Assert.Equal(4, source.Next(4, 4));
        Assert.InRange(Enumerable.Range(0, 2000).Average(_ => source.NextSingle()), 0.45, 0.55);
        var bytes = new byte[4000];
        source.NextBytes(bytes);
        Assert.InRange(bytes.Average(one => one), 120, 135);

        double[] Numbers() => [source.NextDouble(), source.Next(), source.NextInt64(), source.Next(1000)];
        source.Start(seed: 1, pass: 1, sample: 1);
        double[] first = Numbers();
        source.Start(seed: 1, pass: 1, sample: 2);
        Assert.NotEqual(first, Numbers());
        source.Start(seed: 1, pass: 1, sample: 1);
        Assert.Equal(first, Numbers());
    }

    // What comes out over many draws.
    private static double[][] Results(Augmentation augmentation)
    {
        var random = new Random(1);
        return
        [
            .. Enumerable.Range(0, 300).Select(_ =>
            {
                double[] image = [.. s_image];
                augmentation.Apply<double>(image, random);
                return image;
            }).DistinctBy(image => string.Join(' ', image)).OrderBy(image => image[0]),
        ];
    }

    private sealed class Adding : Augmentation
    {
        public override void Apply<T>(Span<T> input, Random random) => input[0] += T.CreateTruncating(random.NextDouble());
    }
}

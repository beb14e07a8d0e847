using CompiledNet.Tests.Documentation;
using CompiledNet.Tests.Networks;

namespace CompiledNet.Tests.Data;

/// <summary>The examples of docs/data.md, line for line, so that they compile and run.</summary>
public sealed class DataGuide
{
    private const int Count = 90;

    [Fact]
    public void Every_example_of_the_guide_stands_here() => new Guide("data.md", "DataGuide.cs").AssertIsCompiled(3);

    [Fact]
    public void The_examples_run()
    {
        // Stands for the console.
        var written = new StringWriter();
        RunExamples(written);
        Assert.Contains("57 to learn from, 15 to test with", written.ToString(), StringComparison.Ordinal);
    }

    private static void RunExamples(StringWriter Console)
    {
        float[] inputs = TestData.Draw<float>(13 * Count);
        int[] classes = [.. Enumerable.Range(0, Count).Select(i => i % 3)];
        float[] scores = new float[3];

        {
            var data = new DataSet<float>(inputs, 13, classes, 3);               // 13 numbers a sample, three classes
            (DataSet<float> training, DataSet<float> test) = data.Split(0.8, seed: 42);
            foreach ((DataSet<float> learned, DataSet<float> tested) in training.Folds(5, seed: 42))
            {
                Console.WriteLine($"{learned.Count} to learn from, {tested.Count} to test with");
            }

            StandardScaler scaler = StandardScaler.Fit(training);
            var net = new WineNet(seed: 42);
            Trainer.Fit(net, scaler.Transform(training), new TrainingOptions
            {
                Epochs = 60,
                Validation = scaler.Transform(test),
            });

            var expected = new float[3];
            net.Forward(scaler.Transform(test).InputOf(0), expected);
            scaler.FoldInto(net);                                                // net now takes what was measured, unscaled
            net.Forward(test.InputOf(0), scores);
            for (int i = 0; i < 3; i++)
            {
                Assert.Equal(expected[i], scores[i], 1e-5);
            }
        }
    }
}

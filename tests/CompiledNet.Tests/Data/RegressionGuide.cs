using CompiledNet.Tests.Documentation;
using CompiledNet.Tests.Files;
using CompiledNet.Tests.Networks;

namespace CompiledNet.Tests.Data;

[Network(inputs: 2, Loss = Loss.MeanSquaredError)]
[Dense(16, Activation.Tanh)]
[Dense(1)]                                       // no activation: prices have no bounds
public partial class HouseNet;

/// <summary>The examples of docs/regression.md, line for line, so that they compile and run.</summary>
public sealed class RegressionGuide
{
    private const int Count = 300;

    [Fact]
    public void Every_example_of_the_guide_stands_here() => new Guide("regression.md", "RegressionGuide.cs").AssertIsCompiled(5);

    [Fact]
    public void The_examples_run()
    {
        var written = new StringWriter();
        using var temporary = new TemporaryFolder();
        RunExamples(written, temporary[""]);
        Assert.Contains("max error", written.ToString(), StringComparison.Ordinal);
        Assert.Equal(["HouseNet.Frozen.cs", "house.safetensors"], temporary.Names);
    }

    private static void RunExamples(StringWriter Console, string folder)
    {
        float[] noise = TestData.Draw<float>(3 * Count);
        var areasAndAges = new float[2 * Count];
        var prices = new float[Count];
        for (int i = 0; i < Count; i++)
        {
            (float area, float age) = (120 + (60 * noise[3 * i]), 40 + (40 * noise[(3 * i) + 1]));
            (areasAndAges[2 * i], areasAndAges[(2 * i) + 1]) = (area, age);
            prices[i] = (3000 * area * MathF.Exp(-age / 100)) + (2000 * noise[(3 * i) + 2]);
        }

        using var log = new StringWriter();
        var data = new DataSet<float>(areasAndAges, 2, prices, 1);
        (DataSet<float> training, DataSet<float> test) = data.Split(0.8, seed: 1);
        StandardScaler ofInputs = StandardScaler.Fit(training);              // to the training part alone
        StandardScaler ofTargets = StandardScaler.FitTargets(training);
        DataSet<float> scaled = ofTargets.TransformTargets(ofInputs.Transform(training));

        var net = new HouseNet(seed: 1);
        TrainingHistory history = Trainer.Fit(net, scaled, new TrainingOptions
        {
            Epochs = 200,
            Optimizer = new Adam(learningRate: 0.01),
            ValidationFraction = 0.2,
            Patience = 20,
            Metrics = [Metric.RSquared],
            Progress = TrainingProgress.To(log),
        });
        Assert.Equal(history.Count, log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        ofInputs.FoldInto(net);                          // net now takes areas and ages as they are measured ...
        ofTargets.FoldInverseInto(net);                  // ... and answers in money

        RegressionReport report = RegressionReport.Of(Trainer.Predict(net, test));
        Console.WriteLine(report);                       // MAE, RMSE, R² and the largest error, in money
        Assert.InRange(report.Overall.RSquared, 0.95, 1);
        Assert.InRange(report.Overall.MeanAbsoluteError, 100, 20_000);

        float price = net.Predict([120f, 15f]);          // one output: the number itself
        net.Save(Path.Combine(folder, "house.safetensors"));
        HouseNet loaded = HouseNet.FromFile(Path.Combine(folder, "house.safetensors"));
        loaded.ExportFrozen(Path.Combine(folder, "HouseNet.Frozen.cs"));
        Assert.InRange(price, 250_000, 370_000);
        Assert.Equal(price, loaded.Predict([120f, 15f]));
    }
}

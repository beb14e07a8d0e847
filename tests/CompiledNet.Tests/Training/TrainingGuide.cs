using CompiledNet.Tests.Documentation;

namespace CompiledNet.Tests.Training;

/// <summary>The examples of docs/training.md, line for line, so that they compile and run.</summary>
public sealed class TrainingGuide
{
    [Fact]
    public void Every_example_of_the_guide_stands_here() => new Guide("training.md", "TrainingGuide.cs").AssertIsCompiled(9);

    [Fact]
    public void The_examples_run()
    {
        // Stands for the console.
        var written = new StringWriter();
        RunExamples(written);
        Assert.Contains("top-2 accuracy", written.ToString(), StringComparison.Ordinal);
    }

    private static void RunExamples(TextWriter Console)
    {
        var net = new PointsNet(seed: 1);
        DataSet<float> data = TrainingData.Points(90);
        var workspace = new PointsNet.Workspace(batchSize: 2);
        float[] inputs = [1, -1, 0, 1];
        float[] weights = [0.5f, 1.5f];
        int[] classes = [1, 2];

        {
            TrainingHistory history = Trainer.Fit(net, data, new TrainingOptions
            {
                Epochs = 30,
                BatchSize = 16,
                Optimizer = new Adam(learningRate: 0.01),
                ValidationFraction = 0.2,                    // stratified, by the seed; or Validation = a set of your own
                Metrics = [Metric.TopAccuracy(2)],           // besides loss and accuracy
                Monitor = Metric.Accuracy,                   // what makes one epoch better than another
                Patience = 10,                               // stops after ten epochs without a better one ...
                Progress = TrainingProgress.ToConsole(),     // a line for each epoch, in order
            });
            Console.WriteLine(history);                      // a table; ... the network is that of its best epoch, marked with a star
            Console.WriteLine(history.Best);
            Assert.InRange(history.Best!.ValidationAccuracy!.Value, 0.9, 1);

            double[] training = history.Series("loss");
            double[] validation = history.ValidationSeries(Metric.Accuracy);
            using var csv = new StringWriter();              // or a file's writer
            history.ToCsv(csv);                              // every metric, with all digits
            Assert.Equal(history.Count, training.Length);
            Assert.Equal(history.Best.ValidationAccuracy, validation.Max());
        }

        {
            var options = new TrainingOptions
            {
                Epochs = 20,
                Optimizer = new Sgd(learningRate: 0.1, momentum: 0.9),
                Schedule = LearningRateSchedule.CosineDecay().WithWarmupEpochs(1),
            };
            Trainer.Fit(net, data, options);
        }

        {
            var plateau = new TrainingOptions
            {
                Epochs = 100,
                Optimizer = new Adam(learningRate: 0.01),
                ReduceOnPlateau = new ReduceOnPlateau { Factor = 0.5, Patience = 5, MinimumRate = 1e-5 },
            };
            Trainer.Fit(net, data, plateau);
        }

        {
            var weighted = new TrainingOptions { ClassWeights = Trainer.BalancedClassWeights(data), ClipNorm = 1, WeightDecay = 1e-4 };
            Trainer.Fit(net, data, weighted);
        }

        {
            net.Forward(inputs, workspace);
            workspace.SampleWeights = weights;               // one for each sample of the batch
            float loss = net.BackwardClasses(classes, workspace);
            Assert.True(loss > 0);
        }

        {
            var callbacks = new TrainingOptions
            {
                Epochs = 1000,
                Callbacks =
                [
                    TrainingCallback.AfterBatch(state => { if (state.Step == 500) { state.Stop(); } }),
                    TrainingCallback.AfterEpoch((state, result) => Console.WriteLine($"{result.TrainingLoss:F3} at rate {state.LearningRate}")),
                ],
            };
            Assert.Equal(StopReason.Callback, Trainer.Fit(net, data, callbacks).StopReason);
        }

        using var folder = new Files.TemporaryFolder();
        string path = folder["run"];
        for (int run = 0; run < 2; run++)
        {
            var resumable = new TrainingOptions
            {
                Epochs = 20,
                Optimizer = new Adam(learningRate: 0.01),
                Callbacks = [TrainingCallback.AfterEpoch((state, result) => state.Save(path))],    // or AfterBatch
                ResumeFrom = File.Exists(path) ? path : null,
            };
            Trainer.Fit(net, data, resumable);
            Assert.Equal(run == 1, resumable.ResumeFrom is not null);
        }

        {
            IEnumerable<Batch<float>> ReadBatches() => [new Batch<float>(inputs, classes)];
            IEnumerable<Batch<float>> source = ReadBatches();    // up to BatchSize samples each; gone through again for every epoch
            Trainer.Fit(net, source, new TrainingOptions { Epochs = 3, BatchSize = 32, Validation = data });
        }
    }
}

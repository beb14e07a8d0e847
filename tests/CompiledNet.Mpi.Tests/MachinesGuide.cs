using CompiledNet.Mpi.Tests.Program;
using CompiledNet.Tests.Documentation;

namespace CompiledNet.Mpi.Tests;

/// <summary>The network of the page.</summary>
[Network(inputs: 16, Loss = Loss.CategoricalCrossEntropy)]
[Dense(4, Activation.Softmax)]
internal sealed partial class DigitNet;

/// <summary>The examples of docs/machines.md, line for line, so that they compile and run.</summary>
public sealed class MachinesGuide
{
    [Fact]
    public void Every_example_of_the_guide_stands_here() => new Guide("machines.md", "MachinesGuide.cs").AssertIsCompiled(2);

    [Fact]
    public void The_training_runs()
    {
        DataSet<float> data = Work.Samples(100);

        var net = new DigitNet(seed: 1);
        TrainingHistory history = Trainer.Fit(net, data, new TrainingOptions
        {
            Team = MpiTeam.Start(),                          // the processes that mpirun started; without mpirun, this one
            BatchSize = 1024,
            Progress = TrainingProgress.ToConsole(),
        });

        Assert.Equal(10, history.Count);
    }

    [Fact]
    public void The_sweep_runs()
    {
        string before = Environment.CurrentDirectory;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sweep");
        Environment.CurrentDirectory = folder.FullName;
        try
        {
            IReadOnlyList<SweepResult<double>> results = Sweep.Run(
                [1e-3, 3e-3, 1e-2],
                rate => [Train(rate).Best!.ValidationLoss!.Value],   // one training, in one process
                new SweepOptions { Team = MpiTeam.Start(), Path = "sweep.csv", Columns = ["validation loss"] });

            Assert.Equal(3, results.Count);
            Assert.Equal(4, File.ReadAllLines("sweep.csv").Length);
        }
        finally
        {
            Environment.CurrentDirectory = before;
            folder.Delete(recursive: true);
        }
    }

    private static TrainingHistory Train(double rate) => Trainer.Fit(
        new DigitNet(seed: 1), Work.Samples(100), new TrainingOptions { Optimizer = new Adam(rate), ValidationFraction = 0.2 });
}

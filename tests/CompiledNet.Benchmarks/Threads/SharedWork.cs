using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Networks;

namespace CompiledNet.Benchmarks.Threads;

/// <summary>Work that threads share, timed with several numbers of them.</summary>
internal sealed class SharedWork
{
    private const int Batch = 256;
    private const int OperationsOfAllocation = 100;

    private SharedWork(string name, IReadOnlyList<int> threads, Func<int, Action<int>> run)
    {
        Name = name;
        Contestants = [.. threads.Select(count => new Contestant($"{count}", run(count)))];
    }

    public string Name { get; }

    /// <summary>One for each number of threads, in their order.</summary>
    public IReadOnlyList<Contestant> Contestants { get; }

    /// <summary>Forward, backward and Adam.</summary>
    /// <param name="network">The network's name.</param>
    /// <param name="threads">The numbers of threads.</param>
    public static SharedWork Step(string network, IReadOnlyList<int> threads)
    {
        Subject<float> subject = Subjects.Find<float>(network);
        var batches = new Minibatches<float>(subject.Network, Batch);
        return new SharedWork($"{network}, training step, batch {Batch}", threads, count =>
        {
            Training<float> training = subject.Training(batches, count);
            training.StandStill();
            return training.Steps;
        });
    }

    /// <summary>Inference of a batch by 784-128-10.</summary>
    /// <param name="threads">The numbers of threads.</param>
    public static SharedWork Inference(IReadOnlyList<int> threads)
    {
        var network = new Net784x128x10();
        CommonWeights.Of(network).CopyTo(network);
        var samples = new Samples<float>(network, Batch);
        return new SharedWork($"784-128-10, inference of {Batch} samples", threads, count => calls =>
        {
            for (int i = 0; i < calls; i++)
            {
                network.Forward(samples.Input(i & (Samples<float>.Calls - 1)), samples.Output, count);
            }
        });
    }

    /// <summary>How many times faster it is with so many threads as come at this place, by the least times.</summary>
    public double SpeedUp(int place) => Contestants[0].Figure.RatioTo(Contestants[place].Figure);

    /// <summary>Bytes that any thread allocates in a hundred operations with each number of threads.</summary>
    public long CountAllocated()
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        foreach (Contestant contestant in Contestants)
        {
            contestant.Time(OperationsOfAllocation);
        }

        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}

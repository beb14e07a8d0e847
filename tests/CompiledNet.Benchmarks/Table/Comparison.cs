using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Networks;
using CompiledNet.Benchmarks.Peers;

namespace CompiledNet.Benchmarks.Table;

/// <summary>Times ours and every peer side by side.</summary>
/// <param name="rounds">How they are timed.</param>
/// <param name="progress">Told the name of each network when its turn comes.</param>
internal sealed class Comparison(Rounds rounds, Action<string> progress)
{
    private const int InferenceBatch = 256;
    private const int OperationsOfAllocation = 1000;
    private static readonly int[] s_trainingBatches = [1, 32, 256];

    /// <summary>All lines, network after network.</summary>
    public IEnumerable<Row> Run()
    {
        Peer[] peers = [.. Peer.All.Where(peer => peer.Absence is null)];
        foreach (Subject<float> subject in Subjects.Single)
        {
            progress(subject.Name);
            foreach (Row row in Inference(subject, peers, 1).Concat(Inference(subject, peers, InferenceBatch)))
            {
                yield return row;
            }

            foreach (int batch in s_trainingBatches)
            {
                yield return Training(subject, peers, batch);
            }
        }
    }

    private IEnumerable<Row> Inference(Subject<float> subject, Peer[] peers, int batch)
    {
        var loops = new Dictionary<string, InferenceLoop<float>> { [Row.Ours] = subject.Inference(new Samples<float>(subject.Network, batch)) };
        foreach (Peer peer in peers)
        {
            if (peer.Inference(subject, new Samples<float>(subject.Network, batch)) is { } loop)
            {
                Checks.Inference($"{peer.Name}, {subject.Name}", loops[Row.Ours], loop);
                loops.Add(peer.Name, loop);
            }
        }

        Contestant[] independent = [.. loops.Select(pair => new Contestant(pair.Key, pair.Value.Independent))];
        yield return Time(batch == 1 ? Work.Inference : Work.BatchInference, batch, subject.Name, independent);
        if (batch == 1)
        {
            Contestant[] dependent = [.. loops.Select(pair => new Contestant(pair.Key, pair.Value.Dependent))];
            yield return Time(Work.DependentInference, batch, subject.Name, dependent);
        }
    }

    private Row Training(Subject<float> subject, Peer[] peers, int batch)
    {
        var batches = new Minibatches<float>(subject.Network, batch);
        var contestants = new List<Contestant> { new(Row.Ours, subject.Training(batches).Steps) };
        foreach (Peer peer in peers)
        {
            if (peer.Training(subject, batches) is { } training)
            {
                Checks.Training($"{peer.Name}, {subject.Name}, batch {batch}", subject.Training(batches), training);
                contestants.Add(new Contestant(peer.Name, training.Steps));
            }
        }

        return Time(Work.Step, batch, subject.Name, contestants);
    }

    private Row Time(Work work, int batch, string network, IReadOnlyList<Contestant> contestants)
    {
        IReadOnlyDictionary<string, Figure> figures = rounds.Time(contestants);
        long before = GC.GetAllocatedBytesForCurrentThread();
        contestants[0].Run(OperationsOfAllocation);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return new Row(work, batch, network, figures, allocated);
    }
}

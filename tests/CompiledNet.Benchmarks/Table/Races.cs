using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Networks;
using CompiledNet.Benchmarks.Peers;

namespace CompiledNet.Benchmarks.Table;

/// <summary>Puts ours and every peer side by side, each checked before it takes part.</summary>
internal static class Races
{
    private const int InferenceBatch = 256;
    private static readonly int[] s_trainingBatches = [1, 32, 256];

    /// <summary>The lines of one network.</summary>
    /// <param name="network">Its name.</param>
    public static IEnumerable<Race> Of(string network)
    {
        Peer[] peers = [.. Peer.All.Where(peer => peer.Absence is null)];
        Subject<float> subject = Subjects.Find<float>(network);
        Subject<double> inDouble = Subjects.Find<double>(network);
        return
        [
            .. Inference(subject, inDouble, peers, 1),
            .. Inference(subject, inDouble, peers, InferenceBatch),
            .. s_trainingBatches.Select(batch => Training(subject, inDouble, peers, batch)),
        ];
    }

    private static IEnumerable<Race> Inference(Subject<float> subject, Subject<double> inDouble, Peer[] peers, int batch)
    {
        var independent = new List<Contestant>();
        var dependent = new List<Contestant>();
        InferenceLoop<float> ours = subject.Inference(new Samples<float>(subject.Network, batch));
        Add(Row.Ours, ours);
        Add(Row.Double, inDouble.Inference(new Samples<double>(inDouble.Network, batch)));
        foreach (Peer peer in peers)
        {
            if (peer.Inference(subject, new Samples<float>(subject.Network, batch)) is { } loop)
            {
                Add(peer.Name, loop);
            }
        }

        yield return new Race(batch == 1 ? Work.Inference : Work.BatchInference, batch, subject.Name, independent);
        if (batch == 1)
        {
            yield return new Race(Work.DependentInference, batch, subject.Name, dependent);
        }

        void Add<T>(string name, InferenceLoop<T> loop)
            where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        {
            Checks.Inference($"{name}, {subject.Name}", ours, loop);
            independent.Add(new Contestant(name, loop.Independent));
            dependent.Add(new Contestant(name, loop.Dependent));
        }
    }

    private static Race Training(Subject<float> subject, Subject<double> inDouble, Peer[] peers, int batch)
    {
        var batches = new Minibatches<float>(subject.Network, batch);
        var contestants = new List<Contestant>();
        Add(Row.Ours, subject.Training(batches));
        Add(Row.Double, inDouble.Training(new Minibatches<double>(inDouble.Network, batch)));
        foreach (Peer peer in peers)
        {
            if (peer.Training(subject, batches) is { } training)
            {
                Add(peer.Name, training);
            }
        }

        return new Race(Work.Step, batch, subject.Name, contestants);

        void Add<T>(string name, Training<T> training)
            where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        {
            Checks.Training($"{name}, {subject.Name}, batch {batch}", subject.Training(batches), training);
            training.StandStill();
            contestants.Add(new Contestant(name, training.Steps));
        }
    }
}

using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Networks;

namespace CompiledNet.Benchmarks.Peers;

/// <summary>Another way to do the same, in single precision.</summary>
internal abstract class Peer
{
    /// <summary>Every peer, the order of the table's columns.</summary>
    public static IReadOnlyList<Peer> All { get; } = [new OpenBlasPeer(), new OnnxRuntimePeer(), new TensorPrimitivesPeer(), new PlainPeer()];

    /// <summary>The head of its column.</summary>
    public abstract string Name { get; }

    /// <summary>Why it cannot take part here; null where it can.</summary>
    public virtual string? Absence => null;

    /// <summary>Its inference; null where it has none of that kind.</summary>
    public virtual InferenceLoop<float>? Inference(Subject<float> subject, Samples<float> samples) => null;

    /// <summary>Its training; null where it has none.</summary>
    public virtual Training<float>? Training(Subject<float> subject, Minibatches<float> batches) => null;
}

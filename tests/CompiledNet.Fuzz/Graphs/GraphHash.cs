using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>Hashes of the bits of what random graphs compute: they must not depend on the processor's registers.</summary>
internal static class GraphHash
{
    /// <summary>The hash of all.</summary>
    public static string Compute(int count, int seed) => Convert.ToHexString(SHA256.HashData([.. Each(count, seed).SelectMany(hash => hash)]));

    /// <summary>The hash of each graph alone, to find the one that differs.</summary>
    public static IEnumerable<string> Lines(int count, int seed) => Each(count, seed).Select((hash, i) => $"{i} {Convert.ToHexString(hash)}");

    private static IEnumerable<byte[]> Each(int count, int seed)
    {
        GraphSpec[] specs = [.. Enumerable.Range(0, count).Select(i => GraphGen.At(seed, i))];
        using var batch = new GraphBatch(specs);
        for (int i = 0; i < specs.Length; i++)
        {
            yield return specs[i].Precision == Precision.Single ? Hash<float>(batch, specs[i], i) : Hash<double>(batch, specs[i], i);
        }
    }

    // Inference of the batch and of each sample, a Forward and a Backward of training, and the statistics after it.
    private static byte[] Hash<T>(GraphBatch batch, GraphSpec spec, int index)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var trial = new GraphTrial<T>(spec, () => batch.Create<T>(index, spec.Seed), batch.AccessOf<T>(index), new Tally(), []);
        var together = new T[spec.Batch * spec.Outputs];
        if (!spec.Input.IsOpen)
        {
            trial.Network.Forward(trial.Input, together);
        }

        var alone = new T[spec.Batch * spec.Outputs];
        for (int s = 0; s < spec.Batch; s++)
        {
            trial.Network.Forward(trial.Input.AsSpan(s * spec.Inputs, spec.Inputs), alone.AsSpan(s * spec.Outputs, spec.Outputs));
        }

        Workspace<T> workspace = trial.Workspace();
        trial.Forward(workspace, isTraining: true);
        T loss = trial.Backward(workspace, trial.Goal);
        T[] numbers =
            [.. together, .. alone, loss, .. workspace.Output, .. workspace.Gradients, .. workspace.InputGradient, .. trial.Network.Parameters];
        return SHA256.HashData(MemoryMarshal.AsBytes<T>(numbers));
    }
}

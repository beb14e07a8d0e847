using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CompiledNet.Fuzz;

/// <summary>A hash of the bits of outputs, gradients and trained parameters of some networks: it must not depend on the processor's registers.</summary>
internal static class NetworkHash
{
    /// <summary>The hash of random networks.</summary>
    public static string Compute(int count, int seed) => Compute([.. Enumerable.Range(0, count).Select(i => NetworkGen.At(seed, i))]);

    /// <summary>The hash of all these networks.</summary>
    public static string Compute(IReadOnlyList<NetworkSpec> specs)
    {
        using var batch = new CompiledBatch(specs);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, batch, specs);
        return Convert.ToHexString(hash.GetCurrentHash());
    }

    /// <summary>Adds what these networks compute.</summary>
    public static void Append(IncrementalHash hash, CompiledBatch batch, IReadOnlyList<NetworkSpec> specs)
    {
        for (int i = 0; i < specs.Count; i++)
        {
            if (specs[i].Precision == Precision.Single)
            {
                float[] numbers = [.. NetworkRun<float>.Numbers(specs[i], batch.Create<float>(i, specs[i].Seed))];
                hash.AppendData(MemoryMarshal.AsBytes<float>(numbers));
            }
            else
            {
                double[] numbers = [.. NetworkRun<double>.Numbers(specs[i], batch.Create<double>(i, specs[i].Seed))];
                hash.AppendData(MemoryMarshal.AsBytes<double>(numbers));
            }
        }
    }

    /// <summary>The hash of each network alone, to find the one that differs.</summary>
    public static IEnumerable<string> Each(int count, int seed)
    {
        NetworkSpec[] specs = [.. Enumerable.Range(0, count).Select(i => NetworkGen.At(seed, i))];
        using var batch = new CompiledBatch(specs);
        for (int i = 0; i < specs.Length; i++)
        {
            byte[] bytes = specs[i].Precision == Precision.Single
                ? MemoryMarshal.AsBytes<float>(NetworkRun<float>.Numbers(specs[i], batch.Create<float>(i, specs[i].Seed)).ToArray()).ToArray()
                : MemoryMarshal.AsBytes<double>(NetworkRun<double>.Numbers(specs[i], batch.Create<double>(i, specs[i].Seed)).ToArray()).ToArray();
            yield return $"{i} {Convert.ToHexString(SHA256.HashData(bytes))}";
        }
    }
}

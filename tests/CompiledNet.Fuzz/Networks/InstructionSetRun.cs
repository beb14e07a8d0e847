using System.Security.Cryptography;
using CompiledNet.Fuzz.Code;

namespace CompiledNet.Fuzz;

/// <summary>Random networks checked and hashed under the instruction set of this process, in one compilation for both.</summary>
internal static class InstructionSetRun
{
    /// <summary>Writes the name of the set, then the hash.</summary>
    /// <returns>The first network that is wrong, declared, with what is wrong; null where none is.</returns>
    public static string? Run(int count, int seed, TextWriter output)
    {
        output.WriteLine(InstructionSet.Current);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (NetworkSpec[] specs in Enumerable.Range(0, count).Select(i => NetworkGen.At(seed, i)).Chunk(FuzzRun<NetworkSpec>.CasesInCompilation))
        {
            using var batch = new CompiledBatch(specs);
            IReadOnlyList<Failure>[] failures = NetworkFuzz.CheckAll(batch, specs, new Tally());
            int failed = Array.FindIndex(failures, list => list.Count > 0);
            if (failed >= 0)
            {
                return $"{specs[failed]}\n{string.Join("\n", failures[failed])}";
            }

            NetworkHash.Append(hash, batch, specs);
        }

        output.WriteLine(Convert.ToHexString(hash.GetCurrentHash()));
        return null;
    }
}

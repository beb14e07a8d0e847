using System.Numerics;

namespace CompiledNet;

/// <summary>Finds the tensors of a network among those of a file, and says what does not fit.</summary>
internal static class TensorMatching
{
    /// <summary>Looks for every tensor and compares type and shape.</summary>
    /// <returns>For each tensor of the file, in the order of its bytes, the index of ours; −1 for one that is to be passed over.</returns>
    /// <exception cref="NetworkFileException">One is missing, one too many, or does not fit.</exception>
    public static int[] Match<T>(TensorHeader header, ITensors<T> tensors, NetworkLoadOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TensorSpec[] specs = tensors.Specs;
        var indices = new Dictionary<string, int>(specs.Length, StringComparer.Ordinal);
        for (int i = 0; i < specs.Length; i++)
        {
            indices.Add(specs[i].Name, i);
        }

        var owners = new int[header.Entries.Count];
        int found = 0;
        int counters = 0;
        for (int i = 0; i < owners.Length; i++)
        {
            owners[i] = indices.GetValueOrDefault(header.Entries[i].Name, -1);
            found += owners[i] >= 0 ? 1 : 0;
            counters += owners[i] < 0 && IsCounter(header.Entries[i].Name, indices) ? 1 : 0;
        }

        if (found < specs.Length)
        {
            throw Missing(header, specs[FirstMissing(owners)], tensors.Owner);
        }

        if (found + counters < owners.Length && !options.SkipOtherTensors)
        {
            TensorEntry[] others = [.. header.Entries.Where((entry, i) => owners[i] < 0 && !IsCounter(entry.Name, indices)).Take(9)];
            throw new NetworkFileException(
                $"It holds tensors that {tensors.Owner} has not: {header.ListOf(others)}. Load with SkipOtherTensors to pass over them.",
                others[0].Name);
        }

        for (int i = 0; i < owners.Length; i++)
        {
            if (owners[i] >= 0)
            {
                Check<T>(header, header.Entries[i], specs[owners[i]], tensors.Owner, options);
            }
        }

        return owners;
    }

    // PyTorch's BatchNorm counts the batches that it has seen, which nothing depends on.
    private static bool IsCounter(string name, Dictionary<string, int> indices)
    {
        const string Counter = ".num_batches_tracked";
        return name.EndsWith(Counter, StringComparison.Ordinal) && indices.ContainsKey(name[..^Counter.Length] + ".running_mean");
    }

    // Each of ours is found once at the most, so some index below their number is not there.
    private static int FirstMissing(int[] owners)
    {
        int i = 0;
        while (owners.Contains(i))
        {
            i++;
        }

        return i;
    }

    private static NetworkFileException Missing(TensorHeader header, TensorSpec missing, string owner)
    {
        string there = header.Entries.Count == 0 ? "it holds none" : "it holds " + header.ListOf(header.Entries);
        return new NetworkFileException(
            $"Tensor '{missing.Name}' {missing.Shape} of {owner} is missing; {there}. Names of other programs are set by Names.", missing.Name);
    }

    private static void Check<T>(TensorHeader header, TensorEntry entry, TensorSpec spec, string owner, NetworkLoadOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!entry.Fits(spec))
        {
            throw new NetworkFileException(
                $"Tensor '{entry.Name}' has the shape {header.TextOf(entry.Shape)}; {spec.Shape} was expected, that of {owner}.", entry.Name);
        }

        DataType expected = spec.TypeAmong<T>();
        if (entry.Type == expected || (options.ConvertPrecision && entry.Type.IsFloat))
        {
            return;
        }

        string type = TensorHeader.Shorten(entry.Type.Name);
        throw new NetworkFileException(
            entry.Type.IsFloat
                ? $"Tensor '{entry.Name}' is of type {type}; {expected.Name} was expected, that of {owner}. Load with ConvertPrecision to convert it."
                : $"Tensor '{entry.Name}' is of type {type}; {expected.Name} was expected, that of {owner}, or F16, BF16, F32 or F64 to be converted.",
            entry.Name);
    }
}

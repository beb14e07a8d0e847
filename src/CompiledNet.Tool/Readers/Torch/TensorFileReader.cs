using System.Globalization;
using CompiledNet.Tool.Files;

namespace CompiledNet.Tool.Readers.Torch;

/// <summary>The tensors of a safetensors file.</summary>
internal static class TensorFileReader
{
    private const string Counter = "num_batches_tracked";

    /// <summary>All tensors that hold floats, by name and in the order of their bytes.</summary>
    /// <exception cref="ImportException">It is no safetensors file, or damaged.</exception>
    public static IReadOnlyList<(string Name, int[] Shape, double[] Values)> Read(string path) => Read(FileBytes.Read(path), path);

    /// <summary>The same of the bytes of a file.</summary>
    public static IReadOnlyList<(string Name, int[] Shape, double[] Values)> Read(byte[] bytes, string path)
    {
        try
        {
            using var stream = new MemoryStream(bytes, writable: false);
            TensorHeader header = TensorHeader.Read(stream);
            long start = stream.Position;
            if (bytes.LongLength - start != header.DataLength)
            {
                throw new ImportException(string.Create(
                    CultureInfo.InvariantCulture, $"'{path}' has {bytes.LongLength - start} bytes of tensors; its header names {header.DataLength}."));
            }

            var tensors = new List<(string, int[], double[])>();
            foreach (TensorEntry entry in header.Entries.Where(entry => !entry.Name.EndsWith(Counter, StringComparison.Ordinal)))
            {
                if (!entry.Type.IsFloat || entry.Shape.Rank > 4)
                {
                    throw new ImportException($"'{path}': tensor '{entry.Name}' is of type {entry.Type.Name} and has {entry.Shape.Rank} dimensions; floats of at most 4 were expected.");
                }

                long[] sizes = [entry.Shape.First, entry.Shape.Second, entry.Shape.Third, entry.Shape.Fourth];
                var values = new double[entry.Shape.Count];
                entry.Type.Decode<double>(bytes.AsSpan((int)(start + entry.Start), (int)(entry.End - entry.Start)), values);
                tensors.Add((entry.Name, [.. sizes.Take(entry.Shape.Rank).Select(size => (int)size)], values));
            }

            return tensors;
        }
        catch (NetworkFileException exception)
        {
            throw new ImportException($"'{path}': {exception.Message}", exception);
        }
    }
}

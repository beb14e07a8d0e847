using System.Text;

namespace CompiledNet;

/// <summary>What a file is that is no safetensors file, told by its first bytes.</summary>
internal static class ForeignFormat
{
    /// <summary>Says it.</summary>
    /// <param name="start">The first 8 bytes.</param>
    /// <returns>The end of a sentence; null where they say nothing.</returns>
    public static string? Find(ReadOnlySpan<byte> start)
    {
        const string Convert = "; write its tensors with safetensors.torch.save_file";

        // What torch.save writes is a zip archive, or before PyTorch 1.6 a pickle.
        return start.StartsWith("PK\x03\x04"u8) ? "it begins as a zip archive does, such as torch.save writes" + Convert
            : start is [0x80, 0x02, ..] ? "it begins as a pickle does, such as old versions of torch.save write" + Convert
            : start is [0x89, (byte)'H', (byte)'D', (byte)'F', ..] ? "it begins as an HDF5 file does, such as Keras writes"
            : IsText(start) ? $"it begins with the text '{TensorHeader.Shorten(Encoding.ASCII.GetString(start))}'"
            : null;
    }

    private static bool IsText(ReadOnlySpan<byte> start)
    {
        foreach (byte b in start)
        {
            if (b is not ((>= 0x20 and < 0x7F) or (byte)'\t' or (byte)'\n' or (byte)'\r'))
            {
                return false;
            }
        }

        return true;
    }
}

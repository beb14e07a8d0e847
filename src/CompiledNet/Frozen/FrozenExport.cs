using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet;

/// <summary>Makes trained weights a part of the program, by a source file that the generator reads when the project is compiled next.</summary>
public static class FrozenExport
{
    /// <summary>
    /// What eight copies may take of a program, the numbers themselves an eighth of it: 32,768 constants cost a compiler half a second.
    /// </summary>
    internal const int MostConstantBytes = 256 * 1024;

    /// <summary>
    /// Writes weights and biases as a C# file for the project that declares the network, which then has a nested class <c>Frozen</c> that infers with
    /// them: <c>DigitNet.Frozen.Forward(input, output)</c>. Those of a large network, of more than some 8,000 singles, go to a second
    /// file beside it that is to be embedded, which the package CompiledNet does by itself: for <c>DigitNet.Frozen.cs</c> it is <c>DigitNet.Frozen.bin</c>.
    /// </summary>
    /// <remarks>Each file is replaced whole or not at all, as by <see cref="NetworkFiles.Save{T}(INetwork{T}, string, TensorNames?)"/>.</remarks>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="path">The C# file; an earlier export is replaced, and its second file deleted if the new one has none.</param>
    /// <param name="inPlace">
    /// Whether a large network reads its second file where the program lies in memory, which takes no memory of the process's own,
    /// but up to a quarter more time for inference. Otherwise the numbers are copied once, into memory of the process.
    /// </param>
    /// <exception cref="ArgumentException">No generator wrote the network's class.</exception>
    /// <exception cref="IOException">
    /// A file cannot be written, or <paramref name="path"/> is one that no export wrote; an old one is as it was. Or the second file of the earlier export
    /// cannot be deleted.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written; an old one is as it was.</exception>
    public static void ExportFrozen<T>(this INetwork<T> network, string path, bool inPlace = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(path);
        NetworkDeclaration declaration = network.Declaration ?? throw new ArgumentException(
            $"{network.GetType()} is no generated network, and has no declaration that could be completed.", nameof(network));
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Frozen networks are little-endian.");
        }

        string resource = ResourcePath(path);
        bool hadResource = EarlierExport.Check(path, resource);
        FrozenSource source;
        if (FitsConstants<T>(network.Parameters.Length))
        {
            T[] numbers = FrozenNumbers.InOrder(network);
            source = new FrozenSource(declaration, declaration.Text, FrozenImage.Checksum<T>(numbers))
            {
                Numbers = FrozenNumbers.ToBase64<T>(numbers),
            };
        }
        else
        {
            T[] numbers = FrozenNumbers.InMemory(network);
            ulong checksum = FrozenImage.Checksum<T>(numbers);

            // The second file is written first: not where the C# file would keep the checksum of another.
            TensorFile.CheckReplaceable(path);
            TensorFile.Replace(resource, stream => FrozenImage.Write<T>(stream, numbers, checksum));
            source = new FrozenSource(declaration, declaration.TextWithLayout, checksum)
            {
                Resource = Path.GetFileName(resource),
                InPlace = inPlace,
            };
        }

        string text = source.Write(network.ParameterCount.ToString("N0", CultureInfo.InvariantCulture));
        TensorFile.Replace(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
        if (hadResource && source.Resource is null)
        {
            EarlierExport.DeleteResource(path, resource);
        }
    }

    /// <summary>Whether a network of so many parameters, padding included, becomes constants.</summary>
    internal static bool FitsConstants<T>(int length)
        where T : unmanaged => 8L * length * Unsafe.SizeOf<T>() <= MostConstantBytes;

    /// <summary>
    /// The second file: beside the first, with the ending that the package's build looks for. No two C# files of a folder have the same: for
    /// <c>Net.Frozen.cs</c> it is <c>Net.Frozen.bin</c>, for <c>Net.cs</c> <c>Net.cs.Frozen.bin</c>.
    /// </summary>
    internal static string ResourcePath(string path)
    {
        const string Ending = ".Frozen.cs";
        return (path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) ? path[..^Ending.Length] : path) + ".Frozen.bin";
    }
}

using System.Reflection;

namespace CompiledNet;

/// <summary>Finds the resource of a frozen network among those of its assembly.</summary>
/// <remarks>
/// Networks of one name in two namespaces are exported to files of one name in two folders, which are told apart by the folder before the
/// name of the resource. The generator does not know it; which one was exported with the C# file, its checksum says.
/// </remarks>
internal static class FrozenResourceSearch
{
    /// <summary>Opens the resource, of which the header is read and right.</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="assembly">The assembly that has it.</param>
    /// <param name="file">The name of the file that was embedded.</param>
    /// <param name="length">How many numbers it has.</param>
    /// <param name="checksum">Their checksum.</param>
    /// <returns>The stream, which stands at the first number, and the name of the resource.</returns>
    /// <exception cref="NetworkFileException">There is none, or only others than were exported.</exception>
    public static (Stream Stream, string Name) Open<T>(Assembly assembly, string file, int length, ulong checksum)
        where T : unmanaged
    {
        NetworkFileException? first = null;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => IsOf(file, name)).OrderBy(name => name.Length))
        {
            Stream stream = assembly.GetManifestResourceStream(name)!;
            if (FindFault<T>(stream, length, checksum) is not { } fault)
            {
                return (stream, name);
            }

            stream.Dispose();
            first ??= Fault(name, fault);
        }

        throw first ?? new NetworkFileException(
            $"The assembly {assembly.GetName().Name} has no resource '{file}', which holds the weights of a frozen network. ExportFrozen wrote that file beside "
            + "the C# file; the package CompiledNet embeds it if it lies there and the project does not exclude it, other projects say "
            + $"<EmbeddedResource Include=\"…path to…/{file}\" LogicalName=\"{file}\" />.");
    }

    /// <summary>Says what is wrong with a resource.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="fault">What is wrong.</param>
    /// <returns>The exception.</returns>
    public static NetworkFileException Fault(string name, string fault) => new(
        $"The resource '{name}', which holds the weights of a frozen network, {fault}. Export the network again, and build with both files.");

    private static bool IsOf(string file, string name) =>
        name.EndsWith(file, StringComparison.Ordinal) && (name.Length == file.Length || name[^(file.Length + 1)] is '/' or '\\');

    private static string? FindFault<T>(Stream stream, int length, ulong checksum)
        where T : unmanaged
    {
        long expected = FrozenImage.FileLength<T>(length);
        if (stream.Length != expected)
        {
            return $"has {stream.Length} bytes; {expected} were expected";
        }

        Span<byte> header = stackalloc byte[FrozenImage.HeaderLength];
        stream.ReadExactly(header);
        return FrozenImage.FindFault<T>(header, length, checksum);
    }
}

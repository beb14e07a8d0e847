using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Inspect;

/// <summary>
/// The texts that this assembly was compiled from, generated ones included. The compiler puts them into the assembly's debugging
/// information (<c>EmbedAllSources</c>, <c>DebugType</c> embedded), so they cannot differ from the code that runs.
/// </summary>
internal static class CompiledSources
{
    // "Embedded source" in the specification of portable debugging information: a number, 0 or the length of the text when it is
    // decompressed, and the text.
    private static readonly Guid s_embeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    /// <summary>Reads one text.</summary>
    /// <param name="name">The name of the file without its folder.</param>
    /// <exception cref="InvalidOperationException">The assembly holds no such file.</exception>
    public static SourceText Read(string name)
    {
        using FileStream file = File.OpenRead(Assembly.GetExecutingAssembly().Location);
        using var assembly = new PEReader(file);
        DebugDirectoryEntry entry = assembly.ReadDebugDirectory()
            .Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        using MetadataReaderProvider provider = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(entry);
        MetadataReader reader = provider.GetMetadataReader();

        foreach (DocumentHandle handle in reader.Documents)
        {
            string path = reader.GetString(reader.GetDocument(handle).Name);
            if (path.AsSpan(path.LastIndexOfAny(['/', '\\']) + 1).SequenceEqual(name))
            {
                return new SourceText(name, TextOf(reader, handle));
            }
        }

        throw new InvalidOperationException($"The assembly was compiled without a file {name}.");
    }

    private static string TextOf(MetadataReader reader, DocumentHandle handle)
    {
        foreach (CustomDebugInformationHandle information in reader.GetCustomDebugInformation(handle))
        {
            CustomDebugInformation found = reader.GetCustomDebugInformation(information);
            if (reader.GetGuid(found.Kind) == s_embeddedSource)
            {
                return Decode(reader.GetBlobBytes(found.Value));
            }
        }

        throw new InvalidOperationException("The assembly was compiled without its sources.");
    }

    private static string Decode(byte[] blob)
    {
        var stored = new MemoryStream(blob, sizeof(int), blob.Length - sizeof(int));
        using var text = new StreamReader(
            BitConverter.ToInt32(blob) == 0 ? stored : new DeflateStream(stored, CompressionMode.Decompress), Encoding.UTF8);
        return text.ReadToEnd();
    }
}

using System.Globalization;

namespace CompiledNet.Tool.Files;

/// <summary>Reads whole files.</summary>
internal static class FileBytes
{
    /// <summary>The bytes of a file.</summary>
    /// <exception cref="ImportException">It cannot be read, or is too large.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            long length = new FileInfo(path).Length;
            return length < Limits.MostFileBytes
                ? File.ReadAllBytes(path)
                : throw new ImportException(string.Create(CultureInfo.InvariantCulture, $"'{path}' has {length} bytes; less than {Limits.MostFileBytes} are read."));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"'{path}' cannot be read: {exception.Message}", exception);
        }
    }
}

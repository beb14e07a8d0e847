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
            if (Directory.Exists(path))
            {
                throw new ImportException($"'{path}' is a folder; a file was expected.");
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read);
            long length = stream.CanSeek ? stream.Length : 0; // That of a device is 0, however much it gives.
            if (length is 0 or >= Limits.MostFileBytes)
            {
                throw new ImportException(length == 0
                    ? $"'{path}' is empty, or no file on a disk."
                    : string.Create(CultureInfo.InvariantCulture, $"'{path}' has {length} bytes; less than {Limits.MostFileBytes} are read."));
            }

            var bytes = new byte[length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"'{path}' cannot be read: {exception.Message}", exception);
        }
    }
}

namespace CompiledNet;

/// <summary>A file that is replaced whole or not at all, and one that is read.</summary>
internal static class TensorFile
{
    /// <summary>What the name of the file is followed by while it is written.</summary>
    public const string TemporarySuffix = ".tmp";

    /// <summary>
    /// Writes a file beside the old one, brings it to the disk, and gives it the name of the old one, which operating systems do in one
    /// step. Whoever is killed before that leaves a file with <see cref="TemporarySuffix"/>, which the next call overwrites.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes what is to be in it.</param>
    /// <exception cref="IOException">It cannot be written, or is being written by somebody else; the old one is as it was.</exception>
    public static void Replace(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new FileInfo(path);
        string target = file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        string temporary = target + TemporarySuffix;

        // Held open until it has its new name: otherwise another writer could begin it anew, and half a file would get that name. Windows
        // renames an open file only where that was allowed, and then nobody else may write to it either.
        using var stream = new FileStream(
            temporary, FileMode.Create, FileAccess.Write, OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None);
        try
        {
            write(stream);
            stream.Flush(flushToDisk: true);
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Reads a file; what is found wrong with it names it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="read">Reads it.</param>
    public static void Read(string path, Action<Stream> read)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            read(stream);
        }
        catch (NetworkFileException exception)
        {
            exception.FileName = path;
            throw;
        }
    }
}

namespace CompiledNet;

/// <summary>A file that is replaced whole or not at all, and one that is read.</summary>
internal static class TensorFile
{
    /// <summary>What the name of a file that is being written ends in.</summary>
    public const string TemporarySuffix = ".tmp";

    /// <summary>
    /// Writes a file beside the old one, brings it to the disk, and gives it the name of the old one, which operating systems do in one
    /// step. Whoever is killed before that leaves a file with <see cref="TemporarySuffix"/>. Of several at a time the last one stays.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes what is to be in it.</param>
    /// <exception cref="IOException">It cannot be written; the old one is as it was.</exception>
    public static void Replace(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new FileInfo(path);
        string target = file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        RefuseDevice(target);

        // Each writer has a name of its own: with a common one a second writer could open the file before it is renamed, and write to it afterwards,
        // when it is the target. It is closed before it is renamed, for a reader does not get what somebody else may write to.
        string temporary = TemporaryName(target);
        var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        try
        {
            using (stream)
            {
                CopyMode(target, stream);
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    // Names are limited to 255 bytes: of a long one only the beginning, at most three bytes a character, so that any name that can be read can be saved.
    private static string TemporaryName(string target)
    {
        const int Most = 64;
        string name = Path.GetFileName(target);
        string beginning = name.Length <= Most ? name : name[..Most];
        return Path.Combine(Path.GetDirectoryName(target) ?? "", $"{beginning}.{Path.GetRandomFileName()}{TemporarySuffix}");
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

    // Renaming would put a file in the place of /dev/null, or of a pipe that somebody reads from. Both look like an empty file; but a device cannot be
    // cut to a length, and a pipe, which does not wait for the other end when it is opened for both, has no position.
    private static void RefuseDevice(string target)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(target) || new FileInfo(target).Length > 0)
        {
            return;
        }

        if (!CanBeCut(target))
        {
            throw new IOException($"'{target}' is a device or a pipe, which a file is not to replace. Save to a stream that writes to it.");
        }
    }

    private static bool CanBeCut(string target)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(target, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception exception) when (exception is FileNotFoundException or UnauthorizedAccessException)
        {
            // Somebody deleted it; or it may be read only, which renaming does not mind.
            return true;
        }

        using (stream)
        {
            try
            {
                stream.SetLength(stream.Length);
                return true;
            }
            catch (Exception exception) when (exception is IOException or NotSupportedException or ArgumentException)
            {
                return false;
            }
        }
    }

    // Who may read the old file may read the new one, and nobody else.
    private static void CopyMode(string target, FileStream stream)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(target))
        {
            File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(target));
        }
    }
}

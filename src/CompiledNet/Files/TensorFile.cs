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
    /// <exception cref="UnauthorizedAccessException">It, or its folder, may not be written to; the old one is as it was.</exception>
    public static void Replace(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string target = CheckReplaceable(path);

        // Each writer has a name of its own: with a common one a second writer could open the file before it is renamed, and write to it afterwards,
        // when it is the target. It is closed before it is renamed, for a reader does not get what somebody else may write to.
        string temporary = TemporaryName(target);
        FileStream stream = Create(temporary, target);
        try
        {
            using (stream)
            {
                FileOwner.Copy(target, stream);
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            Rename(temporary, target);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Refuses a file that is not to be replaced, before anything is written: a device, a pipe, one that is write-protected.</summary>
    /// <param name="path">The file, which may be missing.</param>
    /// <returns>The file behind it, if it is a symbolic link.</returns>
    /// <exception cref="IOException">It is a device or a pipe.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written to.</exception>
    public static string CheckReplaceable(string path)
    {
        var file = new FileInfo(path);
        string target = file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        RefuseDevice(target);
        RefuseProtected(target);
        return target;
    }

    /// <summary>What is said of a target that cannot be replaced by renaming.</summary>
    /// <param name="target">The file.</param>
    /// <param name="exception">What renaming threw.</param>
    /// <returns>An exception that says what to do; null where the given one says enough.</returns>
    public static IOException? Explain(string target, IOException exception)
    {
        // errno: the same number on Linux, macOS and the BSDs.
        const int Busy = 16;

        return !OperatingSystem.IsWindows() && exception.HResult == Busy
            ? new IOException(
                $"'{target}' is a mount point, as where a single file is bound into a container, and cannot be replaced in one step; it is as it was. Mount the folder "
                + "that it is to lie in, or save to another file, or to a stream.",
                exception)
            : null;
    }

    private static void Rename(string temporary, string target)
    {
        try
        {
            File.Move(temporary, target, overwrite: true);
        }
        catch (IOException exception) when (Explain(target, exception) is IOException explained)
        {
            throw explained;
        }
    }

    // A file is replaced by one beside it, of which the caller need not know.
    private static FileStream Create(string temporary, string target)
    {
        try
        {
            return new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new UnauthorizedAccessException(
                $"'{target}' cannot be saved, because its folder may not be written to: a file is replaced by one that is written beside it, so that there is "
                + "always a whole one. Allow it, or save to another folder, or to a stream.",
                exception);
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new DirectoryNotFoundException(
                $"'{target}' cannot be saved, because there is no folder '{Path.GetDirectoryName(target)}'. Create it first.", exception);
        }
        catch (IOException exception) when (exception.GetType() == typeof(IOException))
        {
            throw new IOException($"'{target}' cannot be saved, because no file can be written beside it: {exception.Message}", exception);
        }
    }

    // Renaming would not mind. Where nobody may write to a file, that is for administrators too.
    private static void RefuseProtected(string target)
    {
        const UnixFileMode Writing = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

        if (OperatingSystem.IsWindows() || !File.Exists(target))
        {
            return;
        }

        if ((File.GetUnixFileMode(target) & Writing) == 0)
        {
            throw new UnauthorizedAccessException($"'{target}' is write-protected; it is as it was. Give it a mode that allows writing, or save to another file.");
        }

        // Throws where this user may not write to it.
        using (new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0))
        {
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
        using FileStream stream = Open(path);
        Read(stream, path, read);
    }

    /// <summary>Opens a file to be read.</summary>
    /// <param name="path">The file.</param>
    public static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

    /// <summary>Reads an open file; what is found wrong with it names it.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="path">Its path.</param>
    /// <param name="read">Reads it.</param>
    public static void Read(Stream stream, string path, Action<Stream> read)
    {
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
            // Somebody deleted it; or it may be read only, which is looked at next.
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
}

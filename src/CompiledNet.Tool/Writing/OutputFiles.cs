namespace CompiledNet.Tool.Writing;

/// <summary>Files that are written all or not at all: first beside one another in a folder of their own, then moved to their places.</summary>
internal sealed class OutputFiles : IDisposable
{
    private readonly string _folder;
    private readonly DirectoryInfo _staging;

    /// <summary>Begins.</summary>
    /// <param name="folder">Where the files are to lie; made if it is missing.</param>
    public OutputFiles(string folder)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        _staging = Directory.CreateDirectory(Path.Combine(_folder, $".compilednet-{Path.GetRandomFileName()}"));
    }

    /// <summary>Where a file is written before it is moved.</summary>
    public string PathOf(string name) => Path.Combine(_staging.FullName, name);

    /// <summary>Refuses to replace what the tool did not write.</summary>
    /// <param name="folder">Where the files are to lie.</param>
    /// <param name="name">The declaration.</param>
    /// <exception cref="ImportException">It is there, and somebody else's.</exception>
    public static void CheckReplaceable(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        if (File.Exists(path) && File.ReadLines(path).FirstOrDefault()?.StartsWith(DeclarationWriter.FirstLine, StringComparison.Ordinal) != true)
        {
            throw new ImportException(
                $"'{path}' is there already and was not written by an import, whose first line begins with '{DeclarationWriter.FirstLine}'. Choose another --output or --class, or delete it.");
        }
    }

    /// <summary>Moves the files to their places. If one cannot be moved, those before it are put back.</summary>
    /// <returns>Their paths.</returns>
    public IReadOnlyList<string> Commit()
    {
        var moved = new List<(string Target, string? Old)>();
        try
        {
            foreach (string file in Directory.GetFiles(_staging.FullName).Order(StringComparer.Ordinal))
            {
                string target = Path.Combine(_folder, Path.GetFileName(file));
                string? old = File.Exists(target) ? file + ".old" : null;
                if (old is not null)
                {
                    File.Move(target, old);
                }

                moved.Add((target, old));
                File.Move(file, target);
            }
        }
        catch
        {
            foreach ((string target, string? old) in moved)
            {
                File.Delete(target);
                if (old is not null)
                {
                    File.Move(old, target);
                }
            }

            throw;
        }

        return [.. moved.Select(file => file.Target)];
    }

    public void Dispose()
    {
        if (_staging.Exists)
        {
            _staging.Delete(recursive: true);
        }
    }
}

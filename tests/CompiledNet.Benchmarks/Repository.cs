namespace CompiledNet.Benchmarks;

/// <summary>Where the sources are.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution, above the program.</summary>
    public static string Root { get; } = Find();

    /// <summary>Where results are written.</summary>
    public static string Artifacts { get; } = Directory.CreateDirectory(Path.Combine(Root, "artifacts")).FullName;

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CompiledNet.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The program does not lie within the repository.");
    }
}

namespace CompiledNet.Package.Tests.Harness;

/// <summary>The sources that the package is made of, as a repository of their own: what is packed does not touch what the solution has built.</summary>
internal static class Sources
{
    // A repository that does not exist, on the host that links to sources are made for.
    public const string Remote = "https://github.com/example/example.git";

    private const string Solution = "CompiledNet.sln";

    private static readonly string[] s_folders = ["src", "generator"];
    private static readonly string[] s_unwanted = ["bin", "obj"];

    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Copies them and commits them, always as the same commit.</summary>
    /// <param name="target">A folder to be made.</param>
    /// <param name="tag">The commit's tag.</param>
    public static void CopyTo(string target, string tag)
    {
        Directory.CreateDirectory(target);
        foreach (string file in Directory.EnumerateFiles(Root).Where(file => Path.GetFileName(file) != Solution && !IsGit(file)))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        foreach (string folder in s_folders)
        {
            Copy(new DirectoryInfo(Path.Combine(Root, folder)), Path.Combine(target, folder));
        }

        string[] who = ["-c", "user.name=Tests", "-c", "user.email=tests@example.com", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"];
        Tool.Do(target, "git", "init", "--quiet");
        Tool.Do(target, "git", "remote", "add", "origin", Remote);
        Tool.Do(target, "git", [.. who, "add", "--all"]);
        Tool.Do(target, "git", [.. who, "commit", "--quiet", "--message", "Sources"]);
        Tool.Do(target, "git", "tag", tag);
    }

    private static void Copy(DirectoryInfo from, string target)
    {
        Directory.CreateDirectory(target);
        foreach (FileInfo file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(target, file.Name));
        }

        foreach (DirectoryInfo folder in from.EnumerateDirectories().Where(folder => !s_unwanted.Contains(folder.Name)))
        {
            Copy(folder, Path.Combine(target, folder.Name));
        }
    }

    // In a second work tree of a repository .git is a file.
    private static bool IsGit(string file) => Path.GetFileName(file) == ".git";

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The package is made of the repository's sources, and the tests do not run inside it.");
    }
}

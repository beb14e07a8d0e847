using CompiledNet.Generator.Emit;

namespace CompiledNet.Generator.Tests.Harness;

/// <summary>
/// Emitted text compared with the accepted one in <c>Snapshots/*.verified.cs</c>. On a difference the text is left in
/// <c>*.received.cs</c> beside it; with the environment variable COMPILEDNET_ACCEPT_SNAPSHOTS=1 it is accepted instead.
/// </summary>
internal static class Snapshot
{
    // What the snapshots say, whichever version writes.
    private const string Version = "0.1.0";

    private const string Accept = "COMPILEDNET_ACCEPT_SNAPSHOTS";

    private static readonly bool IsAccepting = Environment.GetEnvironmentVariable(Accept) == "1";

    /// <summary>Compares with the snapshot of a test.</summary>
    /// <param name="test">The test, of the class SnapshotTests.</param>
    /// <param name="text">What was emitted.</param>
    public static void Verify(string test, string text) =>
        VerifyIn(Folder(), $"SnapshotTests.{test}", WithoutVersion(text), IsAccepting);

    /// <summary>Compares with a snapshot.</summary>
    /// <param name="folder">Where the snapshots lie.</param>
    /// <param name="name">Its name, without .verified.cs.</param>
    /// <param name="text">What was emitted.</param>
    /// <param name="accept">Whether what was emitted is right from now on.</param>
    public static void VerifyIn(string folder, string name, string text, bool accept)
    {
        string verified = Path.Combine(folder, name + ".verified.cs");
        string received = Path.Combine(folder, name + ".received.cs");
        if (accept)
        {
            File.WriteAllText(verified, text);
        }

        string expected = File.Exists(verified) ? File.ReadAllText(verified) : "";
        if (WithLineFeeds(expected) == WithLineFeeds(text))
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail(
            $"{FirstDifference(expected, text)}\n\nThe whole text is in {received}\n"
            + $"Accept it with {Accept}=1 dotnet test tests/CompiledNet.Generator.Tests -c Release --filter FullyQualifiedName~Snapshot");
    }

    /// <summary>An accepted text.</summary>
    /// <param name="test">The test, of the class SnapshotTests.</param>
    public static string Read(string test) =>
        WithLineFeeds(File.ReadAllText(Path.Combine(Folder(), $"SnapshotTests.{test}.verified.cs")));

    /// <summary>The root of the repository. A path that the compiler knows would be another one in a deterministic build.</summary>
    public static string Repository()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "CompiledNet.sln")))
        {
            root = root.Parent;
        }

        Assert.True(root is not null, "Snapshots lie in the repository, and the tests do not run inside it.");
        return root.FullName;
    }

    private static string WithoutVersion(string text)
    {
        foreach (string between in (string[])[" ", "\", \""])
        {
            string tool = NetworkEmitter.ToolName + between;
            Assert.Contains(tool + NetworkEmitter.ToolVersion, text, StringComparison.Ordinal);
            text = text.Replace(tool + NetworkEmitter.ToolVersion, tool + Version, StringComparison.Ordinal);
        }

        return text;
    }

    private static string Folder() => Path.Combine(Repository(), "tests", "CompiledNet.Generator.Tests", "Snapshots");

    private static string FirstDifference(string expected, string text)
    {
        string[] old = WithLineFeeds(expected).Split('\n');
        string[] @new = WithLineFeeds(text).Split('\n');
        int line = 0;
        while (line < old.Length && line < @new.Length && old[line] == @new[line])
        {
            line++;
        }

        string context = string.Concat(old.Take(line).TakeLast(3).Select(same => $"\n    {same}"));
        return $"Line {line + 1} differs:{context}\n  - {Line(old, line)}\n  + {Line(@new, line)}";
    }

    private static string Line(string[] lines, int index) => index < lines.Length ? lines[index] : "(the text has ended)";

    private static string WithLineFeeds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}

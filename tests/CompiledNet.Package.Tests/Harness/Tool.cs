using System.Diagnostics;

namespace CompiledNet.Package.Tests.Harness;

/// <summary>Programs run to their end: dotnet, git, and what was built.</summary>
internal static class Tool
{
    // What a surrounding build or test run leaves to its children, which would have them build with its own MSBuild and settings.
    private static readonly string[] s_leaking = ["MSBuild", "DOTNET_CLI", "DOTNET_HOST_PATH", "VSTEST", "MINVER", "GIT_"];

    /// <summary>Runs a program.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>Its exit code, and all that it wrote.</returns>
    public static Outcome Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(IsLeaking).ToArray())
        {
            start.Environment.Remove(name);
        }

        // As on a build server: nothing stays behind when a command has ended, and paths are those of the repository.
        start.Environment["CI"] = "true";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";

        // The same sources are the same commit.
        start.Environment["GIT_AUTHOR_DATE"] = "2000-01-01T00:00:00Z";
        start.Environment["GIT_COMMITTER_DATE"] = "2000-01-01T00:00:00Z";

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Outcome(process.ExitCode, output + errors.Result);
    }

    /// <summary>Runs a program that must succeed.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>All that it wrote.</returns>
    public static string Do(string folder, string program, params string[] arguments)
    {
        (int exit, string output) = Run(folder, program, arguments);
        return exit == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {exit}:\n{output}");
    }

    private static bool IsLeaking(string name) =>
        s_leaking.Any(leaking => name.StartsWith(leaking, StringComparison.OrdinalIgnoreCase));
}

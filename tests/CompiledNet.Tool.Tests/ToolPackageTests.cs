using System.Diagnostics;
using System.Globalization;
using CompiledNet.Tests.Common;
using Xunit;

namespace CompiledNet.Tool.Tests;

/// <summary>The tool as a package: packed, installed from a folder, and run as the README says.</summary>
public sealed class ToolPackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compilednet-tool-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [LongFact]
    public void An_installed_tool_does_what_the_README_says()
    {
        string version = string.Create(CultureInfo.InvariantCulture, $"0.1.1-test.{DateTime.UtcNow.Ticks}");
        string packages = Path.Combine(_folder, "packages");
        Run(Repository(), "dotnet", "pack", "src/CompiledNet.Tool", "-c", "Release", "-o", packages, "--nologo", $"-p:MinVerVersionOverride={version}", "-p:RunAnalyzers=false");

        // Only the tool itself comes from the folder; it has no dependencies.
        File.WriteAllText(Path.Combine(_folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="packages" value="{packages}" />
              </packageSources>
            </configuration>
            """);
        // Not where the user's own tools lie.
        string[] install = ReadmeLine("dotnet tool install").Replace("--global", "--tool-path tools", StringComparison.Ordinal).Split(' ');
        Run(_folder, install[0], [.. install[1..], "--version", version]);

        File.Copy(DataFiles.PathOf("Onnx/cnn.onnx"), Path.Combine(_folder, "model.onnx"));
        string[] import = ReadmeLine("compilednet import").Split(' ');
        string output = Run(_folder, Path.Combine(_folder, "tools", OperatingSystem.IsWindows() ? import[0] + ".exe" : import[0]), import[1..]);

        Assert.Contains("the largest difference from ONNX Runtime is", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder, "Nets", "KeywordNet.cs")));
        Assert.True(File.Exists(Path.Combine(_folder, "Nets", "KeywordNet.safetensors")));
    }

    private static string ReadmeLine(string start) =>
        File.ReadLines(Path.Combine(Repository(), "README.md")).Select(text => text.Trim()).Single(text => text.StartsWith(start, StringComparison.Ordinal));

    private static string Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}{errors.Result}");
        return output;
    }

    private static string Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CompiledNet.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The package is made of the repository's sources, and the tests do not run inside it.");
    }
}

using System.Diagnostics;

namespace CompiledNet.Faults;

/// <summary>Copies of the built test programs, whose library and generator are replaced by those with a fault.</summary>
internal sealed class TestPrograms
{
    /// <summary>What is no answer after so long is a fault too.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    private readonly string _folder;

    /// <summary>Copies the programs.</summary>
    /// <param name="root">The root of the repository.</param>
    /// <param name="folder">Where to; it is made anew.</param>
    /// <param name="names">Those that are wanted.</param>
    /// <exception cref="FaultTableException">One is not built.</exception>
    public TestPrograms(string root, string folder, IEnumerable<string> names)
    {
        _folder = folder;
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (string name in names)
        {
            string built = Path.Combine(root, "tests", "CompiledNet." + name, "bin", "Release", "net10.0");
            if (!File.Exists(Path.Combine(built, $"CompiledNet.{name}.dll")))
            {
                throw new FaultTableException($"CompiledNet.{name} is not built: dotnet build tests/CompiledNet.{name} -c Release");
            }

            foreach (string file in Directory.EnumerateFiles(built, "*", SearchOption.AllDirectories))
            {
                string copy = Path.Combine(folder, name, Path.GetRelativePath(built, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }
    }

    /// <summary>The ends of the programs' names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["Tests", "Generator.Tests", "Fuzz", "Tool.Tests"];

    /// <summary>Replaces an assembly wherever it is.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="image">Its bytes.</param>
    public void Replace(string name, byte[] image)
    {
        foreach (string program in Names)
        {
            string path = Path.Combine(_folder, program, name + ".dll");
            if (File.Exists(path))
            {
                File.WriteAllBytes(path, image);
            }
        }
    }

    /// <summary>Runs one.</summary>
    /// <returns>Whether all was right, and what it printed.</returns>
    public (bool IsRight, string Output) Run(TestProgramRun run)
    {
        var start = new ProcessStartInfo("dotnet", $"CompiledNet.{run.Program}.dll {run.Arguments}")
        {
            WorkingDirectory = Path.Combine(_folder, run.Program),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (run.IsPlain)
        {
            start.Environment["DOTNET_EnableHWIntrinsic"] = "0";
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        // 2: the program has not understood what it was asked for, or has no such test.
        string text = output.Result + errors.Result;
        return process.ExitCode == 2
            ? throw new FaultTableException($"'{run}' is no run of CompiledNet.{run.Program}:\n{text}")
            : (process.ExitCode == 0, text);
    }
}

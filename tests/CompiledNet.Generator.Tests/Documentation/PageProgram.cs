using System.Diagnostics;
using CompiledNet.Generator.Tests.Harness;
using Microsoft.CodeAnalysis.Emit;

namespace CompiledNet.Generator.Tests.Documentation;

/// <summary>
/// Programs that a page shows whole, compiled as in a project of `dotnet new console` beside the repository, and run in processes of their own:
/// they write to the console and to files.
/// </summary>
internal sealed class PageProgram : IDisposable
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private const string Runtime = """
        {
          "runtimeOptions": {
            "tfm": "net10.0",
            "framework": { "name": "Microsoft.NETCore.App", "version": "10.0.0" },
            "configProperties": { "System.Globalization.Invariant": true }
          }
        }
        """;

    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("compilednet-page-");
    private readonly DirectoryInfo _project;

    /// <summary>Makes the project's folder, and beside it the part of the repository that pages read from.</summary>
    public PageProgram()
    {
        _project = _parent.CreateSubdirectory("Xor");
        const string Digits = "samples/Digits/Data";
        string copy = _parent.CreateSubdirectory("CompiledNet/" + Digits).FullName;
        File.Copy(Path.Combine(Snapshot.Repository(), Digits, "digits.csv.gz"), Path.Combine(copy, "digits.csv.gz"));
        File.Copy(typeof(INetwork<>).Assembly.Location, Path.Combine(_project.FullName, "CompiledNet.dll"));
        File.WriteAllText(Path.Combine(_project.FullName, "Xor.runtimeconfig.json"), Runtime);
    }

    /// <summary>Compiles and runs a program where earlier ones have run.</summary>
    /// <returns>What it prints.</returns>
    public string Run(string program)
    {
        Build build = Build.Valid([program, ImplicitUsings], new BuildOptions { IsProgram = true });
        Assert.Empty(build.CompilerDiagnostics);
        string assembly = Path.Combine(_project.FullName, "Xor.dll");
        using (FileStream image = File.Create(assembly))
        {
            EmitResult result = build.Compilation.Emit(image);
            Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        }

        var start = new ProcessStartInfo("dotnet", [assembly])
        {
            WorkingDirectory = _project.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + error.Result);
        return output.ReplaceLineEndings("\n");
    }

    /// <summary>Removes the folder.</summary>
    public void Dispose() => _parent.Delete(recursive: true);
}

using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using CompiledNet.Tests.Common;

namespace CompiledNet.Mpi.Tests;

/// <summary>The package, in a project outside of the repository.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compilednet-mpi-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [LongFact]
    public void A_program_that_refers_to_the_packages_trains_in_processes()
    {
        string version = string.Create(CultureInfo.InvariantCulture, $"0.1.1-test.{DateTime.UtcNow.Ticks}");
        string packages = Path.Combine(_folder, "packages");
        foreach (string project in (string[])["CompiledNet", "CompiledNet.Mpi"])
        {
            Run(Repository(), "dotnet", "pack", $"src/{project}", "-c", "Release", "-o", packages, "--nologo", $"-p:MinVerVersionOverride={version}", "-p:RunAnalyzers=false");
        }

        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="packages" value="{packages}" />
              </packageSources>
            </configuration>
            """);
        Write("User.csproj", new XElement(
            "Project",
            new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement("PropertyGroup", new XElement("OutputType", "Exe"), new XElement("TargetFramework", "net10.0"), new XElement("ImplicitUsings", "enable")),
            new XElement("ItemGroup", Reference("CompiledNet", version), Reference("CompiledNet.Mpi", version))).ToString());
        Write("Program.cs", """
            using CompiledNet;
            using CompiledNet.Mpi;

            var net = new XorNet(seed: 1);
            var data = new DataSet<float>((float[])[0, 0, 0, 1, 1, 0, 1, 1], 2, (float[])[0, 1, 1, 0], 1);
            TrainingHistory history = Trainer.Fit(net, data, new TrainingOptions { Epochs = 3, Team = MpiTeam.Start() });
            Console.WriteLine($"loss {history[^1].TrainingLoss:R}");

            [Network(inputs: 2, Loss = Loss.BinaryCrossEntropy)]
            [Dense(8, Activation.Tanh)]
            [Dense(1, Activation.Sigmoid)]
            public partial class XorNet;
            """);
        Run(_folder, "dotnet", "build", "-c", "Release", "-o", "out", "--nologo");
        string alone = Run(_folder, "dotnet", "out/User.dll");
        Assert.StartsWith("loss ", alone, StringComparison.Ordinal);
        if (MpiTools.ReasonToSkip("mpirun") is null)
        {
            Assert.Equal(alone.Trim(), Run(_folder, "mpirun", "--oversubscribe", "--bind-to", "none", "-n", "2", "dotnet", "out/User.dll").Trim());
        }
    }

    private static XElement Reference(string package, string version) =>
        new("PackageReference", new XAttribute("Include", package), new XAttribute("Version", version));

    private static string Repository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CompiledNet.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The packages are made of the repository's sources, and the tests do not run inside it.");
    }

    private static string Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["OMPI_ALLOW_RUN_AS_ROOT"] = "1";
        start.Environment["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}{errors.Result}");
        return output;
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}

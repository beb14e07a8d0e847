using System.Globalization;
using CompiledNet.Tests.Common;

namespace CompiledNet.Package.Tests.Harness;

/// <summary>All that takes time, done once: the package is made twice, and every consumer is built with it.</summary>
public sealed class Bench : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("compilednet-package-");
    private readonly Workshop? _workshop;
    private readonly Task<string>? _second;

    /// <summary>Makes and builds everything.</summary>
    public Bench()
    {
        // One that no folder of packages has yet, so that none of them is taken for this one.
        Version = "0.1.1-test." + DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture);
        Package = "";
        if (!LongTests.Run)
        {
            return; // xUnit makes it for skipped tests, too.
        }

        try
        {
            Task<string> first = Task.Run(() => Pack("first"));
            _second = Task.Run(() => Pack("second"));
            Package = first.GetAwaiter().GetResult();
            _workshop = new Workshop(Path.Combine(_folder.FullName, "consumers"), Path.GetDirectoryName(Package)!, Version);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The version, which is that of the commit's tag.</summary>
    public string Version { get; }

    /// <summary>The package.</summary>
    public string Package { get; }

    /// <summary>The package made of the same commit at another place.</summary>
    public string SecondPackage => _second!.GetAwaiter().GetResult();

    /// <summary>What became of a consumer.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its place and what the build reported.</returns>
    internal Built BuiltConsumer(string name) => _workshop!.Find(name);

    /// <summary>Removes everything.</summary>
    public void Dispose()
    {
        try
        {
            _second?.Wait();
        }
        catch (AggregateException)
        {
            // Whoever asked for it was told.
        }

        // What git has written is read-only, which keeps Windows from removing it.
        foreach (FileInfo file in _folder.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.IsReadOnly))
        {
            file.IsReadOnly = false;
        }

        _folder.Delete(recursive: true);
    }

    private string Pack(string name)
    {
        string sources = Path.Combine(_folder.FullName, name);
        string packages = Path.Combine(_folder.FullName, name + "-packages");
        Sources.CopyTo(sources, "v" + Version);

        // Analyzers change no bit of what is compiled.
        Tool.Do(sources, "dotnet", "pack", "src/CompiledNet", "-c", "Release", "-o", packages, "--nologo", "-p:RunAnalyzers=false");
        return Path.Combine(packages, $"CompiledNet.{Version}.nupkg");
    }
}

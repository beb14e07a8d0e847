using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>
/// Commands of this program in processes of their own, since a process has one width of registers. The processes of one test class share what
/// they compile.
/// </summary>
public sealed class ChildProcess : IDisposable
{
    private readonly DirectoryInfo _cache = Directory.CreateTempSubdirectory("compilednet-fuzz-");

    /// <summary>Removes what was compiled.</summary>
    public void Dispose() => _cache.Delete(recursive: true);

    /// <summary>Runs a command, which must succeed.</summary>
    /// <param name="bits">Width of the registers; 0 for the processor's.</param>
    /// <param name="settings">Environment variables.</param>
    /// <param name="arguments">The command.</param>
    /// <returns>What it printed.</returns>
    internal string Run(int bits, (string Name, string Value)[] settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments]) { RedirectStandardOutput = true };
        start.Environment[AssemblyCache.Variable] = _cache.FullName;

        // What confines this process is not to confine that one.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("DOTNET_Enable", StringComparison.OrdinalIgnoreCase)
            || name.Equals("DOTNET_PreferredVectorBitWidth", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        if (bits > 0)
        {
            start.Environment["DOTNET_PreferredVectorBitWidth"] = bits.ToString(CultureInfo.InvariantCulture);
        }

        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        return output;
    }
}

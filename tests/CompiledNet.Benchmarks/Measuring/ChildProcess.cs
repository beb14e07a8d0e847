using System.Diagnostics;

namespace CompiledNet.Benchmarks.Measuring;

/// <summary>Programs that are started for what they print, this one above all.</summary>
internal static class ChildProcess
{
    /// <summary>What starts this program.</summary>
    /// <param name="arguments">A command and its options.</param>
    public static string[] OfThisProgram(params ReadOnlySpan<string> arguments)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("This process has no file.");
        string[] library = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(ChildProcess).Assembly.Location] : [];
        return [program, .. library, .. arguments];
    }

    /// <summary>Starts a program and waits for its end.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="environment">Variables that are set for it; null takes one away.</param>
    /// <returns>What it has printed.</returns>
    /// <exception cref="InvalidOperationException">It does not start, or ends with another code than 0.</exception>
    public static string Run(IReadOnlyList<string> command, params ReadOnlySpan<(string Name, string? Value)> environment)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true };
        foreach ((string name, string? value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} does not start.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}.");
    }
}

using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace CompiledNet.Mpi.Tests;

/// <summary>What a launch of the program came to.</summary>
/// <param name="ExitCode">The launcher's exit code.</param>
/// <param name="Output">What was printed.</param>
/// <param name="Error">What was reported.</param>
internal sealed record Launch(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(120);

    /// <summary>The lines that were printed.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The lines that were reported by the processes.</summary>
    public string[] Reports =>
        [.. Error.Split('\n', StringSplitOptions.TrimEntries).Where(line => line.StartsWith("process ", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static string Path { get; } = Assembly.GetExecutingAssembly().Location;

    /// <summary>Starts processes by mpirun.</summary>
    public static Launch Of(int processes, params string[] job) => Of("mpirun", processes, null, job);

    /// <summary>Starts processes by a launcher, and looks on.</summary>
    /// <param name="launcher">The program; mpirun.mpich is that of MPICH.</param>
    /// <param name="processes">How many, more than there are cores if need be.</param>
    /// <param name="onReport">Is told each line that is reported.</param>
    /// <param name="job">What the processes do.</param>
    public static Launch Of(string launcher, int processes, Action<string>? onReport, params string[] job) => Start(
        launcher,
        [.. launcher == "mpirun" ? (string[])["--oversubscribe", "--bind-to", "none", "--mca", "mpi_yield_when_idle", "1"] : [], "-n", $"{processes}", "dotnet", Path, .. job],
        onReport,
        []);

    /// <summary>Starts the program without a launcher, in an environment of its own.</summary>
    public static Launch Alone(string[] job, params (string Name, string Value)[] environment) => Start("dotnet", [Path, .. job], null, environment);

    private static Launch Start(string program, string[] arguments, Action<string>? onReport, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["OMPI_ALLOW_RUN_AS_ROOT"] = "1";
        start.Environment["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = new StringBuilder();
        var error = new StringBuilder();
        process.OutputDataReceived += (_, line) => output.AppendLine(line.Data);
        process.ErrorDataReceived += (_, line) =>
        {
            error.AppendLine(line.Data);
            if (line.Data is string text)
            {
                onReport?.Invoke(text);
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(s_limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {s_limit.TotalSeconds} s. {output} {error}");
        }

        process.WaitForExit();
        return new Launch(process.ExitCode, output.ToString(), error.ToString());
    }
}

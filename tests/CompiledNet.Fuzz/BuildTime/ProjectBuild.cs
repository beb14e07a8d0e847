using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CompiledNet.Generator;

namespace CompiledNet.Fuzz.BuildTime;

/// <summary>A project of many networks, built by the command line with generator and analyzer and without, each time from nothing.</summary>
internal static partial class ProjectBuild
{
    private const string LogFile = "build.log";

    /// <summary>Prints the seconds of each build and what generator and analyzer add in the medians.</summary>
    /// <returns>What failed; null where nothing did.</returns>
    public static string? Run(int networks, int rounds, TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("networks").FullName;
        try
        {
            Write(folder, networks);
            if (Call(folder, "restore", out _) is { } failure)
            {
                return failure;
            }

            var with = new List<double>();
            var without = new List<double>();
            for (int round = 0; round < rounds; round++)
            {
                foreach ((bool generates, List<double> seconds) in new[] { (false, without), (true, with) })
                {
                    // A compiler that starts anew each time: nothing is warm, as in the first build of a day or of a server.
                    string arguments = $"build --no-restore --no-incremental -c Release -nodeReuse:false -p:UseSharedCompilation=false -p:ReportAnalyzer=true -p:Generates={generates}";
                    if (Call(folder, arguments, out TimeSpan time) is { } wrong)
                    {
                        return wrong;
                    }

                    seconds.Add(time.TotalSeconds);
                    output.WriteLine(FormattableString.Invariant(
                        $"{networks} networks, {(generates ? "with   " : "without")} generator and analyzer: {time.TotalSeconds:F2} s"));
                    WriteOwnTime(File.ReadAllText(Path.Combine(folder, LogFile)), output);
                }
            }

            output.WriteLine(FormattableString.Invariant($"they add {Median(with) - Median(without):F2} s to {Median(without):F2} s"));
            return null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The compiler's own account: seconds, percent, name.
    private static void WriteOwnTime(string log, TextWriter output)
    {
        foreach (Match line in OwnTime().Matches(log))
        {
            output.WriteLine($"    of it {line.Groups["name"].Value} itself: {line.Groups["seconds"].Value} s");
        }
    }

    [GeneratedRegex(@"^\s*(?<seconds>[<\d.]+)\s+[<\d]+\s+CompiledNet\.Generator\.(?<name>Network\w+)", RegexOptions.Multiline)]
    private static partial Regex OwnTime();

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Write(string folder, int networks)
    {
        File.WriteAllText(Path.Combine(folder, "Timed.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{typeof(NetworkAttribute).Assembly.Location}" />
                <Analyzer Include="{typeof(NetworkGenerator).Assembly.Location}" Condition="'$(Generates)' == 'True'" />
              </ItemGroup>
            </Project>
            """);
        for (int i = 0; i < networks; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"Net{i}.cs");
            File.WriteAllText(Path.Combine(folder, name), NetworksOfProject.Source(i));
        }
    }

    private static string? Call(string folder, string arguments, out TimeSpan time)
    {
        var start = new ProcessStartInfo("dotnet", $"{arguments} -fileLogger -fileLoggerParameters:LogFile={LogFile};Verbosity=detailed")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        time = Stopwatch.GetElapsedTime(begin);
        return process.ExitCode == 0 ? null : text;
    }
}

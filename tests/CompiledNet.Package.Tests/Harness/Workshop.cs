using System.Text.RegularExpressions;
using CompiledNet.Package.Tests.Consumers;

namespace CompiledNet.Package.Tests.Harness;

/// <summary>Consumers outside the repository, restored and built in one go.</summary>
internal sealed partial class Workshop
{
    private readonly Dictionary<string, Built> _built;

    /// <summary>Builds all consumers that this machine can build.</summary>
    /// <param name="folder">A folder to be made.</param>
    /// <param name="packages">Where the package lies.</param>
    /// <param name="version">Its version.</param>
    public Workshop(string folder, string packages, string version)
    {
        Directory.CreateDirectory(folder);
        Consumer[] consumers = [.. Consumer.All.Where(consumer => !consumer.IsNative || NativeTools.Missing is null)];
        string package = Directory.GetFiles(packages, "*.nupkg").Single();
        WriteSurroundings(folder, packages);
        foreach (Consumer consumer in consumers)
        {
            Write(folder, consumer, package, version);
        }

        WriteBuild(folder, consumers);
        Outcome outcome = Tool.Run(
            folder, "dotnet", "msbuild", "All.proj", "-restore", "-t:Go", "-m", "-nr:false", "-v:quiet", "-clp:NoSummary", "-tl:off", "-nologo");

        Report[] reports = [.. Reports(outcome.Output).Distinct()];
        string elsewhere = string.Join('\n', reports.Where(report => !consumers.Any(consumer => IsOf(report, consumer))));
        if (elsewhere.Length > 0 || (reports.Length == 0 && outcome.Exit != 0))
        {
            throw new InvalidOperationException($"The consumers were not built, which is not theirs:\n{outcome.Output}");
        }

        _built = consumers.ToDictionary(
            consumer => consumer.Name,
            consumer => new Built(Path.Combine(folder, consumer.Name), [.. reports.Where(report => IsOf(report, consumer))]));
    }

    /// <summary>What became of a consumer.</summary>
    /// <param name="name">Its name.</param>
    public Built Find(string name) =>
        _built.TryGetValue(name, out Built? built) ? built : throw new InvalidOperationException($"{name}: {NativeTools.Missing}");

    private static bool IsOf(Report report, Consumer consumer) => report.Project == consumer.Name;

    // Nothing of what lies further up counts, and packages that are there already need not be fetched again.
    private static void WriteSurroundings(string folder, string packages)
    {
        string usual = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        Directory.CreateDirectory(usual);
        Write(folder, ".editorconfig", "root = true\n");
        Write(folder, "Directory.Packages.props", "<Project />\n");
        Write(folder, "Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <RestorePackagesPath>$(MSBuildThisFileDirectory)packages</RestorePackagesPath>
                <RestoreFallbackFolders>{usual}</RestoreFallbackFolders>
              </PropertyGroup>
            </Project>
            """);
        Write(folder, "Directory.Build.targets", """
            <Project>
              <Target Name="Go" DependsOnTargets="$(Goal)" />
            </Project>
            """);
        Write(folder, "NuGet.config", $"""
            <configuration>
              <packageSources>
                <add key="the-package" value="{packages}" />
              </packageSources>
            </configuration>
            """);
    }

    private static void Write(string root, Consumer consumer, string package, string version)
    {
        string folder = Path.Combine(root, consumer.Name);
        Directory.CreateDirectory(folder);
        Write(folder, consumer.Name + ".csproj", $"""
            <Project Sdk="{consumer.Sdk}">
              <PropertyGroup>
                <OutputType>{(consumer.IsProgram ? "Exe" : "Library")}</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                {consumer.Properties}
              </PropertyGroup>
              <PropertyGroup>
                <Goal>{(consumer.IsPublished ? "Publish" : "Build")}</Goal>
                <PublishDir>$(MSBuildProjectDirectory)/published/</PublishDir>
                <SelfContained>{consumer.IsPublished}</SelfContained>
                <UseCurrentRuntimeIdentifier>{consumer.IsPublished}</UseCurrentRuntimeIdentifier>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="CompiledNet" Version="[{version}]" />
                {consumer.Items}
              </ItemGroup>
            </Project>
            """);
        foreach ((string name, string text) in consumer.Files(package))
        {
            Write(folder, name, text);
        }

        consumer.Prepare(folder);
    }

    private static void WriteBuild(string folder, Consumer[] consumers)
    {
        Write(folder, "All.slnx", $"""
            <Solution>
              {string.Join("\n  ", consumers.Select(consumer => $"<Project Path=\"{consumer.Name}/{consumer.Name}.csproj\" />"))}
            </Solution>
            """);

        // The slowest first: what is published.
        string projects = string.Join(';', consumers.OrderByDescending(consumer => consumer.IsNative).ThenByDescending(consumer => consumer.IsPublished)
            .Select(consumer => $"{consumer.Name}/{consumer.Name}.csproj"));
        Write(folder, "All.proj", $"""
            <Project>
              <Target Name="Restore">
                <MSBuild Projects="All.slnx" Targets="Restore" />
              </Target>
              <Target Name="Go">
                <MSBuild Projects="{projects}" Targets="Go" Properties="Configuration=Release" BuildInParallel="true" ContinueOnError="true" />
              </Target>
            </Project>
            """);
    }

    private static void Write(string folder, string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    private static IEnumerable<Report> Reports(string output) => ReportLine().Matches(output).Select(match => new Report(
        Path.GetFileNameWithoutExtension(match.Groups["project"].Value),
        Path.GetFileName(match.Groups["file"].Value.Trim()),
        match.Groups["severity"].Value,
        match.Groups["id"].Value,
        match.Groups["text"].Value));

    // FILE(LINE,COLUMN): SEVERITY ID: TEXT [PROJECT]
    [GeneratedRegex(
        @"^(?<file>[^\r\n]*?)(\([\d,]+\))?\s*:[^:\r\n]*?\b(?<severity>error|warning)\s+(?<id>\w*)\s*:(?<text>[^\r\n]*?)(\[(?<project>[^\]\r\n]*)\])?\r?$",
        RegexOptions.Multiline)]
    private static partial Regex ReportLine();
}

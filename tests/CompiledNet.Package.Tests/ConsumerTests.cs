using CompiledNet.Package.Tests.Consumers;
using CompiledNet.Package.Tests.Harness;
using CompiledNet.Tests.Common;

namespace CompiledNet.Package.Tests;

/// <summary>Projects of strangers, outside the repository: what their builds report, and what they print.</summary>
/// <param name="bench">What was built.</param>
[Collection(BenchCollection.Name)]
public sealed class ConsumerTests(Bench bench)
{
    /// <summary>Consumers that run on .NET.</summary>
    public static TheoryData<string> Managed => [.. Consumer.All.Where(consumer => !consumer.IsNative).Select(consumer => consumer.Name)];

    /// <summary>Native programs.</summary>
    public static TheoryData<string> Native => [.. Consumer.All.Where(consumer => consumer.IsNative).Select(consumer => consumer.Name)];

    [LongTheory]
    [MemberData(nameof(Managed))]
    public void A_project_builds_and_runs(string name) => Verify(name);

    [NativeTheory]
    [MemberData(nameof(Native))]
    public void A_native_program_builds_and_runs(string name) => Verify(name);

    private void Verify(string name)
    {
        Consumer consumer = Consumer.All.Single(consumer => consumer.Name == name);
        Built built = bench.BuiltConsumer(name);
        string reports = string.Join('\n', built.Reports);
        Assert.True(
            consumer.Reports.Order(StringComparer.Ordinal).SequenceEqual(built.Reports.Select(report => report.Brief).Order(StringComparer.Ordinal)),
            $"{name} was to report {string.Join(", ", consumer.Reports)}, and reported:\n{reports}");

        if (consumer.Output(bench.Package) is { } expected)
        {
            Assert.Equal(WithLineFeeds(expected), WithLineFeeds(Run(consumer, built)));
        }

        consumer.Check(built, bench);
    }

    private static string Run(Consumer consumer, Built built)
    {
        string suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        return consumer.IsPublished
            ? Tool.Do(built.Folder, Path.Combine(built.Folder, "published", consumer.Name + suffix))
            : Tool.Do(built.Folder, "dotnet", Path.Combine(built.Folder, "bin", "Release", "net10.0", consumer.Name + ".dll"));
    }

    private static string WithLineFeeds(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');
}

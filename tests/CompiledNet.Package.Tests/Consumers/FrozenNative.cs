using CompiledNet.Package.Tests.Harness;

namespace CompiledNet.Package.Tests.Consumers;

/// <summary>A native program with a frozen network and nothing else, without a warning of trimming or native code, and hardly larger than an empty one.</summary>
internal sealed class FrozenNative : Consumer
{
    private const long LargestDifference = 300 * 1024;

    public override bool IsNative => true;

    public override string Properties => """
        <PublishAot>true</PublishAot>
        <TrimmerSingleWarn>false</TrimmerSingleWarn>
        <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
        <InvariantGlobalization>true</InvariantGlobalization>
        """;

    // It tells by its exit code what it found: writing to the console would make it larger.
    public override string Output(string package) => "";

    public override IEnumerable<(string Name, string Text)> Files(string package) =>
    [
        Exported.Source("DigitNet.Frozen.cs"),
        ("Program.cs", $$"""
            using System;
            using CompiledNet;
            using Weights;

            internal static class Program
            {
                private static int Main()
                {
                    Span<float> pixels = stackalloc float[DigitNet.InputSize];
                    pixels.Fill(0.5f);
                    Span<float> scores = stackalloc float[DigitNet.OutputSize];
                    DigitNet.Frozen.Forward(pixels, scores);
                    float sum = 0;
                    foreach (float score in scores)
                    {
                        sum += score;
                    }

                    return Math.Abs(sum - 1) < 1e-5f ? 0 : 1;
                }
            }

            namespace Weights
            {
            {{Exported.DigitNet}}
            }

            """),
    ];

    public override void Check(Built built, Bench bench)
    {
        long difference = Size(built, nameof(FrozenNative)) - Size(bench.BuiltConsumer(nameof(Empty)), nameof(Empty));
        Assert.True(difference <= LargestDifference, $"The program with the frozen network is {difference} bytes larger than an empty one.");
    }

    private static long Size(Built built, string name) =>
        new FileInfo(Path.Combine(built.Folder, "published", name + (OperatingSystem.IsWindows() ? ".exe" : ""))).Length;
}

namespace CompiledNet.Package.Tests.Consumers;

/// <summary>A project in which an analyzer forbids what generated code calls, with warnings as errors: nothing is reported there.</summary>
internal sealed class Banned : Consumer
{
    public override string Properties => """
        <ImplicitUsings>enable</ImplicitUsings>
        <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
        """;

    // The version that the test's project downloads.
    public override string Items => """
        <PackageReference Include="Microsoft.CodeAnalysis.BannedApiAnalyzers" Version="5.6.0" PrivateAssets="all" />
        <AdditionalFiles Include="BannedSymbols.txt" />
        """;

    public override IReadOnlyList<string> Reports => ["error RS0030 Program.cs"];

    public override IEnumerable<(string Name, string Text)> Files(string package) =>
    [
        ("BannedSymbols.txt", """
            T:System.Runtime.CompilerServices.Unsafe
            T:System.Runtime.InteropServices.MemoryMarshal
            T:System.Span`1

            """),
        ("Program.cs", """
            using CompiledNet;

            // The one use that is the project's own shows that the analyzer runs.
            var output = new float[2];
            new Vectors().Forward(new float[3], System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref output[0], 2));

            [Network(3, Loss = Loss.MeanSquaredError)]
            [Dense(4, Activation.Tanh)]
            [Dense(2)]
            internal partial class Vectors
            {
                internal Vectors()
                    : this(seed: 5)
                {
                }
            }

            [Network(8, 8, 1, Loss = Loss.CategoricalCrossEntropy)]
            [Conv2D(4, 3, Activation.ReLU)]
            [BatchNorm]
            [MaxPool2D(2)]
            [Flatten]
            [Dense(2, Activation.Softmax)]
            internal partial class Images;

            [Network(inputs: 1, Sequence = true)]
            [GRU(4)]
            [LSTM(3)]
            [Dense(1)]
            internal partial class Sounds;

            """),
    ];
}

namespace CompiledNet.Package.Tests.Consumers;

/// <summary>A project that finds the library below an alias alone, and whose networks are fast though it is built for debugging.</summary>
internal sealed class Aliased : Consumer
{
    public override string Properties => """
        <ImplicitUsings>enable</ImplicitUsings>
        <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
        <Optimize>false</Optimize>
        <CompiledNetOptimize>true</CompiledNetOptimize>
        """;

    public override string Items => """<PackageReference Update="CompiledNet" Aliases="CN" />""";

    public override string Output(string package) => "3 numbers, optimised True";

    public override IEnumerable<(string Name, string Text)> Files(string package) =>
    [
        ("Program.cs", """
            extern alias CN;
            using System.Diagnostics;
            using System.Reflection;
            using CN::CompiledNet;

            var output = new float[Decoder.OutputSize];
            new Decoder().Forward(new float[Encoder.OutputSize], output);
            bool isOptimised = !typeof(Decoder).Assembly.GetCustomAttribute<DebuggableAttribute>()!.IsJITOptimizerDisabled;
            Console.WriteLine($"{output.Length} numbers, optimised {isOptimised}");

            [Network(3, Loss = Loss.MeanSquaredError)]
            [Dense(2, Activation.Tanh)]
            public partial class Encoder;

            [Network(Encoder.OutputSize, Loss = Loss.MeanSquaredError)]
            [Dense(Encoder.InputSize)]
            public partial class Decoder;

            """),
    ];
}

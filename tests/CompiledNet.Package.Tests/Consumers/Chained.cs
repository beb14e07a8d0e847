namespace CompiledNet.Package.Tests.Consumers;

/// <summary>
/// A project that refers to a project with the package, and not to the package: it uses that project's network, declares one of its sizes, and the package's
/// build properties apply.
/// </summary>
internal sealed class Chained : Consumer
{
    public override string Properties => """
        <ImplicitUsings>enable</ImplicitUsings>
        <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
        <Optimize>false</Optimize>
        <CompiledNetOptimize>true</CompiledNetOptimize>
        """;

    public override string Items => """
        <PackageReference Remove="CompiledNet" />
        <ProjectReference Include="../ChainedLibrary/ChainedLibrary.csproj" />
        """;

    public override string Output(string package) => "3 numbers, then 5; optimised True";

    public override IEnumerable<(string Name, string Text)> Files(string package) =>
    [
        ("Program.cs", """
            using System.Diagnostics;
            using System.Reflection;
            using ChainedLibrary;
            using CompiledNet;

            var code = new float[Encoder.OutputSize];
            var output = new float[Decoder.OutputSize];
            new Encoder(1).Forward([1, 2, 3], code);
            new Decoder(1).Forward(code, output);
            new Wider(1).Forward(new float[Wider.InputSize], output);
            bool isOptimised = !typeof(Decoder).Assembly.GetCustomAttribute<DebuggableAttribute>()!.IsJITOptimizerDisabled;
            Console.WriteLine($"{output.Length} numbers, then {Mine.Inputs}; optimised {isOptimised}");

            public static class Mine
            {
                public const int Inputs = Sizes.Twice + 1;
            }

            [Network(Encoder.OutputSize)]
            [Dense(Encoder.InputSize)]
            public partial class Decoder;

            [Network(Mine.Inputs)]
            [Dense(Sizes.Hidden, Activation.ReLU)]
            [Dense(Decoder.OutputSize)]
            public partial class Wider;

            """),
    ];
}

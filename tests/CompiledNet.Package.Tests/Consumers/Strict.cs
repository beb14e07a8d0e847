namespace CompiledNet.Package.Tests.Consumers;

/// <summary>The strictest project: every analyzer, warnings as errors, checked arithmetic, no unsafe code, no implicit usings, the oldest C#.</summary>
internal sealed class Strict : Consumer
{
    public override string Properties => """
        <LangVersion>12</LangVersion>
        <ImplicitUsings>disable</ImplicitUsings>
        <AnalysisLevel>latest</AnalysisLevel>
        <AnalysisMode>All</AnalysisMode>
        <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
        <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
        <CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>
        <AllowUnsafeBlocks>false</AllowUnsafeBlocks>
        <GenerateDocumentationFile>true</GenerateDocumentationFile>
        <IsAotCompatible>true</IsAotCompatible>
        """;

    public override string Output(string package) => "small True, digits True, curved True";

    public override IEnumerable<(string Name, string Text)> Files(string package) =>
    [
        ("Networks.cs", """
            using System;
            using CompiledNet;

            [assembly: CLSCompliant(false)]

            namespace Strict;

            [Network(2, Loss = Loss.HalfSquaredError)]
            [Dense(3, Activation.Sigmoid)]
            [Dense(2, Activation.Sigmoid)]
            internal sealed partial class Small;

            [Network(64, Loss = Loss.CategoricalCrossEntropy)]
            [Dense(32, Activation.ReLU)]
            [Dense(10, Activation.Softmax)]
            internal sealed partial class Digits;

            [Network(17, Loss = Loss.Huber, Precision = Precision.Double)]
            [Dense(33, Activation.GELU)]
            [Dense(40, Activation.LeakyReLU, Slope = 0.2, BiasInitializer = BiasInitializer.Uniform)]
            [Dense(20, Activation.Mish)]
            [Dense(5, Activation.HardSwish, Name = "Last")]
            internal sealed partial class Curved;

            """),
        ("Program.cs", """
            using System;
            using System.Numerics;
            using CompiledNet;

            namespace Strict;

            /// <summary>One step of training each.</summary>
            internal static class Program
            {
                private static void Main()
                {
                    bool isSmallBetter = Improves<float>(new Small(1), new Small.Workspace(4));
                    bool areDigitsBetter = Improves<float>(new Digits(2), new Digits.Workspace(4));
                    bool isCurvedBetter = Improves<double>(new Curved(3), new Curved.Workspace(4));
                    Console.WriteLine($"small {isSmallBetter}, digits {areDigitsBetter}, curved {isCurvedBetter}");
                }

                // Whether a step down the gradient lowers the loss.
                private static bool Improves<T>(INetwork<T> network, Workspace<T> workspace)
                    where T : unmanaged, IFloatingPointIeee754<T>
                {
                    var inputs = new T[4 * network.InputSize];
                    var targets = new T[4 * network.OutputSize];
                    Array.Fill(inputs, T.CreateChecked(0.5));
                    for (int i = 0; i < targets.Length; i += network.OutputSize)
                    {
                        targets[i] = T.One;
                    }

                    network.Forward(inputs, workspace);
                    T before = network.Backward(targets, workspace);
                    for (int i = 0; i < network.Parameters.Length; i++)
                    {
                        network.Parameters[i] -= T.CreateChecked(0.01) * workspace.Gradients[i];
                    }

                    network.Forward(inputs, workspace);
                    return network.Backward(targets, workspace) < before;
                }
            }

            """),
    ];
}

namespace CompiledNet.Package.Tests.Consumers;

/// <summary>A library with a network, and with constants made of its sizes: <see cref="Chained"/> uses both.</summary>
internal sealed class ChainedLibrary : Consumer
{
    public override bool IsProgram => false;

    public override IEnumerable<(string Name, string Text)> Files(string package) =>
    [
        ("Encoder.cs", """
            using CompiledNet;

            namespace ChainedLibrary;

            [Network(3, Loss = Loss.MeanSquaredError)]
            [Dense(2, Activation.Tanh)]
            public partial class Encoder;

            public static class Sizes
            {
                public const int Hidden = 7;
                public const int Twice = 2 * Encoder.OutputSize;
            }

            """),
    ];
}

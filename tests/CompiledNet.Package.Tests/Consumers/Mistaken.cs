namespace CompiledNet.Package.Tests.Consumers;

/// <summary>A mistake in a declaration is an error of the build, and says which.</summary>
internal sealed class Mistaken : Consumer
{
    public override bool IsProgram => false;

    public override IReadOnlyList<string> Reports => ["error CN0006 Network.cs"];

    public override IEnumerable<(string Name, string Text)> Files(string package) =>
    [
        ("Network.cs", """
            using CompiledNet;

            [Network(2, Loss = Loss.HalfSquaredError)]
            [Dense(0, Activation.Sigmoid)]
            internal sealed partial class Mistaken;

            """),
    ];
}

namespace CompiledNet.Package.Tests.Consumers;

/// <summary>A library whose internal types its tests see: <see cref="OwnerTests"/>.</summary>
internal sealed class Owner : Consumer
{
    public override bool IsProgram => false;

    public override string Items => "<InternalsVisibleTo Include=\"OwnerTests\" />";

    public override IEnumerable<(string Name, string Text)> Files(string package) =>
    [
        ("Hidden.cs", """
            using CompiledNet;

            namespace Owner;

            [Network(2, Loss = Loss.HalfSquaredError)]
            [Dense(3, Activation.Sigmoid)]
            [Dense(1)]
            internal sealed partial class Hidden;

            """),
    ];
}

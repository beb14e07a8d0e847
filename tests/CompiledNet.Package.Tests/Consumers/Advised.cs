namespace CompiledNet.Package.Tests.Consumers;

/// <summary>Advice is a warning, and as severe as an .editorconfig says.</summary>
internal sealed class Advised : Consumer
{
    public override bool IsProgram => false;

    public override IReadOnlyList<string> Reports => ["error CN0021 Raised.cs", "warning CN0021 Usual.cs"];

    public override IEnumerable<(string Name, string Text)> Files(string package) =>
    [
        ("Usual.cs", Network("Usual")),
        ("Raised.cs", Network("Raised")),
        ("Silent.cs", Network("Silent")),
        (".editorconfig", """
            [Raised.cs]
            dotnet_diagnostic.CN0021.severity = error

            [Silent.cs]
            dotnet_diagnostic.CN0021.severity = none

            """),
    ];

    private static string Network(string name) => $"""
        using CompiledNet;

        [Network(2, Loss = Loss.HalfSquaredError)]
        [Dense(3, Activation.Softmax)]
        [Dense(2)]
        internal sealed partial class {name};

        """;
}

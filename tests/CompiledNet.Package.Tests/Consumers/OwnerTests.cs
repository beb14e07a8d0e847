namespace CompiledNet.Package.Tests.Consumers;

/// <summary>Declares a network beside those of the library <see cref="Owner"/>, whose internal types it sees: what is generated in both does not meet.</summary>
internal sealed class OwnerTests : Consumer
{
    public override string Properties => "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>";

    public override string Items => "<ProjectReference Include=\"../Owner/Owner.csproj\" />";

    public override string Output(string package) => "13 weights and biases in the library, 21 here";

    public override IEnumerable<(string Name, string Text)> Files(string package) =>
    [
        ("Program.cs", """
            using System;
            using CompiledNet;
            using Owner;

            Console.WriteLine($"{Hidden.ParameterCount} weights and biases in the library, {Visible.ParameterCount} here");

            namespace Owner
            {
                [Network(2, Loss = Loss.HalfSquaredError)]
                [Dense(5, Activation.Sigmoid)]
                [Dense(1)]
                internal sealed partial class Visible;
            }

            """),
    ];
}

namespace CompiledNet.Package.Tests.Consumers;

/// <summary>A network in the code of a page, which another generator makes: an error says so. One beside a page is generated.</summary>
internal sealed class Razored : Consumer
{
    public override bool IsProgram => false;

    public override string Sdk => "Microsoft.NET.Sdk.Razor";

    public override string Items => """<FrameworkReference Include="Microsoft.AspNetCore.App" />""";

    public override IReadOnlyList<string> Reports => ["error CN0033 Page.razor", "error CS1739 Page.razor"];

    public override IEnumerable<(string Name, string Text)> Files(string package) =>
    [
        ("Page.razor", """
            @using CompiledNet
            <p>@Answer</p>
            @code {
                [Network(2, Loss = Loss.MeanSquaredError)]
                [Dense(1)]
                public partial class Net;

                private int Answer => new Net(seed: 1).GetHashCode();
            }

            """),
        ("Beside.razor", """
            <p>@Net.InputSize</p>

            """),
        ("Beside.razor.cs", """
            using CompiledNet;

            namespace Razored;

            public partial class Beside
            {
                [Network(2, Loss = Loss.MeanSquaredError)]
                [Dense(1)]
                public partial class Net;
            }

            """),
    ];
}

using CompiledNet.Package.Tests.Harness;

namespace CompiledNet.Package.Tests.Consumers;

/// <summary>Weights as constants and as a resource, which the package embeds by itself; both give the outputs of an instance.</summary>
internal sealed class Frozen : Consumer
{
    public override string Properties => "<ImplicitUsings>enable</ImplicitUsings><TreatWarningsAsErrors>true</TreatWarningsAsErrors>";

    public override string Output(string package) => "10 of 10 outputs alike, 10 of 10 outputs alike";

    public override void Prepare(string folder) => Exported.CopyTo("WideNet.Frozen.bin", folder);

    public override IEnumerable<(string Name, string Text)> Files(string package) =>
    [
        Exported.Source("DigitNet.Frozen.cs"),
        Exported.Source("WideNet.Frozen.cs"),
        ("Program.cs", $$"""
            using CompiledNet;
            using Weights;

            float[] pixels = [.. Enumerable.Range(0, 100).Select(i => i / 100f)];
            var (frozen, ofInstance) = (new float[10], new float[10]);

            DigitNet.Frozen.Forward(pixels.AsSpan(0, 64), frozen);
            new DigitNet(seed: 1).Forward(pixels.AsSpan(0, 64), ofInstance);
            string small = $"{frozen.Zip(ofInstance).Count(pair => pair.First == pair.Second)} of 10 outputs alike";

            WideNet.Frozen.Forward(pixels, frozen);
            new WideNet(seed: 1).Forward(pixels, ofInstance);
            Console.WriteLine($"{small}, {frozen.Zip(ofInstance).Count(pair => pair.First == pair.Second)} of 10 outputs alike");

            namespace Weights
            {
            {{Exported.DigitNet}}
            {{Exported.WideNet}}
            }

            """),
    ];
}

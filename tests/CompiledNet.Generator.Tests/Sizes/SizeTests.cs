using System.Globalization;
using CompiledNet.Generator.Tests.Diagnostics;
using CompiledNet.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace CompiledNet.Generator.Tests.Sizes;

/// <summary>The sizes of a network, which are generated, as arguments of another one.</summary>
public class SizeTests
{
    private const string Using = "using CompiledNet;\n";
    private const string Encoder = "[Network(6)] [Dense(5, Activation.Tanh)] [Dense(4)] public partial class Encoder;\n";

    [Theory]
    [InlineData(Encoder + "[Network(Encoder.OutputSize)] [Dense(Encoder.InputSize)] public partial class Net;", 4, 6)]
    [InlineData("[Network(Encoder.OutputSize)] [Dense(Encoder.InputSize)] public partial class Net;\n" + Encoder, 4, 6)]
    [InlineData(Encoder + "[Network(Encoder.ParameterCount - 50)] [Dense(units: 2 * Encoder.InputSize + 1)] public partial class Net;", 9, 13)]
    [InlineData(Encoder + "static class Sizes { public const int Code = Encoder.OutputSize, Half = Code / 2; } [Network(Sizes.Half)] [Dense(3)] public partial class Net;", 2, 3)]
    [InlineData(Encoder + "enum Sizes { Code = Encoder.OutputSize, More } [Network((int)Sizes.More)] [Dense(3)] public partial class Net;", 5, 3)]
    [InlineData(Encoder + "[Network(Code)] [Dense(3)] public partial class Net { const int Code = Encoder.OutputSize > 3 ? 7 : 8; }", 7, 3)]
    [InlineData(Encoder + "[Network(Net.Code)] [Dense(3)] public partial class Net { public const int Code = Encoder.OutputSize; }", 4, 3)]
    [InlineData(Encoder + "[Network(4)] [Dense(3, Activation.ELU, Slope = Encoder.OutputSize / 8.0)] public partial class Net;", 4, 3)]
    [InlineData("namespace A.B { public partial record struct Outer<T> { " + Encoder + "} } [Network(A.B.Outer<int>.Encoder.OutputSize)] [Dense(3)] public partial class Net;", 4, 3)]
    [InlineData("[Network(6)] [Dense(4)] public partial class Encoder<T>; [Network(Encoder<string>.OutputSize)] [Dense(3)] public partial class Net;", 4, 3)]
    [InlineData("global using E = A.Encoder;\nnamespace A { " + Encoder + "} [Network(E.OutputSize)] [Dense(3)] public partial class Net;", 4, 3)]
    [InlineData(" using static Encoder;\n" + Encoder + "class Sizes { public const int Code = OutputSize; } [Network(Sizes.Code)] [Dense(3)] public partial class Net;", 4, 3)]
    [InlineData("global using static Encoder;\n" + Encoder + "class Sizes { public const int Code = OutputSize; } [Network(Sizes.Code)] [Dense(3)] public partial class Net;", 4, 3)]
    [InlineData("[Network(6)] [Dense(4)] public partial class Encoder { class Sizes { public const int Code = OutputSize; } [Network(Sizes.Code)] [Dense(InputSize)] public partial class Net; }", 4, 4)]
    [InlineData("[Network(5)] [Dense(3)] [Dense(InputSize)] public partial class Net;", 5, 5)]
    [InlineData(Encoder + "[Network(Encoder.OutputSize)] [Dense(2)] public partial class Middle; [Network(Middle.OutputSize)] [Dense(Middle.InputSize)] public partial class Net;", 2, 4)]
    [InlineData(Encoder + "class Child : Encoder; [Network(Child.OutputSize)] [Dense(3)] public partial class Net;", 4, 3)]
    [InlineData("[Network(5)] [Dense(3)] [Dense(Net.InputSize)] public partial class Net;", 5, 5)]
    [InlineData(Encoder + "[Network(Encoder.InputSize)] [Dense(3)] [Dense(Net.InputSize)] public partial class Net;", 6, 6)]
    [InlineData("return;" + Encoder + "partial class Program { [Network(Encoder.OutputSize)] [Dense(3)] public partial class Net; }", 4, 3)]
    public void They_are_known(string source, int inputs, int outputs)
    {
        bool isProgram = source.StartsWith("return;", StringComparison.Ordinal);
        string text = source.StartsWith("global", StringComparison.Ordinal) ? "global " + Using + source : Using + source;
        Build build = Build.Valid(text, BuildOptions.Default with { IsProgram = isProgram });
        using LoadedAssembly loaded = build.Load();
        Type type = loaded.Assembly.GetTypes().Single(type => type.Name == "Net");
        Assert.Equal((inputs, outputs), ((int)type.GetField("InputSize")!.GetRawConstantValue()!, (int)type.GetField("OutputSize")!.GetRawConstantValue()!));
        INetwork<float> network = loaded.Network(type.FullName!);
        Assert.Equal((inputs, outputs), (network.InputSize, network.OutputSize));
    }

    [Fact]
    public void A_chain_of_them_in_several_files()
    {
        string[] files =
        [
            .. Enumerable.Range(1, 12).Reverse().Select(i => string.Create(
                CultureInfo.InvariantCulture, $"[CompiledNet.Network(Net{i - 1}.OutputSize)] [CompiledNet.Dense(Net{i - 1}.OutputSize + 1)] [CompiledNet.Dense(Net{i - 1}.OutputSize + 1)] partial class Net{i};")),
            "[CompiledNet.Network(1)] [CompiledNet.Dense(1)] partial class Net0;",
        ];

        using LoadedAssembly loaded = Build.Valid(files).Load();
        Assert.Equal((12, 13), (loaded.Network("Net12").InputSize, loaded.Network("Net12").OutputSize));
    }

    [Theory]
    [InlineData("[Network([|Net.OutputSize|])] [Dense(3)] partial class Net;", "CS0117")]
    [InlineData("[Network([|Net.InputSize|])] [Dense(3)] partial class Net;", "CS0117")]
    [InlineData("[Network([|OutputSize|])] [Dense(3)] partial class Net;", "CS0103")]
    [InlineData("[Network(2)] [Dense([|Net.ParameterCount|])] partial class Net;", "CS0117")]
    [InlineData("[Network([|Net.Own|])] [Dense(3)] partial class Net { public const int Own = Net.OutputSize; }", "CS0117", "CS0182")]
    public void CN0034_a_size_of_itself(string source, params string[] errors) => Expectation.Reported(
        "CN0034",
        "The size of the network 'Net' depends on itself, Net → Net: write a number in one of these places",
        Using + source,
        null,
        errors);

    [Fact]
    public void CN0034_sizes_in_a_circle_are_reported_at_each_of_it()
    {
        Build build = Build.Of(
            Using + "[Network(C.OutputSize)] [Dense(1)] partial class A; [Network(A.OutputSize)] [Dense(1)] partial class B;"
            + "[Network(2)] [Dense(B.InputSize)] partial class C; [Network(A.OutputSize)] [Dense(1)] partial class Beside;");

        Assert.Equal(
            ["A → C → B → A", "B → A → C → B", "C → B → A → C"],
            build.AnalyzerDiagnostics.OrderBy(found => found.Location.SourceSpan.Start).Select(found => found.GetMessage(CultureInfo.InvariantCulture).Split(", ")[1].Split(':')[0]));
        Assert.All(build.AnalyzerDiagnostics, found => Assert.Equal("CN0034", found.Id));
        Assert.Equal(0, build.NetworkCount);
    }

    [Theory]
    [InlineData("[Network(0)] [Dense(4)] public partial class Encoder;", "CN0005")]
    [InlineData("[Network(3)] [Dense(4)] public class Encoder;", "CN0001")]
    public void Of_a_network_with_a_mistake_they_are_missing_and_the_mistake_alone_is_reported(string encoder, string id)
    {
        Build build = Build.Of(Using + encoder + "[Network(Encoder.OutputSize)] [Dense(1)] public partial class Net;");

        Assert.Equal([id], build.AnalyzerDiagnostics.Select(found => found.Id));
        Assert.Equal(["CS0117"], build.CompilerDiagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.Id));
    }

    [Fact]
    public void A_mistake_that_comes_of_them_is_reported_where_they_are_used()
    {
        Diagnostic found = Assert.Single(Build.Of(
            Using + Encoder + "[Network(Encoder.OutputSize - 6)] [Dense(1)] public partial class Net;").AnalyzerDiagnostics);

        Assert.Equal("[Network] declares -2 inputs: at least 1 was expected", found.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal("Encoder.OutputSize - 6", found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan));
    }
}

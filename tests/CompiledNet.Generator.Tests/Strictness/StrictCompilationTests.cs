using CompiledNet.Generator.Tests.Harness;
using CompiledNet.Tests.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CompiledNet.Generator.Tests.Strictness;

/// <summary>
/// Emitted code gives no error and no warning in the strictest project. What style rules say of it, tests/CompiledNet.Strict proves,
/// which is a real project.
/// </summary>
public class StrictCompilationTests
{
    private static readonly Activation[] Activations = Enum.GetValues<Activation>();

    [Theory]
    [InlineData(Precision.Single, 0)]
    [InlineData(Precision.Single, 1)]
    [InlineData(Precision.Double, 0)]
    [InlineData(Precision.Double, 1)]
    public void Every_activation_under_every_loss_in_either_precision(Precision precision, int half) => AssertSilent(
        string.Concat(LongTests.Share(15, Enum.GetValues<Loss>().Where(loss => (int)loss % 2 == half).SelectMany(loss => Activations.Select(
            (output, i) => Network($"{precision}{loss}{output}", loss, precision, Activations[^(i + 1)], output, units: i % 2 == 0 ? 3 : 40))))),
        BuildOptions.Strict);

    [Fact]
    public void The_same_code_in_a_file_of_the_user_s() => AssertSilent(AsUserCode(Variety()), BuildOptions.Strict);

    [Theory]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.CSharp14)]
    [InlineData(LanguageVersion.Preview)]
    public void Later_versions_of_the_language(LanguageVersion version) =>
        AssertSilent(Variety(), BuildOptions.Strict with { Language = version });

    [Theory]
    [InlineData(NullableContextOptions.Disable)]
    [InlineData(NullableContextOptions.Annotations)]
    [InlineData(NullableContextOptions.Warnings)]
    public void Other_nullable_contexts(NullableContextOptions nullable) =>
        AssertSilent(Variety(), BuildOptions.Strict with { Nullable = nullable });

    [Fact]
    public void A_debug_build() => AssertSilent(Variety(), BuildOptions.Strict with { Optimization = OptimizationLevel.Debug });

    [Theory]
    [InlineData("namespace A; public partial struct Outer { /// <summary>Inside.</summary>\n NET public partial class Net; }")]
    [InlineData("namespace A; public partial interface IOuter<T> { /// <summary>Inside.</summary>\n NET public partial class Net<U>; }")]
    [InlineData("/// <typeparam name=\"T\">Any.</typeparam>\n/// <summary>Generic.</summary>\n NET public partial class Net<T>;")]
    [InlineData("namespace A { using System; NET internal partial class Net; }")]
    [InlineData("NET partial class @net;")]
    [InlineData("partial class @outer<@t> { NET partial class @net<@u>; }")]
    [InlineData("VECTORS partial class Net<TVector>;")]
    [InlineData("partial class Outer<TVector> { VECTORS partial class Net; }")]
    [InlineData("/// <summary>Old.</summary>\n [System.Obsolete(\"Old.\")] NET public partial class Net;")]
    [InlineData("/// <summary>Full names.</summary>\n NET public partial class Net { internal class Span { } internal class MathF { } }")]
    [InlineData("/// <summary>Sealed.</summary>\n NET public sealed partial class Net { /// <summary>Own.</summary>\n public Net() : this(1) { } }")]
    public void Wherever_the_network_stands(string source) => AssertSilent(
        source.Replace("NET", PlainNetwork.Attributes, StringComparison.Ordinal)
            .Replace("VECTORS", PlainNetwork.VectorAttributes, StringComparison.Ordinal)
            .Replace("public partial struct", "/// <summary>Around.</summary>\npublic partial struct", StringComparison.Ordinal)
            .Replace("public partial interface", "/// <summary>Around.</summary>\n/// <typeparam name=\"T\">Any.</typeparam>\npublic partial interface", StringComparison.Ordinal)
            .Replace("Inside.</summary>\n NET public partial class Net<U>", "Inside.</summary>\n/// <typeparam name=\"U\">Any.</typeparam>\n NET public partial class Net<U>", StringComparison.Ordinal),
        BuildOptions.Strict);

    [Fact]
    public void The_strict_options_do_find_warnings() => Assert.Equal(
        ["CS1591", "CS3001", "CS8618"],
        Build.Of("[assembly: System.CLSCompliant(true)] public class Bad { internal string Name; private Bad() { } public static void Take(uint a) { } }", BuildOptions.Strict)
            .CompilerDiagnostics.Select(found => found.Id).Distinct().Order().Where(id => id is "CS1591" or "CS3001" or "CS8618"));

    private static void AssertSilent(string source, BuildOptions options)
    {
        Build build = Build.Of(source, options);
        Assert.Equal([], build.CompilerDiagnostics.Concat(build.AnalyzerDiagnostics).Select(found => found.ToString()).Distinct().Take(5));
    }

    private static string Variety() => string.Concat(LongTests.Share(5, Activations.Select((output, i) => Network(
        $"Net{output}",
        (Loss)(i % Enum.GetValues<Loss>().Length),
        (Precision)(i % 2),
        Activations[(i * 5) % Activations.Length],
        output,
        units: i % 4 < 2 ? 3 : 40))));

    private static string Network(string name, Loss loss, Precision precision, Activation hidden, Activation output, int units) => $$"""
        /// <summary>A network.</summary>
        [CompiledNet.Network(3, Loss = CompiledNet.Loss.{{loss}}, Precision = CompiledNet.Precision.{{precision}})]
        [CompiledNet.Dense({{units}}, CompiledNet.Activation.{{hidden}}, Name = "Hidden", Slope = 0.25)]
        [CompiledNet.Dense({{units}}, CompiledNet.Activation.{{hidden}}, Bias = false)]
        [CompiledNet.Dense(2, CompiledNet.Activation.{{output}}, BiasInitializer = CompiledNet.BiasInitializer.Uniform)]
        public partial class {{name}};

        """;

    /// <summary>The emitted files without the mark that they are generated, and the declarations without attributes, in one file.</summary>
    private static string AsUserCode(string source)
    {
        Build build = Build.Valid(source);
        IEnumerable<string> emitted = build.Sources.Select(file => (Network: file.Key[..file.Key.IndexOf('.', StringComparison.Ordinal)], Text: file.Value)).Select(file =>
            $"namespace Of{file.Network}\n{{\n{file.Text[file.Text.IndexOf("\n\n", StringComparison.Ordinal)..]}}}\n"
                .Replace("/// <remarks>", "/// <summary>A network.</summary>\n/// <remarks>", StringComparison.Ordinal)
                .Replace("\npartial class", "\npublic partial class", StringComparison.Ordinal));
        Assert.DoesNotContain("auto-generated", string.Concat(emitted), StringComparison.Ordinal);
        return string.Concat(emitted);
    }
}

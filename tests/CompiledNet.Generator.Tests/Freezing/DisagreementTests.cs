using System.Globalization;
using CompiledNet.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace CompiledNet.Generator.Tests.Freezing;

/// <summary>Exported weights that do not belong to what is declared, or are not what was exported.</summary>
public class DisagreementTests
{
    private const string Digits =
        "using CompiledNet; [Network(64)] [Dense(32, Activation.LeakyReLU)] [Dense(10, Activation.Softmax)] public partial class Net;";

    private const string Large = "using CompiledNet; [Network(100)] [Dense(100)] public partial class Net;";

    private const string DigitsText = "Single, 64 inputs; Dense 32 LeakyReLU(0.01); Dense 10 Softmax";

    private static readonly Lazy<Exported> s_digits = new(() => Export(Digits));
    private static readonly Lazy<Exported> s_large = new(() => Export(Large));

    [Theory]
    [InlineData("Network(64", "Network(1", "Single, 1 input; Dense 32 LeakyReLU(0.01); Dense 10 Softmax")]
    [InlineData("Network(64", "Network(64, Precision = Precision.Double", "Double, 64 inputs; Dense 32 LeakyReLU(0.01); Dense 10 Softmax")]
    [InlineData("Dense(32", "Dense(16", "Single, 64 inputs; Dense 16 LeakyReLU(0.01); Dense 10 Softmax")]
    [InlineData("LeakyReLU", "Tanh", "Single, 64 inputs; Dense 32 Tanh; Dense 10 Softmax")]
    [InlineData("LeakyReLU", "LeakyReLU, Slope = 0.25", "Single, 64 inputs; Dense 32 LeakyReLU(0.25); Dense 10 Softmax")]
    [InlineData("Softmax", "Softmax, Bias = false", "Single, 64 inputs; Dense 32 LeakyReLU(0.01); Dense 10 Softmax without biases")]
    [InlineData("public", "[Dense(10)] public", DigitsText + "; Dense 10 Identity")]
    public void Another_declaration_is_an_error(string old, string changed, string declared)
    {
        Build build = Build.Of([Digits.Replace(old, changed, StringComparison.Ordinal), s_digits.Value.Source]);

        AssertReported(
            build,
            "CN0030",
            $"These weights were exported for '{DigitsText}', and the network 'Net' is now declared as '{declared}': "
                + "train and export it again without this file, or restore its declaration",
            $"\"{DigitsText}\"");
    }

    [Fact]
    public void Another_layout_is_an_error_for_numbers_that_lie_as_in_memory()
    {
        const string Text = "Single, 100 inputs; Dense 100 Identity; layout ";
        Build build = Build.Of([Large, s_large.Value.Source.Replace(Text + "1", Text + "0", StringComparison.Ordinal)]);

        AssertReported(
            build,
            "CN0030",
            $"These weights were exported for '{Text}0', and the network 'Net' is now declared as '{Text}1': "
                + "train and export it again without this file, or restore its declaration",
            $"\"{Text}0\"");
    }

    [Fact]
    public void Numbers_that_were_changed_are_an_error()
    {
        string source = s_digits.Value.Source;
        int start = source.IndexOf("\"\"\"", StringComparison.Ordinal) + 10;
        string changed = source[..start] + (source[start] == 'A' ? 'B' : 'A') + source[(start + 1)..];
        AssertDamaged(changed, "the checksum of Numbers is another one", "Numbers = ");
        AssertDamaged(source.Remove(start, 4), "9640 bytes of Numbers were expected, and 9637 are there", "Numbers = ");
        AssertDamaged(source.Remove(start, 3), "Numbers is not in base 64", "Numbers = ");
        AssertDamaged(source.Insert(start, "<<<<"), "Numbers is not in base 64", "Numbers = ");
    }

    [Fact]
    public void A_change_of_the_last_of_an_odd_count_of_numbers_is_an_error()
    {
        const string Odd = "using CompiledNet; [Network(7)] [Dense(5, Bias = false)] public partial class Net;";
        string source = Export(Odd).Source;
        int start = source.IndexOf("\"\"\"", StringComparison.Ordinal) + 3;
        int end = source.LastIndexOf("\"\"\"", StringComparison.Ordinal);
        byte[] numbers = Convert.FromBase64String(source[start..end]);
        Assert.Equal(7 * 5 * sizeof(float), numbers.Length);
        Assert.NotNull(Build.Of([Odd, source]).Frozen);
        numbers[^1] ^= 1;
        string changed = $"{source[..start]}\n{Convert.ToBase64String(numbers)}\n{source[end..]}";

        AssertDamaged(changed, "the checksum of Numbers is another one", "Numbers = ", Odd);
    }

    [Fact]
    public void Arguments_that_are_missing_are_an_error()
    {
        AssertDamaged($"[CompiledNet.FrozenWeights(\"{DigitsText}\", \"12\")] partial class Net;", "neither Numbers nor a Resource is given", "\"12\"");
        AssertDamaged($"[CompiledNet.FrozenWeights(\"{DigitsText}\", \"x\")] partial class Net;", "the checksum is no hexadecimal number", "\"x\"");
        AssertDamaged($"[CompiledNet.FrozenWeights(\"{DigitsText}\", null!)] partial class Net;", "the checksum is no hexadecimal number", "null!");
    }

    [Fact]
    public void Two_exports_for_one_network_are_an_error_of_the_compiler()
    {
        Build build = Build.Of([Digits, s_digits.Value.Source, s_digits.Value.Source]);

        Assert.Contains(build.CompilerDiagnostics, found => found.Id == "CS0579");
        Assert.Empty(build.AnalyzerDiagnostics);
    }

    [Theory]
    [InlineData("public partial class Net { }")]
    [InlineData("using CompiledNet; [Network(64)] [Dense(32, Activation.LeakyReLU)] [Dense(10, Activation.Softmax)] public partial class NewName;")]
    public void Weights_without_a_network_are_an_error(string source)
    {
        Build build = Build.Of([source, s_digits.Value.Source]);

        Diagnostic found = Assert.Single(build.AnalyzerDiagnostics);
        Assert.Equal(
            ("CN0032", "[FrozenWeights] is on 'Net', which is no network: give the class in this file the network's name and namespace, "
                + "or delete the file and export the network again"),
            (found.Id, found.GetMessage(CultureInfo.InvariantCulture)));
        string reported = s_digits.Value.Source[found.Location.SourceSpan.Start..found.Location.SourceSpan.End];
        Assert.Equal("File2.cs", found.Location.SourceTree!.FilePath);
        Assert.StartsWith("global::CompiledNet.FrozenWeights(", reported, StringComparison.Ordinal);
        Assert.EndsWith(")", reported, StringComparison.Ordinal);
        Assert.Null(build.Frozen);
    }

    [Fact]
    public void Weights_on_the_attempt_at_a_network_are_not_reported_too() =>
        Assert.Equal(
            ["CN0003"],
            Build.Of([Digits.Replace("[Network(64)]", "", StringComparison.Ordinal), s_digits.Value.Source]).AnalyzerDiagnostics.Select(found => found.Id));

    [Fact]
    public void A_resource_that_is_missing_is_named() => AssertResourcesRefused(
        [], "The assembly UserCode has no resource 'Net.Frozen.bin', which holds the weights of a frozen network.");

    [Fact]
    public void A_resource_that_was_changed_is_refused()
    {
        byte[] right = s_large.Value.Resource!;
        AssertRefused(right[..^1], $"has {right.Length - 1} bytes; {right.Length} were expected");
        AssertRefused([], "has 0 bytes");
        AssertRefused(Changed(0), "does not begin as a file that ExportFrozen wrote");
        AssertRefused(Changed(20), "were expected");
        AssertRefused(Changed(24), "were expected");
        AssertRefused(Changed(32), "is of another export than the C# file beside it");
        AssertRefused(Changed(60), "was changed: its checksum is another one");
        AssertRefused(Changed(right.Length - 65), "was changed: its checksum is another one");

        byte[] Changed(int index)
        {
            byte[] changed = [.. right];
            changed[index] ^= 1;
            return changed;
        }
    }

    private static Exported Export(string source)
    {
        using LoadedAssembly loaded = Build.Valid(source).Load();
        return Exported.Of(loaded.Network("Net"));
    }

    private static void AssertDamaged(string source, string damage, string start, string network = Digits) => AssertReported(
        Build.Of([network, source]),
        "CN0031",
        $"The exported weights of the network 'Net' are damaged, {damage}: restore the file, or export them again",
        start);

    // The network is generated, for it has to be trained again; its frozen part is not.
    private static void AssertReported(Build build, string id, string message, string start)
    {
        Diagnostic found = Assert.Single(build.AnalyzerDiagnostics);
        Assert.Equal((id, message), (found.Id, found.GetMessage(CultureInfo.InvariantCulture)));
        Assert.Equal("File2.cs", found.Location.SourceTree!.FilePath);
        Assert.StartsWith(
            start, found.Location.SourceTree.ToString()[found.Location.SourceSpan.Start..found.Location.SourceSpan.End], StringComparison.Ordinal);
        Assert.Equal(["Net.Kernels.g.cs", "Net.Members.g.cs", "Net.g.cs"], build.Sources.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(build.CompilerDiagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    private static void AssertRefused(byte[] resource, string message) => AssertResourcesRefused([("Net.Frozen.bin", resource)], message);

    private static void AssertResourcesRefused((string Name, byte[] Content)[] resources, string message)
    {
        using LoadedAssembly loaded = Build.Valid([Large, s_large.Value.Source]).Load(resources);
        var frozen = new FrozenNetwork<float>(loaded.Type("Net"));
        for (int i = 0; i < 2; i++)
        {
            Assert.Contains(message, Assert.Throws<NetworkFileException>(() => frozen.Forward(new float[100], new float[100])).Message, StringComparison.Ordinal);
        }
    }
}

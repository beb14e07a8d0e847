using System.Globalization;
using CompiledNet.Tool.Writing;
using Xunit;

namespace CompiledNet.Tool.Tests;

/// <summary>What an import writes, and when it writes nothing.</summary>
public sealed class ImportCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compilednet-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_import_writes_declaration_weights_and_frozen_network()
    {
        ImportResult result = Importer.Run(Request("Onnx/residual.onnx") with { Freeze = true });

        Assert.Equal(["Net.Frozen.cs", "Net.cs", "Net.safetensors"], Names());
        Assert.Equal(3, result.Files.Count);
        Assert.InRange(result.Check!.Largest, 0, 1e-5);
        Assert.StartsWith(DeclarationWriter.FirstLine + "residual.onnx.\n", File.ReadAllText(Path.Combine(_folder, "Net.cs")), StringComparison.Ordinal);
        Assert.Contains("ExportFrozen", File.ReadAllText(Path.Combine(_folder, "Net.Frozen.cs")), StringComparison.Ordinal);

        // Once more: what an import wrote is replaced.
        Assert.Empty(result.Notes);
        result = Importer.Run(Request("Onnx/residual.onnx"));
        Assert.Equal(3, Names().Length);
        Assert.Contains("Net.Frozen.cs' was there already", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Beyond_the_tolerance_nothing_is_written()
    {
        var exception = Assert.Throws<ImportException>(() => Importer.Run(Request("Formats/linear.nam") with { Tolerance = -1 }));

        Assert.Contains("Nothing was written", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Names());
    }

    [Fact]
    public void A_file_of_somebody_else_is_not_replaced()
    {
        string path = Path.Combine(_folder, "Net.cs");
        File.WriteAllText(path, "class Mine;");

        Assert.Throws<ImportException>(() => Importer.Run(Request("Formats/linear.nam")));

        Assert.Equal("class Mine;", File.ReadAllText(path));
        Assert.Equal(["Net.cs"], Names());
    }

    [Theory]
    [InlineData("import missing.onnx --class A.B --output .", 1)]
    [InlineData("import x.onnx --class 1A --output .", 2)]
    [InlineData("import x.onnx --output .", 2)]
    [InlineData("show missing.onnx", 1)]
    [InlineData("nonsense", 2)]
    [InlineData("import  --class A.B --output .", 2, "FILE is empty")]
    [InlineData("import x.onnx --class A.B --output ", 2, "--output is empty")]
    [InlineData("import x.onnx --class A.B --output . --tolerance NaN", 2, "--tolerance is NaN; a number from 0 up")]
    [InlineData("import x.onnx --class A.B --output . --length -5", 2, "--length is -5")]
    [InlineData("import x.onnx --class A.B --output . --loss 17", 2, "--loss is '17'; None")]
    [InlineData("import x.onnx --class A.record --output .", 2, "'A.record' is no name of a class")]
    [InlineData("import x.onnx --class A.Loss --output .", 2, "'Loss' in 'A.Loss' is a type of CompiledNet")]
    [InlineData("import x.onnx --class Dense.Net --output .", 2, "'Dense' in 'Dense.Net' is a type of CompiledNet")]
    [InlineData("import x.onnx --class A.Workspace --output .", 2, "'Workspace' in 'A.Workspace' is a type of CompiledNet")]
    [InlineData("show  --length 3", 2, "FILE is empty")]
    [InlineData("summary ", 2, "FILE.cs is empty")]
    [InlineData("show /", 1, "is a folder; a file was expected")]
    public void Mistakes_end_with_a_code(string arguments, int expected, string message = "")
    {
        TextWriter error = Console.Error;
        TextWriter output = Console.Out;
        using var text = new StringWriter();
        try
        {
            Console.SetError(text);
            Console.SetOut(TextWriter.Null);
            Assert.Equal(expected, Program.Main(arguments.Split(' ')));
            Assert.Contains(message, text.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            Console.SetError(error);
            Console.SetOut(output);
        }
    }

    [Theory]
    [InlineData("fc", "[Dense(5)]\n[BatchNorm(Activation.ReLU)]\n[Dense(2)]", null)]
    [InlineData("fc", "[Dense(5)]\n[Dense(2)]", "does not fit the declaration")]
    [InlineData("fc", "[Dense(6)]\n[BatchNorm(Activation.ReLU)]\n[Dense(2)]", "module.1.running_var [5]")]
    public void Weights_fill_a_declaration(string name, string layers, string? failure)
    {
        string declaration = Path.Combine(_folder, name + ".cs");
        File.WriteAllText(declaration, $"using CompiledNet;\nnamespace My;\n[Network(inputs: 3, Loss = Loss.MeanSquaredError)]\n{layers}\npublic partial class Net;\n");
        ImportRequest request = Request("Formats/like.safetensors") with { Like = declaration, ClassName = "My.Net" };
        if (failure is not null)
        {
            Assert.Contains(failure, Assert.Throws<ImportException>(() => Importer.Run(request)).Message, StringComparison.Ordinal);
            Assert.Equal([name + ".cs"], Names());
            return;
        }

        ImportResult result = Importer.Run(request);

        Assert.Contains("Layer3.weight is module.3.weight", result.Notes);
        using var network = Checking.LoadedNetwork.Load(File.ReadAllText(declaration), declaration, "My.Net");
        ((Checking.LoadedNetwork<float>)network).Network.Load(Path.Combine(_folder, "Net.safetensors"));
        (double[] input, double[] output) = DataFiles.Expected("Formats/like.expected.json");
        double[] actual = [.. input.Chunk(3).SelectMany(sample => network.Forward(sample, 1))];
        Assert.All(actual.Zip(output), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }

    // Where a folder is wanted there is a file, or where a file is wanted a folder.
    [Theory]
    [InlineData("Nets", false)]
    [InlineData("Nets/Net.cs", true)]
    [InlineData("Nets/Net.safetensors", true)]
    [InlineData("Nets/Net.Frozen.cs", true)]
    public void What_cannot_be_written_leaves_everything_as_it_was(string path, bool isFolder)
    {
        string full = Path.Combine(_folder, path);
        if (isFolder)
        {
            Directory.CreateDirectory(full);
        }
        else
        {
            File.WriteAllText(full, "mine");
        }

        var exception = Assert.Throws<ImportException>(() => Importer.Run(Request("Formats/linear.nam") with { Output = Path.Combine(_folder, "Nets"), Freeze = true }));

        Assert.Contains(full, exception.Message, StringComparison.Ordinal);
        string[] all = [.. Directory.GetFileSystemEntries(_folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        Assert.Equal(isFolder ? [Path.Combine(_folder, "Nets"), full] : [full], all);
    }

    // German has a comma in numbers, and others a minus sign of their own.
    [Fact]
    public void A_culture_changes_nothing()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone(); // A machine may have no other.
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "\u2212";
        CultureInfo before = CultureInfo.CurrentCulture;
        var texts = new List<string>();
        try
        {
            foreach (CultureInfo current in new[] { CultureInfo.InvariantCulture, culture })
            {
                CultureInfo.CurrentCulture = current;
                foreach (string file in new[] { "Formats/functional.h5", "Formats/wavenet.nam", "Onnx/clips.onnx", "Onnx/mobile.onnx" })
                {
                    Importer.Run(Request(file) with { ForTraining = true });
                    texts.Add(File.ReadAllText(Path.Combine(_folder, "Net.cs")) + Convert.ToHexString(File.ReadAllBytes(Path.Combine(_folder, "Net.safetensors"))));
                }
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Contains("Slope = 0.2", texts[1], StringComparison.Ordinal);
        Assert.Equal(texts[..4], texts[4..]);
    }

    private ImportRequest Request(string file) => new() { File = DataFiles.PathOf(file), ClassName = "My.Net", Output = _folder };

    private string[] Names() => [.. Directory.GetFileSystemEntries(_folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}

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
        Importer.Run(Request("Onnx/residual.onnx"));
        Assert.Equal(3, Names().Length);
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
    public void Mistakes_end_with_a_code(string arguments, int expected)
    {
        TextWriter error = Console.Error;
        TextWriter output = Console.Out;
        try
        {
            Console.SetError(TextWriter.Null);
            Console.SetOut(TextWriter.Null);
            Assert.Equal(expected, Program.Main(arguments.Split(' ')));
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

    private ImportRequest Request(string file) => new() { File = DataFiles.PathOf(file), ClassName = "My.Net", Output = _folder };

    private string[] Names() => [.. Directory.GetFileSystemEntries(_folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}

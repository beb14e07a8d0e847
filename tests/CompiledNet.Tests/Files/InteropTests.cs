using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CompiledNet.Tests.Files;

/// <summary>Files of other programs, and what other programs read in ours.</summary>
public sealed partial class InteropTests
{
    [Fact]
    public void A_layer_of_a_file_that_PyTorch_wrote_is_loaded()
    {
        byte[] bytes = FileBytes.Resource("multi_layer.safetensors");
        var net = new LinearNet();
        using var stream = new MemoryStream(bytes);
        net.Load(stream, new NetworkLoadOptions { SkipOtherTensors = true });
        using var dripping = new DrippingStream(bytes);
        var other = new LinearNet();
        other.Load(dripping, new NetworkLoadOptions { SkipOtherTensors = true });

        Assert.Equal(0, dripping.Left);
        Assert.Equal(net.Parameters, other.Parameters);

        // Where they lie, read by hand: the header is 648 bytes long, fc1.bias begins at byte 456 behind it, fc1.weight at 520.
        for (int unit = 0; unit < 16; unit++)
        {
            Assert.Equal(BitConverter.ToSingle(bytes, 8 + 648 + 456 + (4 * unit)), net.fc1.Biases[unit]);
            for (int input = 0; input < 256; input++)
            {
                Assert.Equal(BitConverter.ToSingle(bytes, 8 + 648 + 520 + (4 * ((256 * unit) + input))), net.fc1.Weights[unit, input]);
            }
        }

        Assert.NotEqual(0, net.fc1.Weights[15, 255]);
    }

    [Fact]
    public void The_other_tensors_of_that_file_are_named_in_an_error()
    {
        var net = new LinearNet();
        using var stream = new MemoryStream(FileBytes.Resource("multi_layer.safetensors"));
        NetworkFileException thrown = Assert.Throws<NetworkFileException>(() => net.Load(stream));
        Assert.Contains(
            "that LinearNet has not: 'norm1.num_batches_tracked' [], 'conv1.bias' [4], 'conv1.weight' [4, 3, 3, 3], 'norm1.bias' [4], "
            + "'norm1.running_mean' [4], 'norm1.running_var' [4], 'norm1.weight' [4].",
            thrown.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("single")]
    [InlineData("double")]
    [InlineData("half")]
    [InlineData("brain")]
    public void Files_of_a_Python_script_are_read_in_both_precisions(string name)
    {
        byte[] bytes = FileBytes.Resource(name + ".safetensors");
        var options = new NetworkLoadOptions { Names = TensorNames.Sequential, ConvertPrecision = true };
        var expected = new FileNet(seed: 1);
        FileBytes.Fill(expected);
        var expectedDouble = new FileDoubleNet(seed: 1);
        FileBytes.Fill(expectedDouble);

        var net = new FileNet(seed: 1);
        using var stream = new MemoryStream(bytes);
        net.Load(stream, options);
        Assert.Equal(expected.Parameters, net.Parameters);

        var doubleNet = new FileDoubleNet(seed: 1);
        stream.Position = 0;
        doubleNet.Load(stream, options);
        Assert.Equal(expectedDouble.Parameters, doubleNet.Parameters);

        // Nothing is converted that was not asked to be.
        stream.Position = 0;
        var strict = new NetworkLoadOptions { Names = TensorNames.Sequential };
        Action load = () => net.Load(stream, strict);
        if (name == "single")
        {
            load();
        }
        else
        {
            Assert.Throws<NetworkFileException>(load);
        }
    }

    /// <summary>Where Save changes its file, write it anew and let the script beside this file read it: Data/README.md.</summary>
    [Fact]
    public void The_saved_file_is_the_one_that_another_reader_has_read()
    {
        var net = new FileNet();
        FileBytes.Fill(net);
        byte[] saved = FileBytes.Saved(net);
        if (Environment.GetEnvironmentVariable("COMPILEDNET_WRITE_SAVED") is { Length: > 0 } path)
        {
            File.WriteAllBytes(path, saved);
        }

        (string header, byte[] data) = Parts(saved);
        (string expectedHeader, byte[] expectedData) = Parts(FileBytes.Resource("saved.safetensors"));
        Assert.Equal(expectedHeader, header);
        Assert.Equal(expectedData, data);

        using JsonDocument read = JsonDocument.Parse(FileBytes.Resource("saved.json"));
        JsonElement tensors = read.RootElement.GetProperty("tensors");
        string[] names = ["Layer1.weight", "Layer1.bias", "Layer2.weight", "Scores.weight", "Scores.bias"];
        Assert.Equal(names, tensors.EnumerateObject().Select(tensor => tensor.Name));
        foreach ((TensorLayout layout, int tensor) in FileBytes.LayoutsOf(net).Select((layout, i) => (layout, i)))
        {
            JsonElement element = tensors.GetProperty(names[tensor]);
            int[] shape = layout.Columns == 1 ? [layout.Rows] : [layout.Rows, layout.Columns];
            Assert.Equal("F32", element.GetProperty("dtype").GetString());
            Assert.Equal(shape, element.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()));
            Assert.Equal(
                Enumerable.Range(0, layout.Count).Select(i => FileBytes.Number(tensor, i / layout.Columns, i % layout.Columns)),
                element.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()));
        }
    }

    // The header without the library's version, which changes from build to build, and with it the blanks that fill the header up.
    private static (string Header, byte[] Data) Parts(byte[] file)
    {
        int end = 8 + (int)BitConverter.ToInt64(file);
        string header = Encoding.UTF8.GetString(file.AsSpan(8..end)).TrimEnd(' ');
        Assert.Equal(0, end % 8);
        return (Version().Replace(header, "CompiledNet VERSION"), file[end..]);
    }

    [GeneratedRegex(@"CompiledNet \d+\.\d+\.\d+(?="")")]
    private static partial Regex Version();
}

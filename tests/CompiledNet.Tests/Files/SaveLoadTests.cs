using System.Text;
using System.Text.Json;

namespace CompiledNet.Tests.Files;

public sealed class SaveLoadTests
{
    [Fact]
    public void A_file_gives_back_every_parameter()
    {
        using var folder = new TemporaryFolder();
        var net = new FileNet(seed: 3);
        net.Save(folder["a.safetensors"]);

        var other = new FileNet(seed: 4);
        other.Load(folder["a.safetensors"]);

        Assert.Equal(net.Parameters, other.Parameters);
        Assert.Equal(["a.safetensors"], folder.Names);
    }

    [Fact]
    public void A_network_is_constructed_from_a_file()
    {
        using var folder = new TemporaryFolder();
        var net = new FileDoubleNet(seed: 3);
        net.Save(folder["a"]);

        Assert.Equal(net.Parameters, FileDoubleNet.FromFile(folder["a"]).Parameters);
        Assert.Throws<NetworkFileException>(() => FileNet.FromFile(folder["a"]));
        FileNet converted = FileNet.FromFile(folder["a"], new NetworkLoadOptions { ConvertPrecision = true });
        Assert.Equal((float)net.Scores.Weights[2, 1], converted.Scores.Weights[2, 1]);
        Assert.Throws<FileNotFoundException>(() => FileNet.FromFile(folder["b"]));
    }

    [Fact]
    public void A_nested_generic_network_with_constructors_of_its_own_is_constructed_from_a_file()
    {
        using var folder = new TemporaryFolder();
        var net = new FileHolder<string>.Nested(5);
        net.Save(folder["a"]);

        FileHolder<string>.Nested loaded = FileHolder<string>.Nested.FromFile(folder["a"]);

        Assert.Equal(net.Parameters, loaded.Parameters);
        Assert.Equal(0, loaded.Seed);
    }

    [Fact]
    public void A_stream_may_hold_one_network_after_the_other_and_need_not_be_seekable()
    {
        var first = new FileNet(seed: 3);
        var second = new FileDoubleNet(seed: 4);
        byte[] bytes = [.. FileBytes.Saved(first), .. FileBytes.Saved(second), 1, 2, 3];
        using var stream = new DrippingStream(bytes);
        using var seekable = new MemoryStream(bytes);
        foreach (Stream from in new Stream[] { stream, seekable })
        {
            var firstLoaded = new FileNet();
            var secondLoaded = new FileDoubleNet();
            firstLoaded.Load(from);
            secondLoaded.Load(from);

            Assert.Equal(first.Parameters, firstLoaded.Parameters);
            Assert.Equal(second.Parameters, secondLoaded.Parameters);
        }

        Assert.Equal(3, stream.Left);
        Assert.Equal(bytes.Length - 3, seekable.Position);
    }

    [Fact]
    public void A_network_larger_than_the_blocks_that_are_read_comes_back_whole()
    {
        var net = new LargeFileNet(seed: 3);
        byte[] bytes = FileBytes.Saved(net);
        using var seekable = new MemoryStream(bytes);
        using var stream = new DrippingStream(bytes);
        foreach (Stream from in new Stream[] { seekable, stream })
        {
            var other = new LargeFileNet(seed: 4);
            other.Load(from);
            Assert.Equal(net.Parameters, other.Parameters);
        }
    }

    [Fact]
    public void Padding_is_left_alone()
    {
        var net = new FileNet();
        net.Parameters.Fill(7);
        using var stream = new MemoryStream(FileBytes.Saved(new FileNet(seed: 3)));
        net.Load(stream);

        Assert.Equal(net.Parameters.Length - FileNet.ParameterCount, net.Parameters.Count(7));
    }

    [Fact]
    public void The_header_says_whose_weights_they_are()
    {
        byte[] bytes = FileBytes.Saved(new FileNet());
        int length = (int)BitConverter.ToInt64(bytes);
        using JsonDocument json = JsonDocument.Parse(bytes.AsMemory(8, length));

        Assert.Equal(0, length % 8);
        Assert.Equal(FileBytes.DataLength, bytes.Length - 8 - length);
        Dictionary<string, string> metadata = json.RootElement.GetProperty("__metadata__").Deserialize<Dictionary<string, string>>()!;
        Assert.Equal(
            ["activations=ReLU Identity Softmax", "library=" + NetworkFiles.Library, "loss=CategoricalCrossEntropy",
                "network=CompiledNet.Tests.Files.FileNet", "precision=Single"],
            metadata.Select(pair => pair.Key + "=" + pair.Value).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(null, "Layer1.weight Layer1.bias Layer2.weight Scores.weight Scores.bias")]
    [InlineData("sequential", "0.weight 0.bias 2.weight 3.weight 3.bias")]
    [InlineData("own", "net.a.weight net.a.bias net.b.weight c.weight c.bias")]
    public void Tensors_have_the_names_that_are_asked_for(string? kind, string expected)
    {
        TensorNames? names = kind switch
        {
            "sequential" => TensorNames.Sequential,
            "own" => TensorNames.Of("net.a", "net.b", "c"),
            _ => null,
        };
        var net = new FileNet(seed: 3);
        byte[] bytes = FileBytes.Saved(net, names);
        using JsonDocument json = JsonDocument.Parse(bytes.AsMemory(8, (int)BitConverter.ToInt64(bytes)));
        Assert.Equal(expected.Split(' '), json.RootElement.EnumerateObject().Skip(1).Select(property => property.Name));

        var other = new FileNet(seed: 4);
        using var stream = new MemoryStream(bytes);
        other.Load(stream, names is null ? null : new NetworkLoadOptions { Names = names });
        Assert.Equal(net.Parameters, other.Parameters);
    }

    [Fact]
    public void Names_must_be_as_many_as_the_layers_and_no_two_the_same()
    {
        var net = new FileNet();
        using var stream = new MemoryStream();
        Assert.Contains("2 layers; 3", Assert.Throws<ArgumentException>(() => net.Save(stream, TensorNames.Of("a", "b"))).Message, StringComparison.Ordinal);
        Assert.Contains(
            "prefixes[1] is null", Assert.Throws<ArgumentException>(() => TensorNames.Of("a", null!)).Message, StringComparison.Ordinal);
        Assert.Equal("Names", Assert.Throws<ArgumentNullException>(() => new NetworkLoadOptions { Names = null! }).ParamName);
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => TensorNames.Of("a", "b", "a")).Message, StringComparison.Ordinal);
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void Double_is_converted_to_single_and_back_when_asked()
    {
        var convert = new NetworkLoadOptions { ConvertPrecision = true };
        var net = new FileDoubleNet(seed: 3);
        var single = new FileNet();
        var back = new FileDoubleNet();
        using var doubles = new MemoryStream(FileBytes.Saved(net));
        single.Load(doubles, convert);
        using var singles = new MemoryStream(FileBytes.Saved(single));
        back.Load(singles, convert);

        Assert.Equal((float)net.Layer1.Weights[3, 2], single.Layer1.Weights[3, 2]);
        Assert.Equal((double)(float)net.Layer1.Weights[3, 2], back.Layer1.Weights[3, 2]);
        Assert.NotEqual(net.Layer1.Weights[3, 2], back.Layer1.Weights[3, 2]);
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_loaded_when_asked()
    {
        var net = new FileNet();
        net.Layer1.Weights[1, 2] = BitConverter.UInt32BitsToSingle(0xFFC12345);
        net.Scores.Biases[0] = float.NegativeInfinity;
        using var stream = new MemoryStream(FileBytes.Saved(net));
        var other = new FileNet();
        other.Load(stream, new NetworkLoadOptions { AllowNonFinite = true });

        Assert.Equal(0xFFC12345, BitConverter.SingleToUInt32Bits(other.Layer1.Weights[1, 2]));
        Assert.Equal(float.NegativeInfinity, other.Scores.Biases[0]);
    }

    [Fact]
    public void Weights_of_other_activations_are_refused_unless_they_are_allowed()
    {
        byte[] bytes = FileBytes.Saved(new FileNet(seed: 3));
        var other = new OtherFileNet();
        using var stream = new MemoryStream(bytes);
        NetworkFileException thrown = Assert.Throws<NetworkFileException>(() => other.Load(stream));
        Assert.Contains("ReLU Identity Softmax; Tanh Identity Softmax were expected", thrown.Message, StringComparison.Ordinal);

        stream.Position = 0;
        other.Load(stream, new NetworkLoadOptions { AllowOtherActivations = true });
        Assert.Equal(new FileNet(seed: 3).Layer1.Weights[3, 2], other.Layer1.Weights[3, 2]);
    }

    [Fact]
    public void A_header_put_together_by_another_program_is_read()
    {
        // Spaces at its end, keys in another order, unknown ones, an escaped name, an empty tensor that is skipped.
        string header = FileBytes.With(
            "\"Layer1.bias\":{\"dtype\":\"F32\",\"shape\":[4],",
            "\"none\":{\"dtype\":\"I64\",\"shape\":[3,0],\"data_offsets\":[48,48]},\"Layer1.bi\\u0061s\":{\"more\":[{}],\"shape\":[ 4 ],\"dtype\":\"F32\",") + "   ";
        byte[] bytes = FileBytes.Of(header);
        BitConverter.TryWriteBytes(bytes.AsSpan(8 + Encoding.UTF8.GetByteCount(header) + 48 + 12), 5f);
        var net = new FileNet();
        using var stream = new MemoryStream(bytes);
        net.Load(stream, new NetworkLoadOptions { SkipOtherTensors = true });

        Assert.Equal(5, net.Layer1.Biases[3]);
        Assert.Equal(0, net.Layer1.Weights[0, 0]);
    }
}

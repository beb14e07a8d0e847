using CompiledNet.Tool.Checking;
using CompiledNet.Tool.Files;
using CompiledNet.Tool.Graph;
using CompiledNet.Tool.Readers;
using Xunit;

namespace CompiledNet.Tool.Tests;

/// <summary>The other formats: each file agrees with what it says by itself, and with PyTorch where that made it.</summary>
public sealed class FormatTests
{
    // Both generations of fields: two layers with gates, one without, one with gates again.
    private const string Wavenet = "Dense Conv1D Dense Add Conv1D Dense Add Multiply Dense Add Conv1D Dense Add Conv1D Dense Add Multiply Add Dense Dense Add Dense "
        + "Conv1D Dense Add Dense Dense Add Conv1D Dense Add Conv1D Dense Add Multiply Dense Add Conv1D";

    [Theory]
    [InlineData("rtneural.json", "Conv1D Conv1D PReLU BatchNorm GRU LSTM Dense Activate Dense")]
    [InlineData("frames.json", "Conv1D BatchNorm Conv1D")]
    [InlineData("linear.nam", "Conv1D")]
    [InlineData("convnet.nam", "Conv1D Conv1D Dense")]
    [InlineData("lstm.nam", "LSTM LSTM Dense")]
    [InlineData("wavenet.nam", Wavenet)]
    [InlineData("functional.h5", "Conv2D BatchNorm Conv2D Conv2D Add MaxPool2D Dropout Conv2D GlobalAveragePool AveragePool2D Flatten Concatenate Dense")]
    [InlineData("clips.h5", "Dense Dense BatchNorm Dense")]
    [InlineData("recurrent.keras", "Conv1D LayerNorm GRU GRU LSTM Dense")]
    public void A_file_agrees_with_its_own_meaning(string file, string layers)
    {
        AssertAgrees(file, new ReadOptions { ForTraining = true }, layers);
        if (layers.Contains("BatchNorm", StringComparison.Ordinal))
        {
            AssertAgrees(file, new ReadOptions(), null);
        }
    }

    [Fact]
    public void A_state_dict_gives_what_PyTorch_gives()
    {
        ImportedModel model = ModelReader.Read(DataFiles.PathOf("Formats/state_dict.json"), new ReadOptions());
        (_, LoadedNetwork network) = Importer.Compile(model, "Imported.Net", "state_dict.json", null);
        using (network)
        {
            (double[] input, double[] output) = DataFiles.Expected("Formats/state_dict.expected.json");
            Assert.All(network.Forward(input, input.Length / 2).Zip(output), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
            Assert.True(SelfCheck.Run(network, model, null).Largest < 1e-5);
        }
    }

    [Theory]
    [InlineData("wavenet.nam", "\"gating_mode\": [\"none\", \"gated\"]", "\"gating_mode\": \"blended\", \"conv_pre_film\": true", "layers[1].gating_mode", "layers[1].conv_pre_film")]
    [InlineData("rtneural.json", "\"type\": \"prelu\"", "\"type\": \"snake\"", "layer 3 (snake)", "RTNeural has no such layer")]
    [InlineData("lstm.nam", "\"LSTM\"", "\"SlimmableContainer\"", "SlimmableContainer", "submodels")]
    [InlineData("lstm.nam", "\"hidden_size\": 3", "\"hidden_size\": 4", "weights", "needs")]
    [InlineData("lstm.nam", "\"hidden_size\": 3", "\"hidden_size\": 1000000000", "weights", "needs")]
    [InlineData("convnet.nam", "\"ReLU\"", "\"Softsign\"", "Softsign", "train with Tanh")]
    public void What_has_no_layer_is_refused_by_name(string file, string text, string other, string first, string second)
    {
        string source = File.ReadAllText(DataFiles.PathOf($"Formats/{file}"));
        Assert.Contains(text, source, StringComparison.Ordinal);
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(source.Replace(text, other, StringComparison.Ordinal));

        var exception = Assert.ThrowsAny<ImportException>(() => ModelReader.Read(bytes, file, new ReadOptions()));

        Assert.Contains(first, exception.Message, StringComparison.Ordinal);
        Assert.Contains(second, exception.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_length_in_HDF5_beyond_the_file_is_refused_before_memory_is_taken()
    {
        byte[] bytes = File.ReadAllBytes(DataFiles.PathOf("Formats/functional.h5"));
        int heap = bytes.AsSpan().IndexOf("HEAP"u8);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(heap + 8), 1 << 30);

        var exception = Assert.ThrowsAny<ImportException>(() => ModelReader.Read(bytes, "functional.h5", new ReadOptions()));

        Assert.Contains("a heap of it claims 1073741824 bytes", exception.Message, StringComparison.Ordinal);
    }

    // A heap that claims to be smaller than its header has objects all the same for a reader that subtracts the header.
    [Fact]
    public void A_heap_in_HDF5_smaller_than_its_header_is_refused()
    {
        byte[] bytes = File.ReadAllBytes(DataFiles.PathOf("Formats/functional.h5"));
        int heap = bytes.AsSpan().IndexOf("GCOL"u8);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(heap + 8), 5);

        var exception = Assert.ThrowsAny<ImportException>(() => ModelReader.Read(bytes, "functional.h5", new ReadOptions()));

        Assert.Contains("a heap of it claims 5 bytes", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_read_beyond_the_end_gives_no_part_of_it()
    {
        using var stream = new WholeReads([1, 2, 3]);
        Assert.Equal(1, stream.ReadByte());
        byte[] two = new byte[2];
        Assert.Equal(2, stream.Read(two, 0, 2));
        Assert.Equal([2, 3], two);
        stream.Position = 2;
        Assert.Throws<EndOfStreamException>(() => stream.Read(two));
        Assert.Equal(3, stream.ReadByte());
        Assert.Throws<EndOfStreamException>(() => stream.ReadByte());
    }

    // The message of a fill value: its type, its length, flags. An old one begins with the length of the value.
    [Theory]
    [InlineData(4, 0)]
    [InlineData(4, 8)]
    public void A_fill_value_in_HDF5_beyond_its_message_is_refused_before_memory_is_taken(byte type, byte length)
    {
        byte[] bytes = File.ReadAllBytes(DataFiles.PathOf("Formats/clips.h5"));
        int message = bytes.AsSpan().IndexOf((byte[])[5, 0, 8, 0, 1, 0, 0, 0]);
        Assert.True(message >= 0);
        bytes[message] = type;
        bytes[message + 2] = length;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(message + 8), 1 << 28);

        var exception = Assert.ThrowsAny<ImportException>(() => ModelReader.Read(bytes, "clips.h5", new ReadOptions()));

        Assert.Contains("a fill value of it is longer than its message", exception.Message, StringComparison.Ordinal);
    }

    // The list of the weights' names of a layer: texts of a fixed length, as many as there are.
    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    public void An_attribute_in_HDF5_beyond_its_message_is_refused_before_memory_is_taken(int where)
    {
        byte[] bytes = File.ReadAllBytes(DataFiles.PathOf("Formats/clips.h5"));
        int type = bytes.AsSpan().IndexOf("weight_names\0\0\0\0\u0013"u8) + 16;
        Assert.True(type >= 16);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(type + where), 1 << 26);

        var exception = Assert.ThrowsAny<ImportException>(() => ModelReader.Read(bytes, "clips.h5", new ReadOptions()));

        Assert.Contains("an attribute of it is longer than its message", exception.Message, StringComparison.Ordinal);
    }

    // The root has no entry in a table: its address stands in the first block of the file.
    [Fact]
    public void An_attribute_of_the_root_in_HDF5_is_compared_too()
    {
        byte[] bytes = File.ReadAllBytes(DataFiles.PathOf("Formats/clips.h5"));
        int type = bytes.AsSpan().IndexOf("keras_version\0\0\0\u0019"u8) + 16;
        Assert.True(type >= 16);
        bytes[type + 7] = 0x31;

        Assert.Contains(
            "an attribute of it is longer", Assert.ThrowsAny<ImportException>(() => ModelReader.Read(bytes, "clips.h5", new ReadOptions())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_files_are_refused_or_read()
    {
        using var output = new StringWriter();
        int result = Runs.Mutations.Run(25, seed: 1, compiledEvery: 0, only: null, output);
        Assert.True(result == 0, output.ToString());
    }

    private static void AssertAgrees(string file, ReadOptions options, string? layers)
    {
        ImportedModel model = ModelReader.Read(DataFiles.PathOf($"Formats/{file}"), options);
        string kinds = string.Join(' ', model.Graph.Layers().Select(layer => layer.Kind));
        Assert.Equal(layers ?? kinds, kinds);

        (_, LoadedNetwork network) = Importer.Compile(model, "Imported.Net", file, null);
        using (network)
        {
            CheckResult check = SelfCheck.Run(network, model, null);
            Assert.True(check.Largest < 1e-5, check.Where);
        }
    }
}

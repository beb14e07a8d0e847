using System.Buffers.Binary;
using System.Text;

namespace CompiledNet.Tests.Files;

/// <summary>
/// Every kind of damage has its own message, costs less than a megabyte, and leaves the network as it was; from a file, from memory, and
/// from a stream that cannot seek.
/// </summary>
public sealed class BrokenFileTests
{
    private const string Bias = "\"Layer1.bias\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[48,64]}";

    private static readonly (string Name, byte[] Bytes, string Message)[] s_kinds =
    [
        ("empty", [], "8 bytes with the length of the header were expected first, and 0 are there"),
        ("cut in the length", [1, 2, 3], "8 bytes with the length of the header were expected first, and 3 are there"),
        ("cut in the header", FileBytes.Of(FileBytes.Header)[..100], "bytes long, and 92 are there"),
        ("cut before the tensors", FileBytes.Of(FileBytes.Header, 0), "It is cut short"),
        ("cut in a tensor", FileBytes.Of(FileBytes.Header, 131), "It is cut short"),
        ("header longer than any", Prefixed(ulong.MaxValue, 50), "the header is to be 18446744073709551615 bytes long"),
        ("header too long", Prefixed(300_000, 200), "the header is to be 300000 bytes long, and 200 are there"),
        ("text", "import torch\n"u8.ToArray(), "It is no safetensors file: it begins with the text 'import t'"),
        ("zip", [.. "PK\x03\x04"u8, .. new byte[4], 1, 1, 1, 1], "torch.save"),
        ("pickle", [0x80, 2, (byte)'c', .. new byte[4], 0x80, 1, 1], "old versions of torch.save"),
        ("HDF5", [0x89, .. "HDF\r\n\x1a\n"u8, 1, 1], "an HDF5 file"),
        ("header too short", FileBytes.Of("{"), "at least 2 were expected"),
        ("not JSON", FileBytes.Of(FileBytes.With("[4,3]", "[4 3]")), "The header is not JSON"),
        ("JSON that does not end", FileBytes.Of(FileBytes.Header[..^1]), "The header is not JSON"),
        ("two objects", FileBytes.Of(FileBytes.Header + "{}"), "The header is not JSON"),
        ("nested without end", FileBytes.Of("{\"a\":{\"b\":" + new string('[', 5000)), "The header is not JSON"),
        ("not an object", FileBytes.Of("[]"), "does not begin with {"),
        ("not UTF-8", FileBytes.Of([(byte)'{', 0xC3, 0x28, (byte)'}']), "not even UTF-8"),
        ("not Unicode", FileBytes.Of("{\"\\ud800\":1}"), "a string that is not Unicode"),
        ("tensor is a number", FileBytes.Of(FileBytes.With(Bias, "\"Layer1.bias\":3")), "'Layer1.bias' is not described by an object"),
        ("no dtype", FileBytes.Of(FileBytes.With(Bias, Bias.Replace("\"dtype\":\"F32\",", "", StringComparison.Ordinal))), "'Layer1.bias' has no dtype"),
        ("no shape", FileBytes.Of(FileBytes.With(Bias, Bias.Replace("\"shape\":[4],", "", StringComparison.Ordinal))), "'Layer1.bias' has no shape"),
        ("no offsets", FileBytes.Of(FileBytes.With(",\"data_offsets\":[48,64]", "")), "'Layer1.bias' has no data_offsets"),
        ("two shapes", FileBytes.Of(FileBytes.With("\"shape\":[4],", "\"shape\":[4],\"shape\":[4],")), "'Layer1.bias' has two shape"),
        ("dtype is a number", FileBytes.Of(FileBytes.With(Bias, Bias.Replace("\"F32\"", "32", StringComparison.Ordinal))), "a dtype that is not a string"),
        ("shape is a number", FileBytes.Of(FileBytes.With("[4],", "4,")), "a shape that is not an array"),
        ("negative size", FileBytes.Of(FileBytes.With("[4],", "[-4],")), "a shape with something in it that is not a whole number"),
        ("broken size", FileBytes.Of(FileBytes.With("[4],", "[4.5],")), "a shape with something in it that is not a whole number"),
        ("size beyond 64 bits", FileBytes.Of(FileBytes.With("[4],", "[18446744073709551620],")), "a shape with something in it that is not a whole number"),
        ("product beyond 64 bits", FileBytes.Of(FileBytes.With("[4],", "[4194305,4194305,211106198978564],")), "a shape of more than 9223372036854775807 elements"),
        ("bytes beyond 64 bits", FileBytes.Of(FileBytes.With("[4],", "[4611686018427387908],")), "18446744073709551632 were expected"),
        ("offsets backwards", FileBytes.Of(FileBytes.With("[48,64]", "[64,48]")), "which end before they begin"),
        ("three offsets", FileBytes.Of(FileBytes.With("[48,64]", "[48,64,64]")), "data_offsets that are not two numbers"),
        ("negative offset", FileBytes.Of(FileBytes.With("[48,64]", "[-16,0]")), "a data_offsets with something in it"),
        ("offsets of another length", FileBytes.Of(FileBytes.With("[48,64]", "[48,60]")), "data_offsets [48, 60], 12 bytes; 16 were expected, those of [4] of F32"),
        ("overlap", FileBytes.Of(FileBytes.With("[48,64]", "[44,60]")), "'Layer1.bias', bytes 44 to 60, overlaps 'Layer1.weight', which ends at 48"),
        ("gap", FileBytes.Of(FileBytes.With("[120,132]", "[124,136]"), 136), "'Scores.bias' begins at byte 124; 120 was expected"),
        ("out of range", FileBytes.Of(FileBytes.With("\"shape\":[3],\"data_offsets\":[120,132]", "\"shape\":[5],\"data_offsets\":[120,140]")), ""),
        ("bytes that belong to nothing", FileBytes.Of(FileBytes.Header, 140), "After the tensors, which take 132 bytes, 8 more follow"),
        ("2 GB claimed", FileBytes.Of(FileBytes.With("\"shape\":[3],\"data_offsets\":[120,132]", "\"shape\":[536870912],\"data_offsets\":[120,2147483768]")), ""),
        ("2 GB claimed as the first", FileBytes.Of("{\"Layer1.weight\":{\"dtype\":\"F32\",\"shape\":[536870912],\"data_offsets\":[0,2147483648]}}", 0), ""),
        ("wrong type", FileBytes.Of(FileBytes.With(Bias, Bias.Replace("F32", "I32", StringComparison.Ordinal))), "'Layer1.bias' is of type I32; F32 was expected, that of FileNet"),
        ("unknown type", FileBytes.Of(FileBytes.With(Bias, Bias.Replace("F32", "F31", StringComparison.Ordinal))), "'Layer1.bias' is of type F31"),
        ("float of another type", FileBytes.Of(FileBytes.With("\"F32\",\"shape\":[4],", "\"F64\",\"shape\":[2],")), ""),
        ("wrong shape", FileBytes.Of(FileBytes.With("[4,3]", "[3,4]")), "'Layer1.weight' has the shape [3, 4]; [4, 3] was expected, that of FileNet"),
        ("wrong rank", FileBytes.Of(FileBytes.With("[4,3]", "[4,3,1]")), "'Layer1.weight' has the shape [4, 3, 1]; [4, 3] was expected"),
        ("no rank", FileBytes.Of("{\"Layer1.bias\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}", 4), "missing"),
        ("twice", FileBytes.Of(FileBytes.With("{\"Layer1.weight\"", "{" + Bias + ",\"Layer1.weight\"")), "has tensor 'Layer1.bias' twice"),
        ("twice, once escaped", FileBytes.Of(FileBytes.With("{\"Layer1.weight\"", "{\"Layer1.b\\u0069as" + Bias["\"Layer1.bias".Length..] + ",\"Layer1.weight\"")), "has tensor 'Layer1.bias' twice"),
        ("missing", FileBytes.Of(FileBytes.With("Layer1.bias", "Layer1.base")), "Tensor 'Layer1.bias' [4] of FileNet is missing; it holds 'Layer1.weight' [4, 3], 'Layer1.base' [4]"),
        ("a name that clears the screen", FileBytes.Of(FileBytes.With("Layer1.bias", "Layer1.\\u001b[2Jbase")), "'Layer1.\uFFFD[2Jbase' [4]"),
        ("none", FileBytes.Of("{}", 0), "Tensor 'Layer1.weight' [4, 3] of FileNet is missing; it holds none"),
        ("one too many", FileBytes.Of(FileBytes.With("{\"Layer1.weight\"", "{\"Layer2.bias\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]},\"Layer1.weight\"")), "that FileNet has not: 'Layer2.bias' [0]. Load with SkipOtherTensors"),
        ("metadata are a string", FileBytes.Of(FileBytes.With("{\"Layer1.weight\"", "{\"__metadata__\":\"a\",\"Layer1.weight\"")), "__metadata__ in the header is not an object of strings"),
        ("metadata hold a number", FileBytes.Of(FileBytes.With("{\"Layer1.weight\"", "{\"__metadata__\":{\"a\":1},\"Layer1.weight\"")), "__metadata__ in the header is not an object of strings"),
        ("two metadata", FileBytes.Of(FileBytes.With("{\"Layer1.weight\"", "{\"__metadata__\":{},\"__metadata__\":{},\"Layer1.weight\"")), "two objects __metadata__"),
        ("metadata twice the same", FileBytes.Of(FileBytes.With("{\"Layer1.weight\"", "{\"__metadata__\":{\"activations\":\"\",\"activations\":\"\"},\"Layer1.weight\"")), "has 'activations' twice"),
        ("NaN", WithNumber(0, float.NaN), "'Layer1.weight' holds NaN at [0, 0]"),
        ("infinite", WithNumber(29, float.NegativeInfinity), "'Scores.weight' holds an infinite number at [2, 1]"),
    ];

    public static TheoryData<string> Kinds => [.. s_kinds.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_broken_file_is_refused_and_the_network_is_as_it_was(string name)
    {
        (_, byte[] bytes, string message) = Assert.Single(s_kinds, kind => kind.Name == name);
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["a"], bytes);
        var net = new FileNet(seed: 5);

        NetworkFileException thrown = Refused(net, () => net.Load(folder["a"]));
        Assert.Contains(message, thrown.Message, StringComparison.Ordinal);
        Assert.Equal(folder["a"], thrown.FileName);
        Assert.EndsWith($"The file is '{folder["a"]}'.", thrown.Message, StringComparison.Ordinal);

        // What may follow in a stream is not the network's.
        if (name != "bytes that belong to nothing")
        {
            using var seekable = new MemoryStream(bytes);
            Refused(net, () => net.Load(seekable));
            using var stream = new DrippingStream(bytes);
            thrown = Refused(net, () => net.Load(stream));
            Assert.Null(thrown.FileName);
        }
    }

    [Fact]
    public void The_valid_file_is_not_refused()
    {
        using var stream = new MemoryStream(FileBytes.Of(FileBytes.Header));
        var net = new FileNet(seed: 5);
        net.Load(stream);
        Assert.True(FileBytes.LayoutsOf(net).All(layout => net.Parameters[layout.IndexOf(0, 0)] == 0));
    }

    [Fact]
    public void The_ten_kinds_have_messages_of_their_own()
    {
        string[] kinds =
        [
            "cut in a tensor", "header too long", "overlap", "out of range", "wrong type", "wrong shape", "twice", "missing",
            "product beyond 64 bits", "not JSON", "NaN", "2 GB claimed",
        ];
        string[] messages = [.. kinds.Select(name => Assert.Throws<NetworkFileException>(() =>
        {
            using var stream = new MemoryStream(s_kinds.First(kind => kind.Name == name).Bytes);
            new FileNet().Load(stream);
        }).Message)];

        Assert.Equal(messages.Length, messages.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("the tensors of the header take 140 bytes, and 132 are there", messages[3], StringComparison.Ordinal);
        Assert.Contains("the tensors of the header take 2147483768 bytes, and 132 are there", messages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_of_many_tensors_costs_less_than_a_megabyte()
    {
        var header = new StringBuilder("{");
        for (int i = 0; header.Length < 160_000; i++)
        {
            header.Append(System.Globalization.CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",")}\"{i}\":{{\"dtype\":\"F4\",\"shape\":[],\"data_offsets\":[0,0]}}");
        }

        byte[] scalars = FileBytes.Of(header + "}");
        byte[] empty = FileBytes.Of(header.ToString().Replace("[],", "[0],", StringComparison.Ordinal)[..155_000].TrimEnd(',') + "}");
        byte[] sizes = FileBytes.Of("{\"a\":{\"shape\":[" + string.Join(',', Enumerable.Repeat("1", 80_000)) + "]}}");
        byte[] names = FileBytes.Of("{\"__metadata__\":{\"" + new string('a', 80_000) + "\":\"" + new string('b', 80_000) + "\"}}");
        byte[] name = FileBytes.Of("{\"" + new string('a', 160_000) + "\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}");
        foreach (byte[] bytes in new[] { scalars, empty, sizes, names, name })
        {
            var net = new FileNet(seed: 5);
            using var stream = new MemoryStream(bytes);
            Assert.True(Refused(net, () => net.Load(stream)).Message.Length < 1500);
        }
    }

    [Fact]
    public void Numbers_at_the_end_of_a_large_file_that_do_not_fit_cost_less_than_a_megabyte()
    {
        var net = new LargeFileNet(seed: 5);
        byte[] bytes = FileBytes.Saved(net);
        Assert.True(bytes.Length > 1 << 20);
        using (var cut = new MemoryStream(bytes[..^1]))
        {
            Assert.Contains("cut short", Refused(net, () => net.Load(cut)).Message, StringComparison.Ordinal);
        }

        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(^4), float.NaN);
        using var stream = new MemoryStream(bytes);
        Assert.Contains("'Layer1.bias' holds NaN at [499]", Refused(net, () => net.Load(stream)).Message, StringComparison.Ordinal);
    }

    /// <summary>Beside 3,000 other tensors, behind long metadata, and under names of 100,000 characters.</summary>
    [Fact]
    public void A_long_header_loads_from_a_file_and_from_a_stream()
    {
        var net = new FileNet(seed: 5);
        var others = new StringBuilder();
        for (int i = 0; i < 3000; i++)
        {
            others.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"\"some.other.layer.{i}.weight\":{{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[132,132]}},");
        }

        string metadata = $"\"__metadata__\":{{\"notes\":\"{new string('n', 300_000)}\"}},";
        byte[] zeros = FileBytes.Of("{" + metadata + others + FileBytes.Header[1..]);
        Assert.True(zeros.Length > 500_000);
        var options = new NetworkLoadOptions { SkipOtherTensors = true };
        foreach (Stream stream in (Stream[])[new MemoryStream(zeros), new DrippingStream(zeros)])
        {
            using (stream)
            {
                var loaded = new FileNet(seed: 6);
                loaded.Load(stream, options);
                Assert.True(FileBytes.LayoutsOf(loaded).All(layout => loaded.Parameters[layout.IndexOf(0, 0)] == 0));
            }
        }

        var names = TensorNames.Of([.. Enumerable.Range(0, 3).Select(i => new string((char)('a' + i), 100_000))]);
        using var named = new DrippingStream(FileBytes.Saved(net, names));
        var copy = new FileNet(seed: 6);
        copy.Load(named, new NetworkLoadOptions { Names = names });
        Assert.Equal(net.Parameters, copy.Parameters);
    }

    // The format's own library refuses them, and so would Load.
    [Fact]
    public void Save_writes_nothing_that_Load_cannot_read()
    {
        var names = TensorNames.Of(new string('a', 60_000_000), "b", "c");
        using var stream = new MemoryStream();
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => new FileNet().Save(stream, names));
        Assert.Contains("at most 100000000 were expected", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(0, stream.Length);
        Assert.Contains(
            "prefixes[1] holds half a surrogate pair",
            Assert.Throws<ArgumentException>(() => TensorNames.Of("a", "b\ud800", "c")).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100_000_001)]
    [InlineData(2_147_483_648)]
    public void A_header_of_a_stream_that_claims_more_than_there_is_costs_what_is_there(long length)
    {
        var net = new FileNet(seed: 5);
        using var stream = new DrippingStream(Prefixed((ulong)length, 1000));
        Assert.Contains("at most 100000000 were expected", Refused(net, () => net.Load(stream)).Message, StringComparison.Ordinal);
        using var allowed = new DrippingStream(Prefixed(99_999_999, 1000));
        Assert.Contains("99999999 bytes long, and 1000 are there", Refused(net, () => net.Load(allowed)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_that_ends_early_costs_no_more_than_came()
    {
        var net = new LargeFileNet(seed: 5);
        using var stream = new DrippingStream(FileBytes.Saved(net)[..100_000]);
        Assert.Contains("ends inside tensor 'Layer1.weight'", Refused(net, () => net.Load(stream)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_double_that_a_single_cannot_hold_is_refused()
    {
        var large = new FileDoubleNet(seed: 5);
        large.Layer2.Weights[1, 3] = 1e300;
        using var stream = new MemoryStream(FileBytes.Saved(large));
        var net = new FileNet(seed: 5);
        NetworkFileException thrown = Refused(net, () => net.Load(stream, new NetworkLoadOptions { ConvertPrecision = true }));
        Assert.Contains("'Layer2.weight' holds a number that is infinite as F32 at [1, 3]", thrown.Message, StringComparison.Ordinal);
        Assert.Equal("Layer2.weight", thrown.Tensor);

        stream.Position = 0;
        thrown = Refused(net, () => net.Load(stream));
        Assert.Contains("is of type F64; F32 was expected, that of FileNet. Load with ConvertPrecision", thrown.Message, StringComparison.Ordinal);
    }

    private static NetworkFileException Refused(INetwork<float> net, Action load)
    {
        float[] before = net.Parameters.ToArray();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        NetworkFileException? thrown = null;
        try
        {
            load();
        }
        catch (NetworkFileException exception)
        {
            thrown = exception;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.NotNull(thrown);
        Assert.True(allocated <= 1 << 20, $"{allocated} bytes");
        Assert.Equal(before, net.Parameters);
        return thrown;
    }

    private static byte[] Prefixed(ulong length, int more)
    {
        var bytes = new byte[8 + more];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        return bytes;
    }

    private static byte[] WithNumber(int index, float number)
    {
        byte[] bytes = FileBytes.Of(FileBytes.Header);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(bytes.Length - FileBytes.DataLength + (4 * index)), number);
        return bytes;
    }
}

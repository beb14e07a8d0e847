using Xunit;

namespace CompiledNet.Tests.Files;

/// <summary>A small file is read by a short way if it is just as Save writes it, and by the way of all files otherwise: nobody can tell which.</summary>
public sealed class PlainFileTests
{
    // With options, even without any, a file goes the way of all.
    private static readonly NetworkLoadOptions s_options = new();

    [Fact]
    public void Both_ways_load_the_same()
    {
        var network = new FileNet(3);
        Assert.True(PlainFile.TryLoad(network, new MemoryStream(FileBytes.Saved(new FileNet(4)))));
        Assert.Equal(new FileNet(4).Parameters.ToArray(), network.Parameters.ToArray());

        var precise = new FileDoubleNet(3);
        Assert.True(PlainFile.TryLoad(precise, new MemoryStream(FileBytes.Saved(new FileDoubleNet(4)))));
        Assert.Equal(new FileDoubleNet(4).Parameters.ToArray(), precise.Parameters.ToArray());
    }

    [Fact]
    public void What_is_not_plain_is_left_to_the_other_way_with_stream_and_network_as_they_were()
    {
        byte[] file = FileBytes.Saved(new FileNet(4));
        byte[][] others =
        [
            [.. file, 0],
            file[..^1],
            [],
            FileBytes.Of(FileBytes.Header),
            FileBytes.Saved(new FileDoubleNet(4)),
            FileBytes.Saved(new OtherFileNet(4)),
            FileBytes.Saved(new FileNet(4), TensorNames.Sequential),
            FileBytes.Saved(new LargeFileNet(4)),
        ];
        float[] parameters = new FileNet(3).Parameters.ToArray();
        foreach (byte[] other in others)
        {
            var network = new FileNet(3);
            using var stream = new MemoryStream(other);
            Assert.False(PlainFile.TryLoad(network, stream));
            Assert.Equal(0, stream.Position);
            Assert.Equal(parameters, network.Parameters.ToArray());
        }
    }

    [Fact]
    public void A_file_with_one_other_byte_gives_what_it_gives_by_the_other_way()
    {
        using var folder = new TemporaryFolder();
        byte[] file = FileBytes.Saved(new FileNet(4));
        byte[] other = [.. file];
        for (int i = 0; i < file.Length; i++)
        {
            foreach (byte value in (byte[])[(byte)(file[i] ^ 1), (byte)(file[i] ^ 0x80), (byte)' ', (byte)'"', (byte)'\\', (byte)'0', (byte)','])
            {
                other[i] = value;
                File.WriteAllBytes(folder["a"], other);
                Assert.Equal(Outcome(folder["a"], s_options), Outcome(folder["a"], null));
            }

            other[i] = file[i];
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void A_number_that_is_not_finite_is_refused_by_the_same_words(float value)
    {
        using var folder = new TemporaryFolder();
        var network = new FileNet(4);
        network.Scores.Biases[2] = value;
        network.Save(folder["a"]);
        string outcome = Outcome(folder["a"], null);
        Assert.Contains("AllowNonFinite", outcome, StringComparison.Ordinal);
        Assert.Equal(Outcome(folder["a"], s_options), outcome);
    }

    [Fact]
    public void Every_activation_is_called_by_its_name() =>
        Assert.All(Enum.GetValues<Activation>(), activation => Assert.Equal(activation.ToString(), NetworkFiles.NameOf(activation)));

    private static string Outcome(string path, NetworkLoadOptions? options)
    {
        var network = new FileNet(3);
        try
        {
            network.Load(path, options);
        }
        catch (NetworkFileException exception)
        {
            return $"{exception.Message} {exception.Tensor} {network.Parameters.SequenceEqual(new FileNet(3).Parameters)}";
        }

        return Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(network.Parameters));
    }
}

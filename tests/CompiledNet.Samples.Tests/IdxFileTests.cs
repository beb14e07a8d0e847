using System.IO.Compression;
using Fashion;

namespace CompiledNet.Samples.Tests;

public sealed class IdxFileTests : IDisposable
{
    // Three samples of two bytes.
    private static readonly byte[] s_good = [0, 0, 8, 2, 0, 0, 0, 3, 0, 0, 0, 2, 10, 11, 20, 21, 30, 31];

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Sizes_and_elements_are_read()
    {
        WriteCompressed(s_good);
        IdxFile file = IdxFile.Read(_path, null, 2);
        Assert.Equal([3, 2], file.Sizes);
        Assert.Equal([10, 11, 20, 21, 30, 31], file.Elements);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(11)]
    [InlineData(17)]
    public void A_file_that_ends_early_is_refused(int length)
    {
        WriteCompressed(s_good[..length]);
        Assert.Contains("ends before its last element", Message(null, 2), StringComparison.Ordinal);
    }

    [Fact]
    public void A_compressed_file_that_was_cut_is_refused()
    {
        byte[] noise = new byte[10_000];
        new Random(1).NextBytes(noise);
        WriteCompressed([0, 0, 8, 1, 0, 0, 39, 16, .. noise]);
        byte[] whole = File.ReadAllBytes(_path);
        File.WriteAllBytes(_path, whole[..(whole.Length / 2)]);
        Assert.Contains("ends before its last element", Message(10_000), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_goes_on_is_refused()
    {
        WriteCompressed([.. s_good, 1]);
        Assert.Contains("goes on after its 3 × 2 elements", Message(null, 2), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_type_or_number_of_dimensions_is_refused()
    {
        WriteCompressed([0, 0, 9, .. s_good[3..]]);
        Assert.Contains("begins with 00000902", Message(null, 2), StringComparison.Ordinal);
        WriteCompressed(s_good);
        Assert.Contains("begins with 00000802; an IDX file of bytes in 1 dimensions begins with 00000801", Message(3), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_sizes_than_expected_are_refused()
    {
        WriteCompressed(s_good);
        Assert.Contains("3 × 2 elements; any number of × 5 were expected", Message(null, 5), StringComparison.Ordinal);
        Assert.Contains("3 × 2 elements; 4 × 2 were expected", Message(4, 2), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x7F)]
    [InlineData(0xFF)]
    public void A_size_that_no_file_has_is_refused_before_anything_is_allocated(int highestByte)
    {
        byte[] damaged = [.. s_good];
        damaged[4] = (byte)highestByte;
        WriteCompressed(damaged);
        Assert.Contains("says that it holds", Message(null, 2), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_compressed_or_not_there_is_refused()
    {
        File.WriteAllBytes(_path, s_good);
        Assert.Contains("no gzip file, or is damaged", Message(null, 2), StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<DataFileException>(() => IdxFile.Read(_path + ".none", null, 2)).Message, StringComparison.Ordinal);
    }

    private string Message(params int?[] sizes) => Assert.Throws<DataFileException>(() => IdxFile.Read(_path, sizes)).Message;

    private void WriteCompressed(byte[] content)
    {
        using var file = new GZipStream(File.Create(_path), CompressionMode.Compress);
        file.Write(content);
    }
}

namespace CompiledNet.Generator.Tests.Harness;

/// <summary>The comparison with snapshots itself: it can fail, says where, and accepts only when told to.</summary>
public sealed class SnapshotMechanismTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("compilednet-snapshots");

    private string Verified => Path.Combine(_folder.FullName, "Net.verified.cs");

    private string Received => Path.Combine(_folder.FullName, "Net.received.cs");

    [Fact]
    public void The_same_text_passes_and_leaves_nothing_behind()
    {
        File.WriteAllText(Verified, "a\nb\n");
        File.WriteAllText(Received, "left behind by an earlier failure");

        Snapshot.VerifyIn(_folder.FullName, "Net", "a\nb\n", accept: false);

        Assert.False(File.Exists(Received));
    }

    [Fact]
    public void Line_ends_do_not_count()
    {
        File.WriteAllText(Verified, "a\r\nb\r\n");

        Snapshot.VerifyIn(_folder.FullName, "Net", "a\nb\n", accept: false);
    }

    [Theory]
    [InlineData("a\nb\nc\n", "a\nB\nc\n", "Line 2 differs:\n    a\n  - b\n  + B\n")]
    [InlineData("a\nb", "a", "Line 2 differs:\n    a\n  - b\n  + (the text has ended)\n")]
    [InlineData("a\nb\n", "a\nb", "Line 3 differs:\n    a\n    b\n  - \n  + (the text has ended)\n")]
    [InlineData("a\n", "a \n", "Line 1 differs:\n  - a\n  + a \n")]
    [InlineData("", "a", "Line 1 differs:\n  - \n  + a\n")]
    public void Another_text_fails_with_its_first_difference_and_is_left_to_be_read(string expected, string text, string message)
    {
        File.WriteAllText(Verified, expected);

        Exception failure = Assert.ThrowsAny<Exception>(() => Snapshot.VerifyIn(_folder.FullName, "Net", text, accept: false));

        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(Received));
        Assert.Equal(expected, File.ReadAllText(Verified));
    }

    [Fact]
    public void A_text_without_a_snapshot_fails()
    {
        Assert.ThrowsAny<Exception>(() => Snapshot.VerifyIn(_folder.FullName, "Net", "a", accept: false));
        Assert.False(File.Exists(Verified));
    }

    [Fact]
    public void A_text_is_accepted_when_told_to()
    {
        Snapshot.VerifyIn(_folder.FullName, "Net", "a\n", accept: true);
        Snapshot.VerifyIn(_folder.FullName, "Net", "a\n", accept: false);

        Assert.Equal("a\n", File.ReadAllText(Verified));
        Assert.False(File.Exists(Received));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

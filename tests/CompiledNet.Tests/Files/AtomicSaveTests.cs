using System.Diagnostics;

namespace CompiledNet.Tests.Files;

public sealed class AtomicSaveTests
{
    [Fact]
    public void A_save_that_fails_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        new FileNet(seed: 3).Save(folder["a"]);
        byte[] before = File.ReadAllBytes(folder["a"]);

        Assert.Throws<NotSupportedException>(() => TensorFile.Replace(folder["a"], stream =>
        {
            stream.Write([1, 2, 3]);
            throw new NotSupportedException();
        }));

        Assert.Equal(before, File.ReadAllBytes(folder["a"]));
        Assert.Equal(["a"], folder.Names);
    }

    [Fact]
    public void The_old_file_is_there_until_the_new_one_is_whole()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a"], "old");
        TensorFile.Replace(folder["a"], stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(folder["a"]));
            Assert.Collection(folder.Names, name => Assert.Equal("a", name), name => Assert.Matches(@"^a\..+\.tmp$", name));
        });

        Assert.Equal("new", File.ReadAllText(folder["a"]));
        Assert.Equal(["a"], folder.Names);
    }

    // As long as names are allowed to be.
    [Theory]
    [InlineData("n", 255)]
    [InlineData("网", 85)]
    public void A_file_of_any_name_can_be_saved(string letter, int length)
    {
        using var folder = new TemporaryFolder();
        string name = string.Concat(Enumerable.Repeat(letter, length));
        var net = new FileNet(seed: 3);

        net.Save(folder[name]);

        Assert.Equal(FileBytes.Saved(net), File.ReadAllBytes(folder[name]));
        Assert.Equal([name], folder.Names);
    }

    [Fact]
    public void Of_two_at_a_time_the_last_one_stays()
    {
        using var folder = new TemporaryFolder();
        var net = new FileNet(seed: 3);
        TensorFile.Replace(folder["a"], stream =>
        {
            net.Save(folder["a"]);
            Assert.Equal(FileBytes.Saved(net), File.ReadAllBytes(folder["a"]));
            stream.Write("new"u8);
        });

        Assert.Equal("new", File.ReadAllText(folder["a"]));
        Assert.Equal(["a"], folder.Names);
    }

    [Fact]
    public async Task Whoever_loads_while_several_save_gets_one_of_their_networks()
    {
        using var folder = new TemporaryFolder();
        FileNet[] nets = [.. Enumerable.Range(0, 3).Select(i => new FileNet(seed: i))];
        nets[0].Save(folder["a"]);
        Task writers = Task.WhenAll(nets.Select(net => Task.Run(() =>
        {
            for (int i = 0; i < 50; i++)
            {
                net.Save(folder["a"]);
            }
        })));

        var loaded = new FileNet();
        do
        {
            loaded.Load(folder["a"]);
            Assert.Contains(nets, net => net.Parameters.SequenceEqual(loaded.Parameters));
        }
        while (!writers.IsCompleted);
        await writers;
        Assert.Equal(["a"], folder.Names);
    }

    [Fact]
    public void Who_may_read_the_old_file_may_read_the_new_one_and_nobody_else()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // A file has no mode there.
        }

        using var folder = new TemporaryFolder();
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.WriteAllText(folder["a"], "old");
        File.SetUnixFileMode(folder["a"], Mode);
        new FileNet(seed: 3).Save(folder["a"]);
        Assert.Equal(Mode, File.GetUnixFileMode(folder["a"]));
    }

    [Fact]
    public void A_pipe_is_not_replaced_by_a_file_but_an_empty_file_is()
    {
        using var folder = new TemporaryFolder();
        var net = new FileNet(seed: 3);
        File.WriteAllBytes(folder["empty"], []);
        net.Save(folder["empty"]);
        Assert.Equal(FileBytes.Saved(net), File.ReadAllBytes(folder["empty"]));
        if (OperatingSystem.IsWindows())
        {
            return; // A pipe has no path among files there.
        }

        using (Process made = Process.Start("mkfifo", [folder["pipe"]]))
        {
            made.WaitForExit();
        }

        IOException thrown = Assert.Throws<IOException>(() => net.Save(folder["pipe"]));
        Assert.Contains("is a device or a pipe", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(["empty", "pipe"], folder.Names.Order());
        Assert.Equal(0, new FileInfo(folder["pipe"]).Length);
    }

    [Fact]
    public void A_file_that_is_being_read_may_be_replaced()
    {
        using var folder = new TemporaryFolder();
        var net = new FileNet(seed: 3);
        File.WriteAllText(folder["a"], "old");
        TensorFile.Read(folder["a"], stream =>
        {
            net.Save(folder["a"]);
            Assert.Equal('o', stream.ReadByte());
        });

        Assert.Equal(net.Parameters, FileNet.FromFile(folder["a"]).Parameters);
    }

    [Fact]
    public void The_file_behind_a_symbolic_link_is_replaced_and_not_the_link()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // It takes a privilege there.
        }

        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a"], "old");
        File.CreateSymbolicLink(folder["link"], "a");
        var net = new FileNet(seed: 3);
        net.Save(folder["link"]);

        Assert.NotNull(new FileInfo(folder["link"]).LinkTarget);
        Assert.Equal(FileBytes.Saved(net), File.ReadAllBytes(folder["a"]));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error_of_the_file_system()
    {
        using var folder = new TemporaryFolder();
        var net = new FileNet(seed: 3);
        string message = Assert.Throws<DirectoryNotFoundException>(() => net.Save(folder["b/a"])).Message;
        Assert.Contains($"'{folder["b/a"]}' cannot be saved, because there is no folder '{folder["b"]}'", message, StringComparison.Ordinal);
        Assert.DoesNotContain(TensorFile.TemporarySuffix, message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => net.Save(""));
    }
}

#pragma warning disable CA1416 // The tests are skipped on Windows.

using System.Diagnostics;
using CompiledNet.Tests.Networks;

namespace CompiledNet.Tests.Files;

/// <summary>What a saved file keeps of the one that it replaces, and what is refused.</summary>
public sealed class ReplacedFileTests
{
    // Accounts that need not exist.
    private const string OtherOwner = "12345:23456";

    [UnixFact]
    public void A_write_protected_file_is_refused_for_administrators_too()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a"], "old");
        File.SetUnixFileMode(folder["a"], UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        Assert.Contains(
            $"'{folder["a"]}' is write-protected",
            Assert.Throws<UnauthorizedAccessException>(() => new FileNet().Save(folder["a"])).Message,
            StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(folder["a"]));
        Assert.Equal(["a"], folder.Names);
    }

    [UnixFact]
    public void Of_an_export_of_two_files_none_is_replaced_where_one_is_write_protected()
    {
        using var folder = new TemporaryFolder();
        (string code, string numbers) = (folder["Net.Frozen.cs"], folder["Net.Frozen.bin"]);
        foreach (string isProtected in (string[])[code, numbers])
        {
            new ManyFiltersNet(1).ExportFrozen(code);
            (byte[] OfCode, byte[] OfNumbers) old = (File.ReadAllBytes(code), File.ReadAllBytes(numbers));
            File.SetUnixFileMode(isProtected, UnixFileMode.UserRead);
            Assert.Throws<UnauthorizedAccessException>(() => new ManyFiltersNet(2).ExportFrozen(code));
            Assert.Equal(old.OfCode, File.ReadAllBytes(code));
            Assert.Equal(old.OfNumbers, File.ReadAllBytes(numbers));
            Assert.Equal(["Net.Frozen.bin", "Net.Frozen.cs"], folder.Names);
            File.SetUnixFileMode(isProtected, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [RootFact]
    public void Owner_and_group_are_kept()
    {
        using var folder = new TemporaryFolder();
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.WriteAllText(folder["a"], "old");
        File.SetUnixFileMode(folder["a"], Mode);
        Run("chown", OtherOwner, folder["a"]);

        new FileNet(seed: 3).Save(folder["a"]);

        Assert.Equal(OtherOwner, Run("stat", "-c", "%u:%g", folder["a"]).Trim());
        Assert.Equal(Mode, File.GetUnixFileMode(folder["a"]));
        Assert.Equal(FileBytes.Saved(new FileNet(seed: 3)), File.ReadAllBytes(folder["a"]));
        Assert.Equal(["a"], folder.Names);
    }

    [MountFact]
    public void A_mount_point_is_refused_with_what_to_do()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["source"], "old");
        File.WriteAllText(folder["target"], "");
        Run("mount", "--bind", folder["source"], folder["target"]);
        try
        {
            IOException thrown = Assert.Throws<IOException>(() => new FileNet().Save(folder["target"]));
            Assert.Contains($"'{folder["target"]}' is a mount point", thrown.Message, StringComparison.Ordinal);
            Assert.Equal("old", File.ReadAllText(folder["source"]));
            Assert.Equal(["source", "target"], folder.Names);
        }
        finally
        {
            Run("umount", folder["target"]);
        }
    }

    [UnixFact]
    public void What_is_busy_is_a_mount_point_and_nothing_else_is()
    {
        IOException? explained = TensorFile.Explain("/data/net.safetensors", new IOException("Device or resource busy", 16));
        Assert.Contains("Mount the folder", explained!.Message, StringComparison.Ordinal);
        Assert.Null(TensorFile.Explain("/data/net.safetensors", new IOException("No space left on device", 28)));
    }

    [PlainUserFact]
    public void A_folder_that_may_not_be_written_to_is_named()
    {
        using var folder = new TemporaryFolder();
        string inside = folder["inside"];
        Directory.CreateDirectory(inside);
        string file = Path.Combine(inside, "a");
        File.WriteAllText(file, "old");
        File.SetUnixFileMode(inside, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            string message = Assert.Throws<UnauthorizedAccessException>(() => new FileNet().Save(file)).Message;
            Assert.Contains($"'{file}' cannot be saved, because its folder may not be written to", message, StringComparison.Ordinal);
            Assert.DoesNotContain(TensorFile.TemporarySuffix, message, StringComparison.Ordinal);
            Assert.Equal("old", File.ReadAllText(file));
        }
        finally
        {
            File.SetUnixFileMode(inside, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}

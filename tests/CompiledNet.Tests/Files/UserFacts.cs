using System.Diagnostics;

namespace CompiledNet.Tests.Files;

/// <summary>A test of what only Unix has; skipped on Windows.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "It tests what a file has on Unix." : null;
}

/// <summary>A test that gives files to other users: for root on Linux, and skipped elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute() => Skip = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
        ? null
        : "It gives a file to another user, which needs root on Linux.";
}

/// <summary>A test of what root may do in spite of a mode; skipped for root, and on Windows.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PlainUserFactAttribute : FactAttribute
{
    public PlainUserFactAttribute() => Skip = OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess
        ? "It needs a user who is not root, on Unix: root may write everywhere."
        : null;
}

/// <summary>A test that mounts a file over another one; skipped where this process may not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MountFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> s_mayMount = new(MayMount);

    public MountFactAttribute() => Skip = s_mayMount.Value ? null : "It mounts a file over another one, which needs root on Linux, and a container that allows it.";

    private static bool MayMount()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return false;
        }

        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a"], "");
        File.WriteAllText(folder["b"], "");
        return Succeeds("mount", "--bind", folder["a"], folder["b"]) && Succeeds("umount", folder["b"]);
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}

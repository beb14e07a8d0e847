using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace CompiledNet;

/// <summary>Gives a new file the mode of the one that it is to replace and, as far as this user may, its owner and group.</summary>
internal static partial class FileOwner
{
    private const UnixFileMode OfGroup = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

    /// <summary>Who may read the old file may read the new one, and nobody else.</summary>
    /// <param name="old">The old file, which may be missing.</param>
    /// <param name="stream">The new one.</param>
    public static void Copy(string old, FileStream stream)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(old))
        {
            return;
        }

        // The owner first: a change of owner takes bits from the mode.
        UnixFileMode mode = File.GetUnixFileMode(old);
        bool hasGroup = !OperatingSystem.IsLinux() || CopyOwner(old, stream.SafeFileHandle);
        File.SetUnixFileMode(stream.SafeFileHandle, hasGroup ? mode : WithoutOwnGroup(mode));
    }

    // What the old group may do is not for another group: it gets what all have.
    private static UnixFileMode WithoutOwnGroup(UnixFileMode mode) =>
        (mode & ~OfGroup) | (UnixFileMode)((int)(mode & (UnixFileMode)7) << 3 & (int)(mode & OfGroup));

    /// <summary>Copies owner and group, or the group alone.</summary>
    /// <returns>Whether the new file has the group of the old one.</returns>
    [SupportedOSPlatform("linux")]
    private static bool CopyOwner(string old, SafeFileHandle file)
    {
        const uint Unchanged = uint.MaxValue;

        try
        {
            // Mostly both are this user's already. If nobody says whose the files are, the mode alone is copied.
            if (Find(old) is not (uint, uint) wanted || Find($"/proc/self/fd/{file.DangerousGetHandle()}") is not (uint, uint) present || wanted == present)
            {
                return true;
            }

            return ChangeOwner(file, wanted.User, wanted.Group) == 0
                || present.Group == wanted.Group
                || ChangeOwner(file, Unchanged, wanted.Group) == 0;
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            // A C library of another name, or without statx.
            return true;
        }
    }

    [SupportedOSPlatform("linux")]
    private static (uint User, uint Group)? Find(string path)
    {
        const int CurrentFolder = -100; // AT_FDCWD
        const uint UserAndGroup = 0x8 | 0x10; // STATX_UID | STATX_GID

        return Statx(CurrentFolder, path, 0, UserAndGroup, out FileStatus status) == 0 && (status.Mask & UserAndGroup) == UserAndGroup
            ? (status.User, status.Group)
            : null;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint mask, out FileStatus status);

    [LibraryImport("libc", EntryPoint = "fchown")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeOwner(SafeFileHandle file, uint user, uint group);

    /// <summary>The kernel's struct statx, the same for every processor.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct FileStatus
    {
        [FieldOffset(0)]
        public uint Mask;

        [FieldOffset(20)]
        public uint User;

        [FieldOffset(24)]
        public uint Group;
    }
}

namespace CompiledNet.Package.Tests.Harness;

/// <summary>What NativeAOT links with, which the SDK does not bring.</summary>
internal static class NativeTools
{
    /// <summary>What is to be installed; null where nothing is missing.</summary>
    public static string? Missing { get; } = Find();

    /// <summary>Whether a machine without it fails: a build server does, so that no change passes unseen, and whoever sets COMPILEDNET_REQUIRE_TOOLS to 1.</summary>
    public static bool AreWanted { get; } =
        Environment.GetEnvironmentVariable("CI") == "true" || Environment.GetEnvironmentVariable("COMPILEDNET_REQUIRE_TOOLS") == "1";

    private static string? Find()
    {
        if (OperatingSystem.IsWindows())
        {
            string installer = Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.ProgramFilesX86), "Microsoft Visual Studio", "Installer", "vswhere.exe");
            return File.Exists(installer) ? null : "NativeAOT needs Visual Studio's workload 'Desktop development with C++'.";
        }

        if (OperatingSystem.IsMacOS())
        {
            return IsOnPath("clang") ? null : "NativeAOT needs Xcode's command line tools: xcode-select --install";
        }

        return (IsOnPath("clang") || IsOnPath("gcc")) && File.Exists("/usr/include/zlib.h")
            ? null
            : "NativeAOT needs a linker and zlib's headers, on Debian and Ubuntu: apt-get install clang zlib1g-dev";
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}

using CompiledNet.Tests.Common;

namespace CompiledNet.Inspect.Tests;

/// <summary>
/// A long test, which needs Chromium. Where there is none it is skipped and says so, unless <see cref="Chromium.Required"/> asks for it: then
/// it fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = LongTests.ReasonToSkip ?? Chromium.ReasonToSkip;
}

/// <summary>Where the browser is.</summary>
internal static class Chromium
{
    /// <summary>The environment variable that turns skipped tests into failed ones; <c>.ci/run</c> sets it to 1.</summary>
    public const string Required = "COMPILEDNET_REQUIRE_TOOLS";

    private const string HowToInstall =
        "There is no Chromium; on Debian: apt-get install -y chromium. Another one's path may be given as CHROMIUM.";

    /// <summary>The program: that of Debian's package, or the one that the environment variable CHROMIUM names.</summary>
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium";

    /// <summary>Why a test cannot run; null where it can, or has to.</summary>
    public static string? ReasonToSkip =>
        File.Exists(Path) || Environment.GetEnvironmentVariable(Required) == "1" ? null : HowToInstall;

    /// <summary>The program.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static string Find() => File.Exists(Path) ? Path : throw new FileNotFoundException(HowToInstall, Path);
}

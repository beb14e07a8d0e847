using CompiledNet.Tests.Common;

namespace CompiledNet.Mpi.Tests;

/// <summary>
/// A test that starts processes by mpirun. Without it, it is skipped and says so; with COMPILEDNET_REQUIRE_TOOLS=1, as in <c>.ci/run</c>, it fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MpiFactAttribute : FactAttribute
{
    public MpiFactAttribute(bool isLong = false) => Skip = MpiTools.ReasonToSkip("mpirun") ?? (isLong ? LongTests.ReasonToSkip : null);
}

/// <summary>The same with several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MpiTheoryAttribute : TheoryAttribute
{
    public MpiTheoryAttribute(bool isLong = false) => Skip = MpiTools.ReasonToSkip("mpirun") ?? (isLong ? LongTests.ReasonToSkip : null);
}

/// <summary>A long test with MPICH, which is skipped where that is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MpichFactAttribute : FactAttribute
{
    public MpichFactAttribute() => Skip = MpiTools.Find("mpirun.mpich") is null
        ? "mpirun.mpich is not installed (Debian: apt-get install mpich)."
        : LongTests.ReasonToSkip;
}

/// <summary>Programs of MPI.</summary>
internal static class MpiTools
{
    public static string? ReasonToSkip(string program) =>
        Find(program) is not null || Environment.GetEnvironmentVariable("COMPILEDNET_REQUIRE_TOOLS") == "1"
            ? null
            : $"{program} is not installed (Debian: apt-get install openmpi-bin).";

    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}

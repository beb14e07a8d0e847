using CompiledNet.Tests.Common;

namespace CompiledNet.Package.Tests.Harness;

/// <summary>A long test of a native program: skipped, with what to install, where it cannot be linked, except on a build server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NativeTheoryAttribute : TheoryAttribute
{
    /// <summary>Looks what there is.</summary>
    public NativeTheoryAttribute() => Skip = LongTests.ReasonToSkip ?? (NativeTools.AreWanted ? null : NativeTools.Missing);
}

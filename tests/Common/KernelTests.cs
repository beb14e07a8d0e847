using Xunit;

namespace CompiledNet.Tests.Common;

/// <summary>Tests of what kernels do and plain loops do not. They are skipped, and say so, in a process that has no instructions on registers.</summary>
internal static class KernelTests
{
    /// <summary>Why they are skipped; null where kernels run.</summary>
    public static string? ReasonToSkip =>
        Simd128<float>.IsSupported ? null : "Kernels do not run in this process: it has no instructions on registers.";

    /// <summary>Why tests of the kernels that infer one sample are skipped; null where those run.</summary>
    public static string? ReasonToSkipSamples =>
        ReasonToSkip ?? (Simd128<float>.HasFma ? null : "Kernels of one sample do not run in this process: it has no FMA.");
}

/// <summary>A test that needs kernels, or those that infer one sample.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KernelFactAttribute : FactAttribute
{
    public KernelFactAttribute(bool infersSamples = false) => Skip = infersSamples ? KernelTests.ReasonToSkipSamples : KernelTests.ReasonToSkip;
}

/// <summary>A test of several cases that needs kernels.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KernelTheoryAttribute : TheoryAttribute
{
    public KernelTheoryAttribute(string? reason = null) =>
        Skip = KernelTests.ReasonToSkip is { } none ? reason ?? none : null;
}

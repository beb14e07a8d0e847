using CompiledNet.Tests.Common;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>What tests need that plant faults into kernels: that they run in this process.</summary>
internal static class Kernels
{
    /// <summary>Why kernels do not run; null where they do.</summary>
    public static string? ReasonToSkip =>
        Simd128<float>.IsSupported ? null : "Kernels do not run in this process: it has no instructions on registers.";

    /// <summary>Why those that infer one sample do not run; null where they do.</summary>
    public static string? ReasonToSkipSamples =>
        ReasonToSkip ?? (Simd128<float>.HasFma ? null : "Kernels of one sample do not run in this process: it has no FMA.");
}

/// <summary>A test that needs kernels, or those that infer one sample.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KernelFactAttribute : FactAttribute
{
    public KernelFactAttribute(bool infersSamples = false) => Skip = infersSamples ? Kernels.ReasonToSkipSamples : Kernels.ReasonToSkip;
}

/// <summary>A long test of several cases that needs kernels.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongKernelTheoryAttribute : TheoryAttribute
{
    public LongKernelTheoryAttribute() => Skip = LongTests.ReasonToSkip ?? Kernels.ReasonToSkip;
}

namespace CompiledNet.Tests.Networks;

/// <summary>A test of what kernels do and plain loops do not: it is skipped, and says so, where the process has no instructions on registers.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KernelTheoryAttribute : TheoryAttribute
{
    public KernelTheoryAttribute(string reason = "Plain loops add dW and db sample by sample (docs/numerics.md), and kernels do not run in this process.") =>
        Skip = Simd128<float>.IsSupported ? null : reason;
}

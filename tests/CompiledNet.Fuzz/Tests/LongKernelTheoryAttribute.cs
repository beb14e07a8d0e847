using CompiledNet.Tests.Common;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>A long test of several cases that needs kernels.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongKernelTheoryAttribute : TheoryAttribute
{
    public LongKernelTheoryAttribute() => Skip = LongTests.ReasonToSkip ?? KernelTests.ReasonToSkip;
}

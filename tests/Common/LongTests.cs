using Xunit;

namespace CompiledNet.Tests.Common;

/// <summary>
/// Tests that take too long for <c>dotnet test</c>. They are skipped, and say so, unless the environment variable COMPILEDNET_LONG_TESTS is 1, as in
/// <c>.ci/run</c>.
/// </summary>
internal static class LongTests
{
    /// <summary>Whether they run.</summary>
    public static bool Run { get; } = Environment.GetEnvironmentVariable("COMPILEDNET_LONG_TESTS") == "1";

    /// <summary>Why a long test is skipped; null where it runs.</summary>
    public static string? ReasonToSkip => Run ? null : "It takes long: COMPILEDNET_LONG_TESTS=1 runs it, as .ci/run does.";

    /// <summary>All cases of a test where long tests run, otherwise every Nth.</summary>
    /// <param name="step">N.</param>
    /// <param name="cases">The cases.</param>
    /// <param name="offset">The first that is taken, modulo N.</param>
    public static T[] Share<T>(int step, IEnumerable<T> cases, int offset = 0) => [.. cases.Where((_, i) => Run || i % step == offset % step)];
}

/// <summary>A long test.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute() => Skip = LongTests.ReasonToSkip;
}

/// <summary>A long test of several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongTheoryAttribute : TheoryAttribute
{
    public LongTheoryAttribute() => Skip = LongTests.ReasonToSkip;
}

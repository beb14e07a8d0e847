namespace CompiledNet.Tests.Running;

/// <summary>The tests as a program: <c>CompiledNet.Tests CLASS…</c></summary>
public static class Program
{
    /// <summary>Runs the tests of some classes.</summary>
    /// <param name="args">Names of classes, without their namespaces.</param>
    /// <returns>0 where all passed.</returns>
    public static int Main(string[] args) => TestRun.Run(args);
}

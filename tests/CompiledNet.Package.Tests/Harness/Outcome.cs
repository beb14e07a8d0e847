namespace CompiledNet.Package.Tests.Harness;

/// <summary>How a program ended.</summary>
/// <param name="Exit">Its exit code.</param>
/// <param name="Output">What it wrote.</param>
internal readonly record struct Outcome(int Exit, string Output);

namespace CompiledNet.Fuzz;

/// <summary>A fault that is planted into compiled networks, to see whether the tests see it.</summary>
/// <param name="Edit">An edit of each generated file.</param>
/// <param name="Beside">
/// A source compiled with them. A type in it, of the networks' namespace, comes before the library's type of that name: so kernels are replaced.
/// </param>
internal sealed record Fault(Func<string, string> Edit, string Beside = "");

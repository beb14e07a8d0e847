namespace CompiledNet.Benchmarks.Sklearn;

/// <summary>How one training went.</summary>
/// <param name="Accuracy">On the test set.</param>
/// <param name="Seconds">What the training took; of ours, when the JIT has nothing more to compile.</param>
/// <param name="FirstSeconds">What the first training of a process took; of ours, the JIT's work included.</param>
/// <param name="About">Whose: versions, and what it computes with.</param>
internal sealed record Outcome(double Accuracy, double Seconds, double? FirstSeconds, string About);

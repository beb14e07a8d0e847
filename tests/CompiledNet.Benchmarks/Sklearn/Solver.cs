namespace CompiledNet.Benchmarks.Sklearn;

/// <summary>An optimizer that both sides have.</summary>
/// <param name="Name">As scikit-learn calls it: <c>sgd</c>, with Nesterov's momentum, or <c>adam</c>.</param>
/// <param name="LearningRate">η, the same throughout.</param>
/// <param name="Momentum">μ of <c>sgd</c>.</param>
/// <param name="WeightDecay">λ of <c>sgd</c>.</param>
internal sealed record Solver(string Name, double LearningRate, double Momentum = 0.9, double WeightDecay = 0)
{
    /// <summary>Ours.</summary>
    public Optimizer Create() => Name == "sgd"
        ? new Sgd(LearningRate, Momentum, nesterov: true, WeightDecay)
        : new Adam(LearningRate);

    /// <summary>For the table.</summary>
    public override string ToString() => Name == "sgd" ? $"SGD {LearningRate}, Nesterov {Momentum}" : $"Adam {LearningRate}";
}

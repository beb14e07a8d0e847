namespace CompiledNet;

/// <summary>
/// Adagrad: s ← s + g² and w ← w − η g / (√s + ε), a step that shrinks with all that was ever seen (Duchi, Hazan and Singer, "Adaptive
/// Subgradient Methods for Online Learning and Stochastic Optimization", 2011). As PyTorch's <c>Adagrad</c>, starting from s = 0.
/// </summary>
public sealed class Adagrad : Optimizer
{
    private readonly double _epsilon;

    /// <summary>Constructs the optimizer.</summary>
    /// <param name="learningRate">η, finite and not negative.</param>
    /// <param name="epsilon">
    /// ε, finite and not negative. Where the divisor is 0, which takes ε = 0 and nothing but zero gradients, the parameter stays
    /// where it is; PyTorch makes it NaN.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Adagrad(double learningRate = 1e-2, double epsilon = 1e-10)
        : base(learningRate)
    {
        CheckNotNegative(epsilon, nameof(epsilon));
        _epsilon = epsilon;
    }

    /// <inheritdoc/>
    protected override int StateVectors => 1;

    /// <inheritdoc/>
    protected override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state)
    {
        T eta = T.CreateTruncating(LearningRate);
        T epsilon = T.CreateTruncating(_epsilon);
        Span<T> sums = state[0];
        for (int i = 0; i < parameters.Length; i++)
        {
            T g = gradients[i];
            T sum = sums[i] + (g * g);
            sums[i] = sum;
            T divisor = T.Sqrt(sum) + epsilon;
            if (divisor != T.Zero)
            {
                parameters[i] -= eta * (g / divisor);
            }
        }
    }
}

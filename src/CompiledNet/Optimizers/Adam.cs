using System.Runtime.CompilerServices;

namespace CompiledNet;

/// <summary>
/// Adam: m ← β₁ m + (1 − β₁) g and v ← β₂ v + (1 − β₂) g², both corrected for their start at 0 (m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ) in
/// step t), and w ← w − η m̂ / (√v̂ + ε) (Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015). As PyTorch's <c>Adam</c>.
/// </summary>
public sealed class Adam : Optimizer
{
    private readonly AdamRule _rule;

    /// <summary>Constructs the optimizer.</summary>
    /// <param name="learningRate">η, finite and not negative.</param>
    /// <param name="beta1">β₁, the share of the mean gradient that each step keeps, at least 0 and less than 1.</param>
    /// <param name="beta2">β₂, the share of the mean square that each step keeps, at least 0 and less than 1.</param>
    /// <param name="epsilon">
    /// ε, finite and not negative. Where the divisor is 0, which takes ε = 0 and nothing but zero gradients, the parameter stays
    /// where it is; PyTorch makes it NaN.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Adam(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        : base(learningRate)
    {
        CheckShare(beta1, nameof(beta1));
        CheckShare(beta2, nameof(beta2));
        CheckNotNegative(epsilon, nameof(epsilon));
        _rule = new AdamRule(beta1, beta2, epsilon);
    }

    /// <inheritdoc/>
    protected override int StateVectors => AdamRule.StateVectors;

    private protected override double Epsilon
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => _rule.Epsilon;
    }

    /// <inheritdoc/>
    protected override void ExchangeNumbers(SavedNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        _rule.ExchangeNumbers(numbers);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state) =>
        _rule.Update<T, NoWeightDecay>(parameters, gradients, state, LearningRate);
}

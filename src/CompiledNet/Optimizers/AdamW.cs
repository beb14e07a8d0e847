using System.Runtime.CompilerServices;

namespace CompiledNet;

/// <summary>
/// AdamW: w ← w − η λ w, then the step of <see cref="Adam"/>. The decay is apart from the gradient, whose size divides Adam's step
/// (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019). As PyTorch's <c>AdamW</c>: all parameters decay, biases too.
/// </summary>
public sealed class AdamW : Optimizer
{
    private readonly AdamRule _rule;
    private readonly double _weightDecay;

    /// <summary>Constructs the optimizer.</summary>
    /// <param name="learningRate">η, finite and not negative.</param>
    /// <param name="beta1">β₁, the share of the mean gradient that each step keeps, at least 0 and less than 1.</param>
    /// <param name="beta2">β₂, the share of the mean square that each step keeps, at least 0 and less than 1.</param>
    /// <param name="epsilon">ε, finite and not negative; 0 as in <see cref="Adam"/>.</param>
    /// <param name="weightDecay">λ, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public AdamW(
        double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01)
        : base(learningRate)
    {
        CheckShare(beta1, nameof(beta1));
        CheckShare(beta2, nameof(beta2));
        CheckNotNegative(epsilon, nameof(epsilon));
        CheckNotNegative(weightDecay, nameof(weightDecay));
        _rule = new AdamRule(beta1, beta2, epsilon);
        _weightDecay = weightDecay;
    }

    /// <inheritdoc/>
    protected override int StateVectors => AdamRule.StateVectors;

    private protected override bool ParametersDecay
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => _weightDecay != 0;
    }

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
        numbers.Setting("weightDecay", _weightDecay);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state) =>
        _rule.Update<T, DecoupledWeightDecay>(parameters, gradients, state, LearningRate, keep: 1 - (LearningRate * _weightDecay));
}

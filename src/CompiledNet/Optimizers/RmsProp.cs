namespace CompiledNet;

/// <summary>
/// RMSProp: v ← ρ v + (1 − ρ) g² and w ← w − η g / (√v + ε), a step that the recent size of the gradient divides (Hinton, "Neural
/// Networks for Machine Learning", lecture 6, 2012). As PyTorch's <c>RMSprop</c>, not centred, without momentum.
/// </summary>
public sealed class RmsProp : Optimizer
{
    private readonly double _decay;
    private readonly double _epsilon;

    /// <summary>Constructs the optimizer.</summary>
    /// <param name="learningRate">η, finite and not negative.</param>
    /// <param name="decay">ρ, the share of the average that each step keeps, at least 0 and less than 1 (PyTorch's α).</param>
    /// <param name="epsilon">
    /// ε, finite and not negative. Where the divisor is 0, which takes ε = 0 and nothing but zero gradients, the parameter stays
    /// where it is; PyTorch makes it NaN.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public RmsProp(double learningRate = 1e-2, double decay = 0.99, double epsilon = 1e-8)
        : base(learningRate)
    {
        CheckShare(decay, nameof(decay));
        CheckNotNegative(epsilon, nameof(epsilon));
        _decay = decay;
        _epsilon = epsilon;
    }

    /// <inheritdoc/>
    protected override int StateVectors => 1;

    /// <inheritdoc/>
    protected override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state)
    {
        T eta = T.CreateTruncating(LearningRate);
        T rho = T.CreateTruncating(_decay);
        T rest = T.CreateTruncating(1 - _decay);
        T epsilon = T.CreateTruncating(_epsilon);
        Span<T> squares = state[0];
        for (int i = 0; i < parameters.Length; i++)
        {
            T g = gradients[i];
            T v = (rho * squares[i]) + (rest * (g * g));
            squares[i] = v;
            T divisor = T.Sqrt(v) + epsilon;
            if (divisor != T.Zero)
            {
                parameters[i] -= eta * (g / divisor);
            }
        }
    }
}

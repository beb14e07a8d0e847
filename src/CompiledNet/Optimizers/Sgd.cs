namespace CompiledNet;

/// <summary>
/// Stochastic gradient descent: w ← w − η g, as the notes write it, with g = dL/dw + λ w where there is weight decay. With momentum μ:
/// v ← μ v + g and w ← w − η v (Polyak, "Some methods of speeding up the convergence of iteration methods", 1964), or in
/// Nesterov's form w ← w − η (g + μ v) (Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013).
/// As PyTorch's <c>SGD</c>, without dampening.
/// </summary>
public sealed class Sgd : Optimizer
{
    private readonly double _momentum;
    private readonly bool _nesterov;
    private readonly double _weightDecay;

    /// <summary>Constructs the optimizer.</summary>
    /// <param name="learningRate">η, finite and not negative.</param>
    /// <param name="momentum">μ, finite and not negative; 0 is plain gradient descent and keeps no state.</param>
    /// <param name="nesterov">Whether the step looks ahead; needs momentum.</param>
    /// <param name="weightDecay">λ, finite and not negative: an L2 penalty ½ λ w² added to the loss.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="ArgumentException"><paramref name="nesterov"/> without momentum.</exception>
    public Sgd(double learningRate = 1e-3, double momentum = 0, bool nesterov = false, double weightDecay = 0)
        : base(learningRate)
    {
        CheckNotNegative(momentum, nameof(momentum));
        CheckNotNegative(weightDecay, nameof(weightDecay));
        if (nesterov && momentum == 0)
        {
            throw new ArgumentException("Nesterov's form needs a momentum greater than 0.", nameof(nesterov));
        }

        _momentum = momentum;
        _nesterov = nesterov;
        _weightDecay = weightDecay;
    }

    /// <inheritdoc/>
    protected override int StateVectors => _momentum == 0 ? 0 : 1;

    /// <inheritdoc/>
    protected override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state)
    {
        T eta = T.CreateTruncating(LearningRate);
        T lambda = T.CreateTruncating(_weightDecay);
        if (_momentum == 0)
        {
            for (int i = 0; i < parameters.Length; i++)
            {
                T g = gradients[i] + (lambda * parameters[i]);
                parameters[i] -= eta * g;
            }

            return;
        }

        T mu = T.CreateTruncating(_momentum);
        Span<T> velocity = state[0];
        for (int i = 0; i < parameters.Length; i++)
        {
            T g = gradients[i] + (lambda * parameters[i]);
            T v = (mu * velocity[i]) + g;
            velocity[i] = v;
            parameters[i] -= eta * (_nesterov ? g + (mu * v) : v);
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

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

    private protected override bool IsStateless => _momentum == 0;

    private protected override bool ParametersDecay
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => _weightDecay != 0;
    }

    /// <inheritdoc/>
    protected override void ExchangeNumbers(SavedNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        numbers.Setting("momentum", _momentum);
        numbers.Setting("nesterov", _nesterov ? 1 : 0);
        numbers.Setting("weightDecay", _weightDecay);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state)
    {
        if (_weightDecay == 0)
        {
            Update<T, NoGradientDecay>(parameters, gradients, state);
        }
        else
        {
            Update<T, GradientDecay>(parameters, gradients, state);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Update<T, TDecay>(Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TDecay : struct, IGradientDecay
    {
        T eta = T.CreateTruncating(LearningRate);
        T lambda = T.CreateTruncating(_weightDecay);
        if (_momentum == 0)
        {
            UpdateLoop.Run(new PlainRule<T, TDecay>(eta, lambda), parameters, gradients, state);
        }
        else
        {
            UpdateLoop.Run(
                new MomentumRule<T, TDecay>(eta, lambda, T.CreateTruncating(_momentum), _nesterov), parameters, gradients, state);
        }
    }

    private readonly struct PlainRule<T, TDecay>(T learningRate, T weightDecay) : IUpdateRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TDecay : struct, IGradientDecay
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Update<TVector>(in UpdatePlaces<T> places, nint start, nint end)
            where TVector : struct, ISimd<TVector, T>
        {
            TVector eta = TVector.Create(learningRate);
            TVector lambda = TVector.Create(weightDecay);
            ref T parameters = ref places.Parameters;
            ref readonly T gradients = ref places.Gradients;
            for (nint i = start; i < end; i += TVector.Count)
            {
                TVector w = TVector.Load(in parameters, i);
                TVector g = TDecay.Apply<TVector, T>(TVector.Load(in gradients, i), w, lambda);
                TVector.Store(w - (eta * g), ref parameters, i);
            }
        }
    }

    private readonly struct MomentumRule<T, TDecay>(T learningRate, T weightDecay, T momentum, bool nesterov) : IUpdateRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TDecay : struct, IGradientDecay
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Update<TVector>(in UpdatePlaces<T> places, nint start, nint end)
            where TVector : struct, ISimd<TVector, T>
        {
            TVector eta = TVector.Create(learningRate);
            TVector lambda = TVector.Create(weightDecay);
            TVector mu = TVector.Create(momentum);
            ref T parameters = ref places.Parameters;
            ref readonly T gradients = ref places.Gradients;
            ref T velocities = ref places.First;
            for (nint i = start; i < end; i += TVector.Count)
            {
                TVector w = TVector.Load(in parameters, i);
                TVector g = TDecay.Apply<TVector, T>(TVector.Load(in gradients, i), w, lambda);
                TVector v = (mu * TVector.Load(in velocities, i)) + g;
                TVector.Store(v, ref velocities, i);
                TVector.Store(w - (eta * (nesterov ? g + (mu * v) : v)), ref parameters, i);
            }
        }
    }
}

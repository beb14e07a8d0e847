using System.Numerics;
using System.Runtime.CompilerServices;

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

    private protected override double Epsilon
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => _epsilon;
    }

    /// <inheritdoc/>
    protected override void ExchangeNumbers(SavedNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        numbers.Setting("decay", _decay);
        numbers.Setting("epsilon", _epsilon);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state)
    {
        if (NewtonQuotient<T>.Suits(_epsilon))
        {
            Update<T, NewtonQuotient<T>>(parameters, gradients, state);
        }
        else
        {
            Update<T, ExactQuotient<T>>(parameters, gradients, state);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Update<T, TQuotient>(Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TQuotient : struct, IUpdateQuotient<T>
    {
        var rule = new Rule<T, TQuotient>(
            T.CreateTruncating(LearningRate),
            T.CreateTruncating(_decay),
            T.CreateTruncating(1 - _decay),
            T.CreateTruncating(_epsilon));
        UpdateLoop.Run(rule, parameters, gradients, state);
    }

    private readonly struct Rule<T, TQuotient>(T learningRate, T decay, T rest, T epsilon) : IUpdateRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TQuotient : struct, IUpdateQuotient<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Update<TVector>(in UpdatePlaces<T> places, nint start, nint end)
            where TVector : struct, ISimd<TVector, T>
        {
            TVector eta = TVector.Create(learningRate);
            TVector rho = TVector.Create(decay);
            TVector other = TVector.Create(rest);
            TVector small = TVector.Create(epsilon);
            ref T parameters = ref places.Parameters;
            ref readonly T gradients = ref places.Gradients;
            ref T squares = ref places.First;
            for (nint i = start; i < end; i += TVector.Count)
            {
                TVector g = TVector.Load(in gradients, i);
                TVector w = TVector.Load(in parameters, i);
                TVector v = (rho * TVector.Load(in squares, i)) + (other * g * g);
                TVector.Store(v, ref squares, i);
                TVector step = TQuotient.Negative(g, TVector.Sqrt(v) + small);
                TVector.Store(TVector.Fma(eta, step, w), ref parameters, i);
            }
        }
    }
}

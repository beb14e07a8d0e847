using System.Numerics;
using System.Runtime.CompilerServices;

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

    private protected override double Epsilon
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => _epsilon;
    }

    /// <inheritdoc/>
    protected override void ExchangeNumbers(SavedNumbers numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        numbers.Setting("epsilon", _epsilon);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state)
    {
        T eta = T.CreateTruncating(LearningRate);
        T epsilon = T.CreateTruncating(_epsilon);
        if (NewtonQuotient<T>.Suits(_epsilon))
        {
            UpdateLoop.Run(new Rule<T, NewtonQuotient<T>>(eta, epsilon), parameters, gradients, state);
        }
        else
        {
            UpdateLoop.Run(new Rule<T, ExactQuotient<T>>(eta, epsilon), parameters, gradients, state);
        }
    }

    private readonly struct Rule<T, TQuotient>(T learningRate, T epsilon) : IUpdateRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TQuotient : struct, IUpdateQuotient<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Update<TVector>(in UpdatePlaces<T> places, nint start, nint end)
            where TVector : struct, ISimd<TVector, T>
        {
            TVector eta = TVector.Create(learningRate);
            TVector small = TVector.Create(epsilon);
            ref T parameters = ref places.Parameters;
            ref readonly T gradients = ref places.Gradients;
            ref T sums = ref places.First;
            for (nint i = start; i < end; i += TVector.Count)
            {
                TVector g = TVector.Load(in gradients, i);
                TVector w = TVector.Load(in parameters, i);
                TVector sum = TVector.Load(in sums, i) + (g * g);
                TVector.Store(sum, ref sums, i);
                TVector step = TQuotient.Negative(g, TVector.Sqrt(sum) + small);
                TVector.Store(TVector.Fma(eta, step, w), ref parameters, i);
            }
        }
    }
}

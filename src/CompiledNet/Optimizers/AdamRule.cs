using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet;

/// <summary>The step that <see cref="Adam"/> and <see cref="AdamW"/> share; they differ in what decays the weights before it.</summary>
/// <remarks>
/// With s = √(1 − β2) it adds s g to the one average and (s g)² to the other, which costs one product less than shares of their own: so it keeps v,
/// and m' = m s / (1 − β1). The factor, and those which correct the bias, do not depend on the element and go into η and ε, in double: with
/// c = √(1 − β2ᵗ), η m̂ / (√v̂ + ε) = [η c (1 − β1) / (s (1 − β1ᵗ))] · m' / (√v + ε c).
/// Without any share, v / (1 − β2) would overflow where v, a thousand times smaller, does not.
/// </remarks>
internal sealed class AdamRule(double beta1, double beta2, double epsilon)
{
    /// <summary>m' and v.</summary>
    public const int StateVectors = 2;

    // 1 − βᵗ is 1 below this: then the root of a step, which a small network would notice, is known.
    private const double Negligible = 1e-17;

    private readonly double _scale = Math.Sqrt(1 - beta2);

    // βᵗ as a running product: Math.Pow's last bit differs between platforms.
    private double _beta1Power = 1;
    private double _beta2Power = 1;

    /// <summary>ε.</summary>
    public double Epsilon => epsilon;

    /// <summary>Takes one step.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <typeparam name="TDecay">Whether the weights decay.</typeparam>
    /// <param name="parameters">The parameters, updated in place.</param>
    /// <param name="gradients">As many gradients.</param>
    /// <param name="state">Two vectors.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="keep">1 − η λ: what the decay multiplies each parameter by.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Update<T, TDecay>(
        Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state, double learningRate, double keep = 1)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TDecay : struct, IWeightDecay
    {
        _beta1Power = NextPower(_beta1Power, beta1);
        _beta2Power = NextPower(_beta2Power, beta2);
        double c = _beta2Power < Negligible ? 1 : Math.Sqrt(1 - _beta2Power);
        var constants = new Constants<T>
        {
            LearningRate = SimdScalar<T>.OfDouble(learningRate * c * (1 - beta1) / (_scale * (1 - _beta1Power))),
            Epsilon = SimdScalar<T>.OfDouble(epsilon * c),
            Beta1 = SimdScalar<T>.OfDouble(beta1),
            Beta2 = SimdScalar<T>.OfDouble(beta2),
            Scale = SimdScalar<T>.OfDouble(_scale),
            Keep = SimdScalar<T>.OfDouble(keep),
        };
        if (NewtonQuotient<T>.Suits(epsilon * c))
        {
            Run<T, NewtonQuotient<T>, TDecay>(constants, parameters, gradients, state);
        }
        else
        {
            Run<T, ExactQuotient<T>, TDecay>(constants, parameters, gradients, state);
        }
    }

    // Calls, so that only the quotient that is used is compiled.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<T, TQuotient, TDecay>(
        in Constants<T> constants, Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TQuotient : struct, IUpdateQuotient<T>
        where TDecay : struct, IWeightDecay =>
        UpdateLoop.Run(new Rule<T, TQuotient, TDecay>(constants), parameters, gradients, state);

    /// <summary>Saves or loads the rule's numbers.</summary>
    /// <param name="numbers">Takes or gives them.</param>
    public void ExchangeNumbers(SavedNumbers numbers)
    {
        numbers.Setting("beta1", beta1);
        numbers.Setting("beta2", beta2);
        numbers.Setting("epsilon", epsilon);

        // What the gradients in m' and v are multiplied by. Files without it hold other averages.
        numbers.Setting("scale", _scale);
        numbers.State("beta1Power", ref _beta1Power);
        numbers.State("beta2Power", ref _beta2Power);
    }

    // Subtracted from 1 it has long ceased to count before it would be subnormal.
    private static double NextPower(double power, double factor) => power < 1e-100 ? 0 : power * factor;

    private readonly struct Constants<T>
    {
        public required T LearningRate { get; init; }

        public required T Epsilon { get; init; }

        public required T Beta1 { get; init; }

        public required T Beta2 { get; init; }

        public required T Scale { get; init; }

        public required T Keep { get; init; }
    }

    private readonly struct Rule<T, TQuotient, TDecay>(Constants<T> constants) : IUpdateRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
        where TQuotient : struct, IUpdateQuotient<T>
        where TDecay : struct, IWeightDecay
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Update<TVector>(in UpdatePlaces<T> places, nint start, nint end)
            where TVector : struct, ISimd<TVector, T>
        {
            TVector eta = TVector.Create(constants.LearningRate);
            TVector small = TVector.Create(constants.Epsilon);
            TVector share1 = TVector.Create(constants.Beta1);
            TVector share2 = TVector.Create(constants.Beta2);
            TVector scale = TVector.Create(constants.Scale);
            TVector keep = TVector.Create(constants.Keep);
            ref T parameters = ref places.Parameters;
            ref readonly T gradients = ref places.Gradients;
            ref T means = ref places.First;
            ref T squares = ref places.Second;
            for (nint i = start; i < end; i += TVector.Count)
            {
                TVector g = scale * TVector.Load(in gradients, i);
                TVector m = TVector.Fma(share1, TVector.Load(in means, i), g);
                TVector v = TVector.Fma(share2, TVector.Load(in squares, i), g * g);
                TVector.Store(m, ref means, i);
                TVector.Store(v, ref squares, i);
                TVector step = TQuotient.Negative(m, TVector.Sqrt(v) + small);
                TVector w = TDecay.Apply<TVector, T>(TVector.Load(in parameters, i), keep);
                TVector.Store(TVector.Fma(eta, step, w), ref parameters, i);
            }
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet;

/// <summary>The step that <see cref="Adam"/> and <see cref="AdamW"/> share; they differ in what decays the weights before it.</summary>
internal sealed class AdamRule(double beta1, double beta2, double epsilon)
{
    /// <summary>The moments m and v.</summary>
    public const int StateVectors = 2;

    // βᵗ as a running product: Math.Pow's last bit differs between platforms.
    private double _beta1Power = 1;
    private double _beta2Power = 1;

    /// <summary>Takes one step.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="parameters">The parameters, updated in place.</param>
    /// <param name="gradients">As many gradients.</param>
    /// <param name="state">Two vectors.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="keep">What each parameter is multiplied by before the step: 1, or 1 − η λ where the weights decay.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Update<T>(
        Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state, double learningRate, double keep)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        _beta1Power = NextPower(_beta1Power, beta1);
        _beta2Power = NextPower(_beta2Power, beta2);

        // η · m̂ / (√v̂ + ε) with m̂ = m / (1 − β1ᵗ) and v̂ = v / (1 − β2ᵗ); what does not depend on the element is computed here, in double.
        var constants = new Constants<T>
        {
            LearningRate = T.CreateTruncating(learningRate / (1 - _beta1Power)),
            RootScale = T.CreateTruncating(1 / Math.Sqrt(1 - _beta2Power)),
            Epsilon = T.CreateTruncating(epsilon),
            Beta1 = T.CreateTruncating(beta1),
            Rest1 = T.CreateTruncating(1 - beta1),
            Beta2 = T.CreateTruncating(beta2),
            Rest2 = T.CreateTruncating(1 - beta2),
            Keep = T.CreateTruncating(keep),
        };
        UpdateLoop.Run(new Rule<T>(constants), parameters, gradients, state);
    }

    // Subtracted from 1 it has long ceased to count before it is subnormal, where a multiplication takes 100 ns.
    private static double NextPower(double power, double factor) => power < 1e-100 ? 0 : power * factor;

    private readonly struct Constants<T>
    {
        public required T LearningRate { get; init; }

        public required T RootScale { get; init; }

        public required T Epsilon { get; init; }

        public required T Beta1 { get; init; }

        public required T Rest1 { get; init; }

        public required T Beta2 { get; init; }

        public required T Rest2 { get; init; }

        public required T Keep { get; init; }
    }

    private readonly struct Rule<T>(Constants<T> constants) : IUpdateRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Update<TVector>(in UpdatePlaces<T> places, nint start, nint end)
            where TVector : struct, ISimd<TVector, T>
        {
            TVector eta = TVector.Create(constants.LearningRate);
            TVector rootScale = TVector.Create(constants.RootScale);
            TVector small = TVector.Create(constants.Epsilon);
            TVector share1 = TVector.Create(constants.Beta1);
            TVector rest1 = TVector.Create(constants.Rest1);
            TVector share2 = TVector.Create(constants.Beta2);
            TVector rest2 = TVector.Create(constants.Rest2);
            TVector kept = TVector.Create(constants.Keep);
            ref T parameters = ref places.Parameters;
            ref readonly T gradients = ref places.Gradients;
            ref T means = ref places.First;
            ref T squares = ref places.Second;
            for (nint i = start; i < end; i += TVector.Count)
            {
                TVector g = TVector.Load(in gradients, i);
                TVector m = (share1 * TVector.Load(in means, i)) + (rest1 * g);
                TVector v = (share2 * TVector.Load(in squares, i)) + (rest2 * (g * g));
                TVector.Store(m, ref means, i);
                TVector.Store(v, ref squares, i);

                // A divisor of 0 (ε = 0 and no gradient yet) leaves the parameter where it is.
                TVector w = TVector.Load(in parameters, i) * kept;
                TVector divisor = (TVector.Sqrt(v) * rootScale) + small;
                TVector.Store(TVector.WhereNotPositive(divisor, w, w - (eta * (m / divisor))), ref parameters, i);
            }
        }
    }
}

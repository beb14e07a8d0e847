using System.Numerics;

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
    public void Update<T>(
        Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state, double learningRate, double keep)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        _beta1Power *= beta1;
        _beta2Power *= beta2;

        // η · m̂ / (√v̂ + ε) with m̂ = m / (1 − β1ᵗ) and v̂ = v / (1 − β2ᵗ); what does not depend on the element is computed here, in double.
        T eta = T.CreateTruncating(learningRate / (1 - _beta1Power));
        T root = T.CreateTruncating(Math.Sqrt(1 - _beta2Power));
        T small = T.CreateTruncating(epsilon);
        T share1 = T.CreateTruncating(beta1);
        T rest1 = T.CreateTruncating(1 - beta1);
        T share2 = T.CreateTruncating(beta2);
        T rest2 = T.CreateTruncating(1 - beta2);
        T kept = T.CreateTruncating(keep);

        Span<T> first = state[0];
        Span<T> second = state[1];
        for (int i = 0; i < parameters.Length; i++)
        {
            T g = gradients[i];
            T m = (share1 * first[i]) + (rest1 * g);
            T v = (share2 * second[i]) + (rest2 * (g * g));
            first[i] = m;
            second[i] = v;

            T w = parameters[i] * kept;
            T divisor = (T.Sqrt(v) / root) + small;
            parameters[i] = divisor == T.Zero ? w : w - (eta * (m / divisor));
        }
    }
}

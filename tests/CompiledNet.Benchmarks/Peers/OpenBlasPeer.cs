using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Networks;
using TensorMath = CompiledNet.Benchmarks.Peers.TensorPrimitivesPeer.TensorMath;

namespace CompiledNet.Benchmarks.Peers;

/// <summary>
/// OpenBLAS for the products, of a matrix and a vector where there is one sample, and TensorPrimitives for everything between them.
/// </summary>
internal sealed class OpenBlasPeer : DensePeer<OpenBlasPeer.BlasMath>
{
    public override string Name => "OpenBLAS";

    public override string? Absence => OpenBlas.IsInstalled ? null : "not installed";

    internal readonly struct BlasMath : IDenseMath
    {
        public static void Affine(
            ReadOnlySpan<float> x, ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, Span<float> z, int samples, int inputs, int units)
        {
            for (int s = 0; s < samples; s++)
            {
                biases.CopyTo(z[(s * units)..]);
            }

            if (samples == 1)
            {
                OpenBlas.MultiplyVector(units, inputs, weights, transposeA: false, x, beta: 1, z);
            }
            else
            {
                OpenBlas.Multiply(samples, units, inputs, x, transposeA: false, weights, transposeB: true, beta: 1, z);
            }
        }

        public static void ParameterGradients(
            ReadOnlySpan<float> delta, ReadOnlySpan<float> x, Span<float> weights, Span<float> biases, int samples, int inputs, int units)
        {
            if (samples == 1)
            {
                // Each weight is written once, and nothing is summed.
                TensorMath.ParameterGradients(delta, x, weights, biases, samples, inputs, units);
                return;
            }

            OpenBlas.Multiply(units, inputs, samples, delta, transposeA: true, x, transposeB: false, beta: 0, weights);
            delta[..units].CopyTo(biases);
            for (int s = 1; s < samples; s++)
            {
                System.Numerics.Tensors.TensorPrimitives.Add(biases, delta.Slice(s * units, units), biases);
            }
        }

        public static void InputGradients(
            ReadOnlySpan<float> delta, ReadOnlySpan<float> weights, Span<float> gradients, int samples, int inputs, int units)
        {
            if (samples == 1)
            {
                OpenBlas.MultiplyVector(units, inputs, weights, transposeA: true, delta, beta: 0, gradients);
            }
            else
            {
                OpenBlas.Multiply(samples, inputs, units, delta, transposeA: false, weights, transposeB: false, beta: 0, gradients);
            }
        }

        public static void Activate(Activation activation, Span<float> values, int units) => TensorMath.Activate(activation, values, units);

        public static void Derive(Activation activation, ReadOnlySpan<float> a, Span<float> gradients) =>
            TensorMath.Derive(activation, a, gradients);

        public static void Difference(ReadOnlySpan<float> a, ReadOnlySpan<float> target, float scale, Span<float> difference) =>
            TensorMath.Difference(a, target, scale, difference);

        public static void Scale(ReadOnlySpan<float> a, float scale, Span<float> scaled) => TensorMath.Scale(a, scale, scaled);

        public static void Adam(
            Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> m, Span<float> v, float rate, float rootScale) =>
            TensorMath.Adam(parameters, gradients, m, v, rate, rootScale);
    }
}

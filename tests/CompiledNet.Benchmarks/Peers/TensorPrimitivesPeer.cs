using System.Numerics.Tensors;
using CompiledNet.Benchmarks.Measuring;

namespace CompiledNet.Benchmarks.Peers;

/// <summary>
/// System.Numerics.Tensors, whose span operations are vectorised: a dot product for each unit forward, a multiply-add of a whole row for each
/// gradient.
/// </summary>
internal sealed class TensorPrimitivesPeer : DensePeer<TensorPrimitivesPeer.TensorMath>
{
    public override string Name => "TensorPrimitives";

    internal readonly struct TensorMath : IDenseMath
    {
        // As many numbers as stay in the first-level cache over the passes of Adam.
        private const int Block = 1024;

        public static void Affine(
            ReadOnlySpan<float> x, ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, Span<float> z, int samples, int inputs, int units)
        {
            for (int s = 0; s < samples; s++)
            {
                ReadOnlySpan<float> row = x.Slice(s * inputs, inputs);
                Span<float> sums = z.Slice(s * units, units);
                for (int unit = 0; unit < units; unit++)
                {
                    sums[unit] = TensorPrimitives.Dot(weights.Slice(unit * inputs, inputs), row) + biases[unit];
                }
            }
        }

        public static void ParameterGradients(
            ReadOnlySpan<float> delta, ReadOnlySpan<float> x, Span<float> weights, Span<float> biases, int samples, int inputs, int units)
        {
            for (int unit = 0; unit < units; unit++)
            {
                Span<float> w = weights.Slice(unit * inputs, inputs);
                TensorPrimitives.Multiply(x[..inputs], delta[unit], w);
                for (int s = 1; s < samples; s++)
                {
                    TensorPrimitives.MultiplyAdd(x.Slice(s * inputs, inputs), delta[(s * units) + unit], w, w);
                }
            }

            delta[..units].CopyTo(biases);
            for (int s = 1; s < samples; s++)
            {
                TensorPrimitives.Add(biases, delta.Slice(s * units, units), biases);
            }
        }

        public static void InputGradients(
            ReadOnlySpan<float> delta, ReadOnlySpan<float> weights, Span<float> gradients, int samples, int inputs, int units)
        {
            for (int s = 0; s < samples; s++)
            {
                Span<float> row = gradients.Slice(s * inputs, inputs);
                TensorPrimitives.Multiply(weights[..inputs], delta[s * units], row);
                for (int unit = 1; unit < units; unit++)
                {
                    TensorPrimitives.MultiplyAdd(weights.Slice(unit * inputs, inputs), delta[(s * units) + unit], row, row);
                }
            }
        }

        public static void Activate(Activation activation, Span<float> values, int units)
        {
            switch (activation)
            {
                case Activation.Identity:
                    break;
                case Activation.ReLU:
                    TensorPrimitives.Max(values, 0, values);
                    break;
                case Activation.Tanh:
                    TensorPrimitives.Tanh(values, values);
                    break;
                case Activation.Sigmoid:
                    TensorPrimitives.Sigmoid(values, values);
                    break;
                case Activation.Softmax:
                    for (int start = 0; start < values.Length; start += units)
                    {
                        // SoftMax itself takes e^z as it is, which overflows.
                        Span<float> row = values.Slice(start, units);
                        TensorPrimitives.Subtract(row, TensorPrimitives.Max<float>(row), row);
                        TensorPrimitives.SoftMax(row, row);
                    }

                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(activation));
            }
        }

        public static void Derive(Activation activation, ReadOnlySpan<float> a, Span<float> gradients)
        {
            Span<float> scratch = stackalloc float[Block];
            for (int start = 0; start < gradients.Length && activation != Activation.Identity; start += Block)
            {
                int length = Math.Min(Block, gradients.Length - start);
                Derive(activation, a.Slice(start, length), gradients.Slice(start, length), scratch[..length]);
            }
        }

        public static void Difference(ReadOnlySpan<float> a, ReadOnlySpan<float> target, float scale, Span<float> difference)
        {
            TensorPrimitives.Subtract(a, target, difference);
            TensorPrimitives.Multiply(difference, scale, difference);
        }

        public static void Scale(ReadOnlySpan<float> a, float scale, Span<float> scaled) => TensorPrimitives.Multiply(a, scale, scaled);

        public static void Adam(
            Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> m, Span<float> v, float rate, float rootScale)
        {
            Span<float> scratch = stackalloc float[Block];
            for (int start = 0; start < parameters.Length; start += Block)
            {
                int length = Math.Min(Block, parameters.Length - start);
                Span<float> w = parameters.Slice(start, length);
                ReadOnlySpan<float> g = gradients.Slice(start, length);
                Span<float> first = m.Slice(start, length);
                Span<float> second = v.Slice(start, length);
                Span<float> t = scratch[..length];
                TensorPrimitives.Lerp(first, g, (float)(1 - Training<float>.Beta1), first);
                TensorPrimitives.Multiply(g, g, t);
                TensorPrimitives.Lerp(second, t, (float)(1 - Training<float>.Beta2), second);
                TensorPrimitives.Sqrt(second, t);
                TensorPrimitives.Multiply(t, rootScale, t);
                TensorPrimitives.Add(t, (float)Training<float>.Epsilon, t);
                TensorPrimitives.Divide(first, t, t);
                TensorPrimitives.MultiplyAdd(t, -rate, w, w);
            }
        }

        private static void Derive(Activation activation, ReadOnlySpan<float> a, Span<float> gradients, Span<float> scratch)
        {
            switch (activation)
            {
                case Activation.ReLU:
                    // The sign of a ReLU is 0 or 1.
                    TensorPrimitives.Ceiling(a, scratch);
                    TensorPrimitives.Min(scratch, 1, scratch);
                    break;
                case Activation.Tanh:
                    TensorPrimitives.Multiply(a, a, scratch);
                    TensorPrimitives.Subtract(1, scratch, scratch);
                    break;
                case Activation.Sigmoid:
                    TensorPrimitives.Subtract(1, a, scratch);
                    TensorPrimitives.Multiply(scratch, a, scratch);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(activation));
            }

            TensorPrimitives.Multiply(gradients, scratch, gradients);
        }
    }
}

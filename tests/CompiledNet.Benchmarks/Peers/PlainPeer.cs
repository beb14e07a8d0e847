using CompiledNet.Benchmarks.Measuring;

namespace CompiledNet.Benchmarks.Peers;

/// <summary>Loops as one writes them who wants no library: spans and MathF.</summary>
internal sealed class PlainPeer : DensePeer<PlainPeer.PlainMath>
{
    public override string Name => "plain C# loops";

    internal readonly struct PlainMath : IDenseMath
    {
        public static void Affine(
            ReadOnlySpan<float> x, ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, Span<float> z, int samples, int inputs, int units)
        {
            for (int s = 0; s < samples; s++)
            {
                ReadOnlySpan<float> row = x.Slice(s * inputs, inputs);
                Span<float> sums = z.Slice(s * units, units);
                for (int unit = 0; unit < sums.Length; unit++)
                {
                    ReadOnlySpan<float> w = weights.Slice(unit * inputs, row.Length);
                    float sum = biases[unit];
                    for (int i = 0; i < row.Length; i++)
                    {
                        sum += w[i] * row[i];
                    }

                    sums[unit] = sum;
                }
            }
        }

        public static void ParameterGradients(
            ReadOnlySpan<float> delta, ReadOnlySpan<float> x, Span<float> weights, Span<float> biases, int samples, int inputs, int units)
        {
            weights.Clear();
            biases.Clear();
            for (int s = 0; s < samples; s++)
            {
                ReadOnlySpan<float> row = x.Slice(s * inputs, inputs);
                for (int unit = 0; unit < units; unit++)
                {
                    float d = delta[(s * units) + unit];
                    Span<float> w = weights.Slice(unit * inputs, row.Length);
                    for (int i = 0; i < row.Length; i++)
                    {
                        w[i] += d * row[i];
                    }

                    biases[unit] += d;
                }
            }
        }

        public static void InputGradients(
            ReadOnlySpan<float> delta, ReadOnlySpan<float> weights, Span<float> gradients, int samples, int inputs, int units)
        {
            gradients.Clear();
            for (int s = 0; s < samples; s++)
            {
                Span<float> row = gradients.Slice(s * inputs, inputs);
                for (int unit = 0; unit < units; unit++)
                {
                    float d = delta[(s * units) + unit];
                    ReadOnlySpan<float> w = weights.Slice(unit * inputs, row.Length);
                    for (int i = 0; i < row.Length; i++)
                    {
                        row[i] += d * w[i];
                    }
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
                    foreach (ref float value in values)
                    {
                        value = value > 0 ? value : 0;
                    }

                    break;
                case Activation.Tanh:
                    foreach (ref float value in values)
                    {
                        value = MathF.Tanh(value);
                    }

                    break;
                case Activation.Sigmoid:
                    foreach (ref float value in values)
                    {
                        value = 1 / (1 + MathF.Exp(-value));
                    }

                    break;
                case Activation.Softmax:
                    for (int start = 0; start < values.Length; start += units)
                    {
                        Softmax(values.Slice(start, units));
                    }

                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(activation));
            }
        }

        public static void Derive(Activation activation, ReadOnlySpan<float> a, Span<float> gradients)
        {
            a = a[..gradients.Length];
            switch (activation)
            {
                case Activation.Identity:
                    break;
                case Activation.ReLU:
                    for (int i = 0; i < gradients.Length; i++)
                    {
                        gradients[i] = a[i] > 0 ? gradients[i] : 0;
                    }

                    break;
                case Activation.Tanh:
                    for (int i = 0; i < gradients.Length; i++)
                    {
                        gradients[i] *= 1 - (a[i] * a[i]);
                    }

                    break;
                case Activation.Sigmoid:
                    for (int i = 0; i < gradients.Length; i++)
                    {
                        gradients[i] *= a[i] * (1 - a[i]);
                    }

                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(activation));
            }
        }

        public static void Difference(ReadOnlySpan<float> a, ReadOnlySpan<float> target, float scale, Span<float> difference)
        {
            for (int i = 0; i < difference.Length; i++)
            {
                difference[i] = (a[i] - target[i]) * scale;
            }
        }

        public static void Scale(ReadOnlySpan<float> a, float scale, Span<float> scaled)
        {
            for (int i = 0; i < scaled.Length; i++)
            {
                scaled[i] = a[i] * scale;
            }
        }

        public static void Adam(
            Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> m, Span<float> v, float rate, float rootScale)
        {
            const float Beta1 = (float)Training<float>.Beta1;
            const float Beta2 = (float)Training<float>.Beta2;
            for (int i = 0; i < parameters.Length; i++)
            {
                float g = gradients[i];
                m[i] = (Beta1 * m[i]) + ((1 - Beta1) * g);
                v[i] = (Beta2 * v[i]) + ((1 - Beta2) * g * g);
                parameters[i] -= rate * m[i] / ((MathF.Sqrt(v[i]) * rootScale) + (float)Training<float>.Epsilon);
            }
        }

        private static void Softmax(Span<float> values)
        {
            float largest = values[0];
            foreach (float value in values)
            {
                largest = MathF.Max(largest, value);
            }

            float sum = 0;
            foreach (ref float value in values)
            {
                value = MathF.Exp(value - largest);
                sum += value;
            }

            foreach (ref float value in values)
            {
                value /= sum;
            }
        }
    }
}

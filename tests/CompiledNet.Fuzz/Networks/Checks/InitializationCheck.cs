using System.Globalization;
using System.Numerics;

namespace CompiledNet.Fuzz.Checks;

/// <summary>The initial parameters are such as their initializers draw.</summary>
internal sealed class InitializationCheck<T>(Trial<T> trial)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Uniform: within its limit and, of many numbers, some near it. Normal: of many numbers, the variance that is documented.
    public void Run()
    {
        if (trial.Spec.OutputBias is not null)
        {
            return; // The output layer's are set.
        }

        int inputs = trial.Spec.Inputs;
        for (int i = 0; i < trial.Spec.Layers.Count; i++)
        {
            LayerSpec layer = trial.Spec.Layers[i];
            double[] weights = Tensors.Flat(trial.Network.Parameters, trial.Network.Layers[i].Weights);
            double[] biases = Tensors.Flat(trial.Network.Parameters, trial.Network.Layers[i].Biases);
            double units = layer.Units;
            switch (Resolve(layer))
            {
                case Initializer.GlorotUniform:
                    RequireUniform(weights, Math.Sqrt(6 / (inputs + units)), $"W{i + 1}");
                    break;
                case Initializer.HeUniform:
                    RequireUniform(weights, Math.Sqrt(6.0 / inputs), $"W{i + 1}");
                    break;
                case Initializer.GlorotNormal:
                    RequireNormal(weights, Math.Sqrt(2 / (inputs + units)), $"W{i + 1}");
                    break;
                case Initializer.HeNormal:
                    RequireNormal(weights, Math.Sqrt(2.0 / inputs), $"W{i + 1}");
                    break;
                case Initializer.LeCunNormal:
                    RequireNormal(weights, Math.Sqrt(1.0 / inputs), $"W{i + 1}");
                    break;
                default:
                    RequireUniform(weights, 0, $"W{i + 1}");
                    break;
            }

            RequireUniform(biases, layer.BiasInitializer == BiasInitializer.Uniform ? 1 / Math.Sqrt(inputs) : 0, $"b{i + 1}");
            inputs = layer.Units;
        }

        void RequireUniform(double[] values, double limit, string name)
        {
            double largest = Tensors.Largest(values);
            if (largest > limit * (1 + 1e-6) || (values.Length > 200 && largest < 0.9 * limit))
            {
                Fail(name, "largest", largest, limit);
            }
        }

        void RequireNormal(double[] values, double deviation, string name)
        {
            double actual = Math.Sqrt(values.Sum(value => value * value) / Math.Max(1, values.Length));
            if (values.Length > 500 && Math.Abs((actual / deviation) - 1) > 0.25)
            {
                Fail(name, "deviation", actual, deviation);
            }
        }

        void Fail(string name, string what, double actual, double expected) => trial.Fail(
            Kind.Initialization,
            string.Create(CultureInfo.InvariantCulture, $"{name}: {what} {actual:R} does not suit {expected:R}"));
    }

    private static Initializer Resolve(LayerSpec layer) => layer.Initializer != Initializer.Auto
        ? layer.Initializer
        : layer.Activation switch
        {
            Activation.ReLU or Activation.LeakyReLU or Activation.ELU or Activation.GELU or Activation.SiLU or Activation.Mish
                or Activation.HardSwish => Initializer.HeUniform,
            Activation.SELU => Initializer.LeCunNormal,
            _ => Initializer.GlorotUniform,
        };
}

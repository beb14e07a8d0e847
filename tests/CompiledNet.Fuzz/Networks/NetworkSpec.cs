using System.Globalization;
using System.Text;

namespace CompiledNet.Fuzz;

/// <summary>One layer of a random network. A slope of null leaves the default.</summary>
internal sealed record LayerSpec(
    int Units,
    Activation Activation,
    bool Bias = true,
    double? Slope = null,
    Initializer Initializer = Initializer.Auto,
    BiasInitializer BiasInitializer = BiasInitializer.Zeros)
{
    /// <summary>The slope that is in force, by the documentation's defaults.</summary>
    public double EffectiveSlope => Slope ?? (Activation == Activation.ELU ? 1 : 0.01);

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"[Dense({Units}, Activation.{Activation}");
        text.Append(Bias ? "" : ", Bias = false");
        if (Slope is { } slope)
        {
            text.Append(CultureInfo.InvariantCulture, $", Slope = {slope:R}");
        }

        text.Append(Initializer == Initializer.Auto ? "" : $", Initializer = Initializer.{Initializer}");
        text.Append(BiasInitializer == BiasInitializer.Zeros ? "" : $", BiasInitializer = BiasInitializer.{BiasInitializer}");
        return text.Append(")]").ToString();
    }
}

/// <summary>The rule and the settings of an optimizer.</summary>
internal sealed record OptimizerSpec(
    OptimizerKind Kind,
    double LearningRate,
    double Momentum = 0.9,
    double Decay = 0.99,
    double Beta1 = 0.9,
    double Beta2 = 0.999,
    double Epsilon = 1e-8,
    double WeightDecay = 0)
{
    public Optimizer Create() => Kind switch
    {
        OptimizerKind.Sgd => new Sgd(LearningRate, weightDecay: WeightDecay),
        OptimizerKind.Momentum => new Sgd(LearningRate, Momentum, weightDecay: WeightDecay),
        OptimizerKind.Nesterov => new Sgd(LearningRate, Momentum, nesterov: true, WeightDecay),
        OptimizerKind.RmsProp => new RmsProp(LearningRate, Decay, Epsilon),
        OptimizerKind.Adagrad => new Adagrad(LearningRate, Epsilon),
        OptimizerKind.Adam => new Adam(LearningRate, Beta1, Beta2, Epsilon),
        _ => new AdamW(LearningRate, Beta1, Beta2, Epsilon, WeightDecay),
    };
}

/// <summary>The optimizers of the library.</summary>
internal enum OptimizerKind
{
    Sgd,
    Momentum,
    Nesterov,
    RmsProp,
    Adagrad,
    Adam,
    AdamW,
}

/// <summary>A random network, and what is done with it.</summary>
/// <param name="SpareRows">How many more samples the workspace holds than the batch has.</param>
/// <param name="InPlace">Whether the batch is gathered in <c>workspace.Input</c>.</param>
/// <param name="Classes">Whether the targets of a categorical cross-entropy are class indices.</param>
/// <param name="Vectorize">Whether it has vector kernels.</param>
/// <param name="OutputBias">
/// If not null, the biases of the output layer, whose weights are made small: so outputs lie between 0 and 1, and a cross-entropy is finite under any activation.
/// </param>
internal sealed record NetworkSpec(
    int Inputs,
    IReadOnlyList<LayerSpec> Layers,
    Loss Loss,
    Precision Precision,
    int Batch,
    int SpareRows,
    bool InPlace,
    bool Classes,
    OptimizerSpec Optimizer,
    int Seed,
    bool Vectorize = true,
    double? OutputBias = null)
{
    public int Outputs => Layers[^1].Units;

    /// <summary>Weights and biases.</summary>
    public long Parameters
    {
        get
        {
            long sum = 0;
            long inputs = Inputs;
            foreach (LayerSpec layer in Layers)
            {
                sum += layer.Units * (inputs + 1);
                inputs = layer.Units;
            }

            return sum;
        }
    }

    /// <summary>The declaration, as a user writes it.</summary>
    public string Declaration(string name)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"[Network(inputs: {Inputs}");
        text.Append(Loss == Loss.None ? "" : $", Loss = Loss.{Loss}");
        text.Append(Precision == Precision.Single ? "" : $", Precision = Precision.{Precision}");
        text.Append(Vectorize ? "" : ", Vectorize = false").Append(")]\n");
        foreach (LayerSpec layer in Layers)
        {
            text.Append(layer).Append('\n');
        }

        return text.Append(CultureInfo.InvariantCulture, $"public partial class {name};\n").ToString();
    }

    /// <summary>The declaration, and in a comment what was done with it.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"// batch {Batch}, spare rows {SpareRows}, in place {InPlace}, classes {Classes}, {Optimizer.Kind} at {Optimizer.LearningRate:R}, data seed {Seed}{(OutputBias is { } bias ? $", output biases {bias:R}" : "")}\n{Declaration("Smallest")}");

    public bool Equals(NetworkSpec? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}

using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers;

/// <summary>What the normalizations have in common.</summary>
internal static class NormalizationArguments
{
    private const double DefaultEpsilon = 1e-5;

    /// <summary>ε, checked.</summary>
    public static double ReadEpsilon(AttributeReader attribute, Precision precision, Findings findings)
    {
        double epsilon = attribute.NamedOrNull<double>("Epsilon") ?? DefaultEpsilon;
        bool isRight = epsilon > 0 && !double.IsInfinity(epsilon) && (precision == Precision.Double || ((float)epsilon > 0 && !float.IsInfinity((float)epsilon)));
        if (!isRight)
        {
            findings.AddOutOfRange(attribute, "Epsilon", ShortestNumber.Of(epsilon), "a finite number above 0" + (precision == Precision.Single ? " in single precision" : ""));
        }

        return epsilon;
    }

    /// <summary>γ and β.</summary>
    public static IEnumerable<TensorModel> Tensors(LayerModel model) =>
    [
        new TensorModel("weight", TensorRole.Scale, model.Output.Channels),
        new TensorModel("bias", TensorRole.Bias, model.Output.Channels),
    ];

    /// <summary>γ and β, and where they lie, as the network's class shows them.</summary>
    public static ViewText View(Vocabulary v, LayerPlan plan, string type, string more) => new()
    {
        Type = type + "View",
        Layouts = string.Join(", ", plan.Tensors.Select(tensor => NetworkEmitter.Layout(v, tensor))),
        Documentation = $"γ and β ({plan.OutputSize} each): <c>Scale[channel]</c>, <c>Biases[channel]</c>{more}",
        Places =
        [
            .. plan.Tensors.Select(tensor => $"{(tensor.Name == "weight" ? "γ" : tensor.Name == "bias" ? "β" : tensor.Name)} of {plan.Name} ({plan.OutputSize}) from {tensor.Offset}"),
        ],
        WorkspaceType = type + "WorkspaceView",
        Gradients = $"∂L/∂γ and ∂L/∂β ({plan.OutputSize} each), and ",
        WatchedBiases = "Biases",
    };

    /// <summary>The constructor's line: γ is 1 at first.</summary>
    public static string Initialization(Vocabulary v, LayerPlan plan, string property = "Scale") =>
        $"{v.Type("ParameterInitializer")}.Constant(this.{Identifier.Escape(plan.Name)}.{property}, 1d);";
}

using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Functions;

/// <summary>a_i = e^z_i / Σ e^z_k: it couples the units, so that it has no code for one number.</summary>
internal sealed class SoftmaxFunction : ActivationFunction
{
    public override Activation Activation => Activation.Softmax;

    public override string Symbol => "softmax";

    public override string DerivativeFormula => "J_ik = ∂a_i/∂z_k = a_i (1 if i = k else 0, less a_k): δ_i = a_i (∂L/∂a_i − Σ_k ∂L/∂a_k a_k)";

    public override string WhyNotZ => "the derivatives, a_i (1 − a_i) and −a_i a_k, are functions of a";

    public override string Definition(string slope) => "e^z / Σ e^z, Σ over the units";

    public override string Expression(IWords words, double slope, string z) => throw Couples();

    public override string DeltaStatement(IWords words, double slope, string delta, string a, string z) =>
        throw Couples();

    public override string VectorExpression(IWords words, double slope, string z) => throw Couples();

    private static NotSupportedException Couples() => new("Softmax is a function of all units.");
}

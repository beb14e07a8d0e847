using CompiledNet;

namespace Notes;

/// <summary>An activation of the notes: its name, and its derivative as the notes have it.</summary>
internal sealed record ActivationFormula(string Name, string Derivative, Func<double, double> DerivativeAt)
{
    private const double LeakySlope = 0.01;

    public static ActivationFormula Of(Activation activation) => activation switch
    {
        Activation.Identity => new("identity", "identity′(z) = 1", _ => 1),
        Activation.Sigmoid => new("sigmoid", "sigmoid′(z) = a (1 − a)", z => Sigmoid(z) * (1 - Sigmoid(z))),
        Activation.ReLU => new("ReLU", "ReLU′(z) = 1 for z > 0, else 0", z => z > 0 ? 1 : 0),
        Activation.LeakyReLU => new("LeakyReLU", "LeakyReLU′(z) = 1 for z > 0, else 0.01", z => z > 0 ? 1 : LeakySlope),
        Activation.Tanh => new("tanh", "tanh′(z) = 1 − a²", z => 1 - (Math.Tanh(z) * Math.Tanh(z))),
        Activation.Softmax => new("softmax", "∂a_i/∂z_k = a_i (δ_ik − a_k)", _ => throw Coupled()),
        _ => throw new NotSupportedException($"The notes do not use {activation}."),
    };

    /// <summary>σ′ of every element.</summary>
    public Matrix DerivativeOf(Matrix z) => new(z.Rows, z.Columns, (unit, sample) => DerivativeAt(z[unit, sample]));

    /// <summary>The Jacobian of a softmax, s_i (δ_ik − s_k): every output depends on every z.</summary>
    public static Matrix SoftmaxJacobian(Matrix s) =>
        new(s.Rows, s.Rows, (i, k) => s[i, 0] * ((i == k ? 1 : 0) - s[k, 0]));

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    private static NotSupportedException Coupled() => new("A softmax has a Jacobian, not a derivative element by element.");
}

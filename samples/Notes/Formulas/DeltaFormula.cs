using CompiledNet;

namespace Notes;

/// <summary>δ of a layer after the notes' formulas, in symbols and in numbers: an account independent of the generated code's.</summary>
internal static class DeltaFormula
{
    public static (string Equation, Block[] Numbers, Matrix Delta) Of(Pass pass, int l)
    {
        (string equation, IEnumerable<Block> right, Matrix delta) = (l, pass.Loss, pass.Layers[l].Activation) switch
        {
            _ when l < pass.Last => Hidden(pass, l),
            (_, Loss.BinaryCrossEntropy, Activation.Sigmoid) => SigmoidCrossEntropy(pass),
            (_, _, Activation.Softmax) => Softmax(pass),
            _ => Output(pass),
        };

        // The factors of a batch are too wide to stand side by side.
        return (equation, pass.Samples == 1 ? [delta, "=", .. right] : [$"δ{l} =", delta], delta);
    }

    private static (string Equation, IEnumerable<Block> Right, Matrix Delta) Hidden(Pass pass, int l)
    {
        var activation = ActivationFormula.Of(pass.Layers[l].Activation);
        Matrix transposed = pass.W[l + 1].Transposed;
        Matrix slope = activation.DerivativeOf(pass.Z[l]);
        return (
            $"(W{l + 1}ᵀ {transposed.FullShape} · δ{l + 1} {pass.Delta[l + 1].Shape}) ⊙ {activation.Name}′(z{l}) {slope.Shape}   "
            + activation.Derivative,
            ["(", transposed, "·", pass.Delta[l + 1], ") ⊙", slope],
            (transposed * pass.Delta[l + 1]).Hadamard(slope));
    }

    private static (string Equation, IEnumerable<Block> Right, Matrix Delta) Output(Pass pass)
    {
        int l = pass.Last;
        var activation = ActivationFormula.Of(pass.Layers[l].Activation);
        Matrix slope = activation.DerivativeOf(pass.Z[l]);
        (string symbols, Matrix numbers) = LossGradient(pass);
        return (
            $"∂L/∂a{l} {numbers.Shape} ⊙ {activation.Name}′(z{l}) {slope.Shape}   ∂L/∂a{l} = {symbols}   {activation.Derivative}",
            [numbers, "⊙", slope],
            numbers.Hadamard(slope));
    }

    private static (string Equation, IEnumerable<Block> Right, Matrix Delta) Softmax(Pass pass)
    {
        int l = pass.Last;
        Matrix jacobian = ActivationFormula.SoftmaxJacobian(pass.A[l]);
        (string symbols, Matrix numbers) = LossGradient(pass);
        return (
            $"J {jacobian.FullShape} · ∂L/∂a{l} {numbers.Shape}   J_ik = ∂a_i/∂z_k = a_i (δ_ik − a_k)   ∂L/∂a{l} = {symbols}",
            [jacobian, "·", numbers],
            jacobian * numbers);
    }

    // ∂L/∂a = (a − y) / (a (1 − a)) meets sigmoid′ = a (1 − a), and what cancels is not computed.
    private static (string Equation, IEnumerable<Block> Right, Matrix Delta) SigmoidCrossEntropy(Pass pass)
    {
        int l = pass.Last;
        string mean = pass.Samples == 1 ? string.Empty : $" / m, m = {pass.Samples}";
        string difference = pass.Samples == 1 ? $"a{l} − y" : $"(a{l} − y)";
        return (
            $"{difference}{mean}   sigmoid′(z) = a (1 − a) cancels against ∂L/∂a{l} = (a{l} − y) / (a{l} (1 − a{l}))",
            [pass.A[l], "−", pass.Y],
            (1.0 / pass.Samples) * (pass.A[l] - pass.Y));
    }

    private static (string Symbols, Matrix Numbers) LossGradient(Pass pass)
    {
        var loss = LossFormula.Of(pass.Loss);
        Matrix gradient = (1.0 / pass.Samples) * loss.Gradient(pass.A[pass.Last], pass.Y);
        return (loss.GradientInSymbols($"a{pass.Last}"), gradient);
    }
}

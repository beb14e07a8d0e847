using CompiledNet;

namespace Notes;

/// <summary>The network of note 3. Its sizes are left open there.</summary>
[Network(inputs: 3, Loss = Loss.SquaredError, Precision = Precision.Double, Vectorize = false)]
[Dense(4, Activation.Tanh, Bias = false)]
[Dense(3, Activation.Tanh, Bias = false)]
[Dense(2, Activation.Sigmoid, Bias = false)]
internal sealed partial class Note3Network : Watched
{
    partial void OnForward(LayerInfo layer, SampleView<double> z, SampleView<double> a) => SeeForward(layer, z, a);

    partial void OnBackward(LayerInfo layer, SampleView<double> delta, MatrixView<double> dW, VectorView<double> db) =>
        SeeBackward(layer, delta, dW, db);
}

/// <summary>Note 3: any number of layers, by induction from the last one back.</summary>
internal static class Note3
{
    public static void Show(Verdict verdict)
    {
        Page.Title("Note 3", "three layers without biases, 3-4-3-2, squared error");
        Page.Text("The note has any number of layers of any size, and goes from layer k + 1 back to layer k. It begins with ∂L/∂a = "
            + "2 (a − y) at the last layer.");
        var walk = Walkthrough.Of(
            new Note3Network(),
            "note3-no-bias",
            verdict);
        Pass pass = walk.Pass;
        walk.ShowSample();
        walk.ShowForward();
        ShowRowForm(pass, verdict);
        walk.ShowLoss();
        walk.ShowBackward(3);
        Page.Text("That is where the induction begins. Its step: whoever knows δ of layer k + 1 knows that of layer k.");
        Page.Blank();
        walk.ShowBackward(2);
        walk.ShowBackward(1);
        ShowSlip(pass);
        walk.ShowUpdate();
    }

    private static void ShowRowForm(Pass pass, Verdict verdict)
    {
        Matrix weights = pass.W[3].Transposed;
        Matrix row = pass.A[2].Transposed * weights;
        verdict.CheckNumbers("note 3: z = a · W", row.Transposed, pass.Z[3]);
        Page.Equation($"The note has rows, z {row.FullShape} = a {pass.A[2].Transposed.FullShape} · W {weights.FullShape}: its W is "
            + "W3ᵀ, and z is the same:");
        Page.Numbers([row, "=", pass.A[2].Transposed, "·", weights]);
    }

    private static void ShowSlip(Pass pass)
    {
        Matrix slope = ActivationFormula.Of(Activation.Tanh).DerivativeOf(pass.A[1]);
        Matrix wrong = (pass.W[2].Transposed * pass.Delta[2]).Hadamard(slope) * pass.X.Transposed;
        Page.Slip("in the step the note writes σ′(a^(k+1)). It must be σ′(z^(k+1)), the slope where σ was entered: with tanh′(a1) "
            + $"dW1[3, 0] would be {Number.Fixed(wrong[3, 0])}, with tanh′(z1) it is {Number.Fixed(pass.DW[1][3, 0])}, which the "
            + "numeric gradient confirms.");
    }
}

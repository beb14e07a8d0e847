using CompiledNet;

namespace Notes;

/// <summary>The network of note 2, with biases drawn at random like the weights.</summary>
[Network(inputs: 2, Loss = Loss.HalfSquaredError, Precision = Precision.Double, Vectorize = false)]
[Dense(4, Activation.Sigmoid, BiasInitializer = BiasInitializer.Uniform)]
[Dense(3, Activation.Sigmoid, BiasInitializer = BiasInitializer.Uniform)]
[Dense(2, Activation.Sigmoid, BiasInitializer = BiasInitializer.Uniform)]
internal sealed partial class Note2Network : Watched
{
    partial void OnForward(LayerInfo layer, SampleView<double> z, SampleView<double> a) => SeeForward(layer, z, a);

    partial void OnBackward(LayerInfo layer, SampleView<double> delta, MatrixView<double> dW, VectorView<double> db) =>
        SeeBackward(layer, delta, dW, db);
}

/// <summary>Note 2: the delta rule through three layers of weights, from a random start.</summary>
internal static class Note2
{
    public static void Show(Verdict verdict)
    {
        Page.Title("Note 2", "2-4-3-2, the delta rule from random weights and biases");
        Page.Text("The note counts the input as layer 1: its z², a², δ² are z1, a1, δ1 here, and so on. Its delta rule, "
            + "δ^l_i = (Σ_j δ^(l+1)_j w^l_ji) f′(z^l_i), is row i of (Wᵀ · δ) ⊙ f′(z), and the step is Δw_ij = −η δ_i a_j.");
        Page.Blank();
        ShowRandomStart(verdict);

        var walk = Walkthrough.Of(
            new Note2Network(),
            "note2-2-4-3-2",
            verdict);
        Pass pass = walk.Pass;
        walk.ShowSample();
        walk.ShowForward();
        walk.ShowLoss();
        walk.ShowBackward(3);
        walk.ShowBackward(2);

        Matrix own = pass.W[3].Transposed * pass.Delta[3];
        Matrix before = pass.W[2].Transposed * pass.Delta[2];
        Page.Slip("in its step for δ³ (δ2 here) the note writes ∂L/∂a²_i. It must be ∂L/∂a³_i, of the same layer, W3ᵀ · δ3 here, with "
            + $"{own.Rows} numbers for the {pass.Z[2].Rows} units, the first {Number.Fixed(own[0, 0])}. ∂L/∂a² belongs to the layer "
            + $"before: W2ᵀ · δ2 here, with {before.Rows} numbers, the first {Number.Fixed(before[0, 0])}.");
        walk.ShowBackward(1);
        Page.Slip("the u_j in the note's gradient of the first weights is x_j, the input: dW1 = δ1 · xᵀ, as the numeric gradient "
            + "confirms.");
        walk.ShowUpdate();
    }

    private static void ShowRandomStart(Verdict verdict)
    {
        var random = new Note2Network(seed: 1);
        LayerParameters first = LayerParameters.Of(random, random.Parameters)[0];
        Page.Equation("new Note2Network(seed: 1): W within ±√(6 / (inputs + units)), b within ±1/√inputs");
        Page.Numbers(["W1 =", first.Weights, "  b1 =", first.Biases!]);

        double worst = 0;
        for (int seed = 1; seed <= 5; seed++)
        {
            GradientCheckReport report = GradientCheck.Run<double>(new Note2Network(seed), [1, -0.5], [0.25, 0.75]);
            verdict.CheckReport($"note 2 from seed {seed}", report);
            worst = Math.Max(worst, report.MaxRelativeError);
        }

        Page.Text($"From the starts of seeds 1 to 5 every gradient is within {Number.Error(worst)} of its numeric one. The random start of "
            + "the numbers below is one that PyTorch drew.");
        Page.Blank();
    }
}

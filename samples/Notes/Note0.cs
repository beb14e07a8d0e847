using CompiledNet;

namespace Notes;

/// <summary>The network of note 0. Its cost C is left open there; half the squared error is a choice.</summary>
[Network(inputs: 2, Loss = Loss.HalfSquaredError, Precision = Precision.Double, Vectorize = false)]
[Dense(3, Activation.Sigmoid)]
[Dense(2, Activation.Sigmoid)]
internal sealed partial class Note0Network : Watched
{
    partial void OnForward(LayerInfo layer, SampleView<double> z, SampleView<double> a) => SeeForward(layer, z, a);

    partial void OnBackward(LayerInfo layer, SampleView<double> delta, MatrixView<double> dW, VectorView<double> db) =>
        SeeBackward(layer, delta, dW, db);
}

/// <summary>Note 0: how a cost comes back through two layers.</summary>
internal static class Note0
{
    public static void Show(Verdict verdict)
    {
        Page.Title("Note 0", "2-3-2 with one activation σ throughout");
        Page.Text("The note counts the input as layer 1: its z², a², δ² are z1, a1, δ1 here, its δ³ is δ2. Its cost C, L here, it leaves "
            + "open; half the squared error is a choice.");

        var walk = Walkthrough.Of(
            new Note0Network(),
            "note0-2-3-2",
            verdict);
        walk.ShowSample();
        walk.ShowForward();
        walk.ShowLoss();
        walk.ShowBackward(2);
        ShowSlip(walk.Pass);
        walk.ShowBackward(1);
        walk.ShowUpdate();
    }

    private static void ShowSlip(Pass pass)
    {
        double delta = pass.Delta[2][0, 0];
        double weight = pass.W[2][0, 0];
        double activation = pass.A[1][0, 0];
        Page.Slip($"the note writes ∂C/∂w = δ · w. It must be δ · aᵀ, with the activation that fed the weight: for W2[0, 0] the note has "
            + $"{Number.Fixed(delta)} · {Number.Fixed(weight)} = {Number.Fixed(delta * weight)}, but {Number.Fixed(delta)} · "
            + $"{Number.Fixed(activation)} = {Number.Fixed(delta * activation)} is what the numeric gradient confirms.");
    }
}

using CompiledNet;

namespace Notes;

/// <summary>Note 1 with a sigmoid twice.</summary>
[Network(inputs: 4, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[Dense(5, Activation.Sigmoid)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class SigmoidSigmoidNetwork : Watched
{
    partial void OnForward(LayerInfo layer, SampleView<double> z, SampleView<double> a) => SeeForward(layer, z, a);

    partial void OnBackward(LayerInfo layer, SampleView<double> delta, MatrixView<double> dW, VectorView<double> db) =>
        SeeBackward(layer, delta, dW, db);
}

/// <summary>Note 1 with σ₁ = ReLU, σ₂ = sigmoid.</summary>
[Network(inputs: 4, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[Dense(5, Activation.ReLU)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class ReLUSigmoidNetwork : Watched
{
    partial void OnForward(LayerInfo layer, SampleView<double> z, SampleView<double> a) => SeeForward(layer, z, a);

    partial void OnBackward(LayerInfo layer, SampleView<double> delta, MatrixView<double> dW, VectorView<double> db) =>
        SeeBackward(layer, delta, dW, db);
}

/// <summary>Note 1 with σ₁ = leaky ReLU, σ₂ = tanh.</summary>
[Network(inputs: 4, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[Dense(5, Activation.LeakyReLU, Slope = 0.01)]
[Dense(1, Activation.Tanh)]
internal sealed partial class LeakyReLUTanhNetwork : Watched
{
    partial void OnForward(LayerInfo layer, SampleView<double> z, SampleView<double> a) => SeeForward(layer, z, a);

    partial void OnBackward(LayerInfo layer, SampleView<double> delta, MatrixView<double> dW, VectorView<double> db) =>
        SeeBackward(layer, delta, dW, db);
}

/// <summary>Note 1 with σ₁ = tanh and no activation after it.</summary>
[Network(inputs: 4, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[Dense(5, Activation.Tanh)]
[Dense(1, Activation.Identity)]
internal sealed partial class TanhIdentityNetwork : Watched
{
    partial void OnForward(LayerInfo layer, SampleView<double> z, SampleView<double> a) => SeeForward(layer, z, a);

    partial void OnBackward(LayerInfo layer, SampleView<double> delta, MatrixView<double> dW, VectorView<double> db) =>
        SeeBackward(layer, delta, dW, db);
}

/// <summary>Note 1 with three outputs, for a softmax of one is always 1.</summary>
[Network(inputs: 4, Loss = Loss.MeanSquaredError, Precision = Precision.Double, Vectorize = false)]
[Dense(5, Activation.Tanh)]
[Dense(3, Activation.Softmax)]
internal sealed partial class TanhSoftmaxNetwork : Watched
{
    partial void OnForward(LayerInfo layer, SampleView<double> z, SampleView<double> a) => SeeForward(layer, z, a);

    partial void OnBackward(LayerInfo layer, SampleView<double> delta, MatrixView<double> dW, VectorView<double> db) =>
        SeeBackward(layer, delta, dW, db);
}

/// <summary>Note 1: each layer has an activation of its own.</summary>
internal static class Note1
{
    public static void Show(Verdict verdict)
    {
        Page.Title("Note 1", "4-5-1 with σ₁ and σ₂ of one's choice, mean squared error");
        Page.Text("The note calls the cost J. What a pair of activations changes is σ₁′ and σ₂′; every other formula stays.");

        ShowSigmoidSigmoid(verdict);
        ShowReLUSigmoid(verdict);
        ShowLeakyReLUTanh(verdict);
        ShowTanhIdentity(verdict);
        ShowTanhSoftmax(verdict);
    }

    private static void ShowSigmoidSigmoid(Verdict verdict)
    {
        Page.Subtitle("σ₁ = sigmoid, σ₂ = sigmoid");
        var walk = Walkthrough.Of(
            new SigmoidSigmoidNetwork(),
            "note1-4-5-1-sigmoid-sigmoid",
            verdict);
        Pass pass = walk.Pass;
        Matrix da1 = pass.W[2].Transposed * pass.Delta[2];
        Matrix db1 = pass.DB[1]!;
        string db2 = Number.Fixed(pass.DB[2]![0, 0]);

        walk.ShowSample();
        walk.ShowForward();
        walk.ShowLoss();
        walk.ShowBackward(2);
        Page.Slip($"the note's dJ/db² has an extra factor. z2 grows by exactly what b2 grows by, so dJ/db² is δ2 alone, {db2}; above, "
            + "the numeric gradient agrees.");
        Page.Slip($"the line that the note heads dJ/dw² is dJ/da¹ = W2ᵀ · δ2. That has one number for each unit of layer 1, the first "
            + $"{Number.Fixed(da1[0, 0])}, and goes on to δ1; dJ/dw² is δ2 · a1ᵀ, the first {Number.Fixed(pass.DW[2][0, 0])}.");
        walk.ShowBackward(1);
        Page.Slip($"the note writes z_i = Σ_j w_ij x_j + b_j. The bias is b_i, one for each of the {db1.Rows} units: j counts the "
            + $"{pass.X.Rows} inputs, so b1[4] would occur nowhere and its gradient would be 0. It is {Number.Fixed(db1[4, 0])}.");
        Page.Slip($"what looks like '×T' at the end of dJ/dw¹ is xᵀ: δ1 {pass.Delta[1].FullShape} times xᵀ {pass.X.Transposed.FullShape} "
            + $"has the shape of W1, {pass.W[1].FullShape}, a number for every pair of a unit and an input.");
        walk.ShowUpdate();
    }

    private static void ShowReLUSigmoid(Verdict verdict)
    {
        Page.Subtitle("σ₁ = ReLU, σ₂ = sigmoid");
        var walk = Walkthrough.Of(
            new ReLUSigmoidNetwork(),
            "note1-4-5-1-relu-sigmoid",
            verdict);
        walk.ShowAllButUpdate();
        double nearest = walk.Pass.Z[1].Elements.Min(Math.Abs);
        Page.Text("Only unit 1 has z > 0; through the others nothing comes back. At exactly z = 0, where a ReLU has no derivative, "
            + "the note takes the right-hand one, 1; the generated code takes 0, as PyTorch does. No z here is nearer to 0 than "
            + $"{nearest:0.00}.");
        Page.Blank();
        walk.ShowUpdate();
    }

    private static void ShowLeakyReLUTanh(Verdict verdict)
    {
        Page.Subtitle("σ₁ = leaky ReLU (0.01), σ₂ = tanh");
        var walk = Walkthrough.Of(
            new LeakyReLUTanhNetwork(),
            "note1-4-5-1-leaky_relu-tanh",
            verdict);
        walk.ShowAllButUpdate();
        walk.ShowUpdate();
    }

    private static void ShowTanhIdentity(Verdict verdict)
    {
        Page.Subtitle("σ₁ = tanh, σ₂ = identity");
        var walk = Walkthrough.Of(
            new TanhIdentityNetwork(),
            "note1-4-5-1-tanh-identity",
            verdict);
        walk.ShowAllButUpdate();

        double z = walk.Pass.Z[1][0, 0];
        double a = walk.Pass.A[1][0, 0];
        double square = Math.Pow(Math.Exp(z) + Math.Exp(-z), 2);
        Page.Slip($"the note puts (e^z + e^−z)⁴ under tanh′. It must be the square, tanh′(z) = 4 / (e^z + e^−z)² = 1 − a²: for "
            + $"z1[0] = {Number.Fixed(z)} that is {Number.Fixed(4 / square)} = 1 − ({Number.Fixed(a)})². The fourth power makes it "
            + $"{Number.Fixed(4 / square / square)}, and row 0 of dW1 too small by the factor {Number.Fixed(square, 2)}.");
        walk.ShowUpdate();
    }

    private static void ShowTanhSoftmax(Verdict verdict)
    {
        Page.Subtitle("4-5-3, σ₁ = tanh, σ₂ = softmax");
        Page.Text("Each output of a softmax depends on every z, so σ₂′ is a matrix, the Jacobian J_ik = s_i (δ_ik − s_k), in which δ_ik "
            + "is 1 for i = k and else 0.");
        var walk = Walkthrough.Of(
            new TanhSoftmaxNetwork(),
            "note1-4-5-3-softmax-mse",
            verdict);
        walk.ShowAllButUpdate();
        walk.ShowUpdate();
    }
}

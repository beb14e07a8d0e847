using CompiledNet;

namespace Notes;

/// <summary>Note 4's beginning: logistic regression, one layer of one unit.</summary>
[Network(inputs: 3, Loss = Loss.BinaryCrossEntropy, Precision = Precision.Double, Vectorize = false)]
[Dense(1, Activation.Sigmoid)]
internal sealed partial class LogisticRegressionNetwork : Watched
{
    partial void OnForward(LayerInfo layer, SampleView<double> z, SampleView<double> a) => SeeForward(layer, z, a);

    partial void OnBackward(LayerInfo layer, SampleView<double> delta, MatrixView<double> dW, VectorView<double> db) =>
        SeeBackward(layer, delta, dW, db);
}

/// <summary>Note 4's two layers. Their sizes are left open there.</summary>
[Network(inputs: 3, Loss = Loss.BinaryCrossEntropy, Precision = Precision.Double, Vectorize = false)]
[Dense(4, Activation.Sigmoid)]
[Dense(2, Activation.Sigmoid)]
internal sealed partial class Note4Network : Watched
{
    partial void OnForward(LayerInfo layer, SampleView<double> z, SampleView<double> a) => SeeForward(layer, z, a);

    partial void OnBackward(LayerInfo layer, SampleView<double> delta, MatrixView<double> dW, VectorView<double> db) =>
        SeeBackward(layer, delta, dW, db);
}

/// <summary>Note 4: binary cross-entropy, and a minibatch in matrix form.</summary>
internal static class Note4
{
    public static void Show(Verdict verdict)
    {
        Page.Title("Note 4", "logistic regression 3-1, then 3-4-2 on a minibatch, binary cross-entropy");
        Page.Text("The note writes v for z, y for a, d for the target y, and dv for δ; a batch in capitals, a column for each sample. It "
            + "leaves the sizes open.");
        ShowLogisticRegression(verdict);
        ShowMinibatch(verdict);
    }

    private static void ShowLogisticRegression(Verdict verdict)
    {
        Page.Subtitle("Logistic regression, one sample");
        var walk = Walkthrough.Of(
            new LogisticRegressionNetwork(),
            "note4-logistic-regression",
            verdict);
        walk.ShowAllButUpdate();
        Page.Text("Why Wᵀ: element i of A·x is Σ_j a_ij x_j, so ∂L/∂x_j = Σ_i a_ij ∂L/∂(A·x)_i. The sum runs down column j of A: "
            + "∂Ax/∂x = Aᵀ. Measured at the input:");
        Page.Blank();
        walk.ShowInputGradient();
        ShowSignSlip(walk.Pass);
        walk.ShowUpdate();
    }

    // The target is 1, so the loss is −ln a = ln(1 + e^−z).
    private static void ShowSignSlip(Pass pass)
    {
        const double LearningRate = 0.1;
        double error = pass.Y[0, 0] - pass.A[1][0, 0];
        double wrongZ = pass.Z[1][0, 0] - (LearningRate * error * (1 + pass.X.Elements.Sum(x => x * x)));
        Page.Slip($"the note's e = d − y = {Number.Fixed(error)} has the sign of −δ; δ is dv = y − d = {Number.Fixed(pass.Delta[1][0, 0])}"
            + $". With e in its place the step below would go uphill, to a loss of {Number.Loss(Math.Log(1 + Math.Exp(-wrongZ)))}.");
    }

    private static void ShowMinibatch(Verdict verdict)
    {
        Page.Subtitle("Two layers, a minibatch in matrix form");
        var network = new Note4Network();
        var walk = Walkthrough.Of(network, "note4-two-layer-batch", verdict);
        Pass pass = walk.Pass;
        walk.ShowSample();
        walk.ShowForward();
        walk.ShowLoss();
        walk.ShowBackward(2);
        Page.Slip("the note's dz² is dv², δ2 here: it has no z.");
        ShowMean(network, verdict);
        walk.ShowBackward(1);

        Matrix slope = ActivationFormula.Of(Activation.Sigmoid).DerivativeOf(pass.Z[1]);
        Matrix dy2 = pass.A[2].With(pass.Y, (a, y) => (a - y) / (a * (1 - a) * pass.Samples));
        Matrix withDY = (pass.W[2].Transposed * dy2).Hadamard(slope) * pass.X.Transposed;
        Matrix slopeOfY = ActivationFormula.Of(Activation.Sigmoid).DerivativeOf(pass.A[1]);
        Matrix withY = (pass.W[2].Transposed * pass.Delta[2]).Hadamard(slopeOfY) * pass.X.Transposed;
        string right = Number.Fixed(pass.DW[1][0, 0]);
        Page.Slip($"the note writes dV¹ = W²ᵀ dY². It must be W²ᵀ dV², the gradient where W² was applied: with dY² dW1[0, 0] would be "
            + $"{Number.Fixed(withDY[0, 0])}, with dV² it is {right}, as the numeric one.");
        Page.Slip($"the note writes σ′(Y¹). It must be σ′(V¹): with σ′(Y¹) dW1[0, 0] would be {Number.Fixed(withY[0, 0])}, with σ′(V¹) it "
            + $"is {right}.");
        ShowDimensions(pass);
        walk.ShowUpdate();
    }

    private static void ShowMean(Note4Network network, Verdict verdict)
    {
        var reference = Reference.Load("note4-two-layer-batch");
        double[] alone =
        [
            .. reference.Input.Zip(reference.Target, (x, y) => Pass.Run(network, [x], [y]).DW[2][0, 0]),
        ];
        verdict.CheckNumber("note 4: the mean of dW2[0, 0]", alone.Average(), reference.Gradients[1].Weights[0][0]);
        string sum = string.Join(" + ", alone.Select(gradient => Number.Factor(gradient, decimals: 4)));
        Page.Equation($"What 1/m does: the gradient of the batch is the mean of those of its {alone.Length} samples alone; dW2[0, 0]:");
        Page.Numbers($"({sum}) / {alone.Length} = {Number.Fixed(alone.Average(), decimals: 5)}");
    }

    private static void ShowDimensions(Pass pass)
    {
        Page.Section("Dimension checks");
        (string Text, Matrix Left, Matrix Right, string Like)[] products =
        [
            ("z1  = W1 · x  ", pass.W[1], pass.X, "samples in columns"),
            ("z2  = W2 · a1 ", pass.W[2], pass.A[1], "samples in columns"),
            ("dW2 = δ2 · a1ᵀ", pass.Delta[2], pass.A[1].Transposed, "as W2"),
            ("da1 = W2ᵀ · δ2", pass.W[2].Transposed, pass.Delta[2], "as a1"),
            ("dW1 = δ1 · xᵀ ", pass.Delta[1], pass.X.Transposed, "as W1"),
            ("      W2 · δ2 ", pass.W[2], pass.Delta[2], string.Empty),
            ("      δ2 · a1 ", pass.Delta[2], pass.A[1], string.Empty),
        ];
        foreach ((string text, Matrix left, Matrix right, string like) in products)
        {
            string result = left.Columns == right.Rows
                ? $"= {(left * right).FullShape}   {like}"
                : $"  does not fit: {left.Columns} columns, {right.Rows} rows";
            Page.Line($"{text}   {left.FullShape} · {right.FullShape} {result}");
        }

        Page.Blank();
    }
}

using CompiledNet;

namespace Notes;

/// <summary>
/// One network with the sample (or minibatch) of its reference file, shown step by step: forward, loss, backward, update. What it
/// shows, it compares: with PyTorch's numbers, and with numeric gradients.
/// </summary>
internal sealed class Walkthrough
{
    private const double LearningRate = 0.1;

    private readonly INetwork<double> _network;
    private readonly Reference _reference;
    private readonly Verdict _verdict;
    private readonly double[] _input;
    private readonly double[] _target;

    private Walkthrough(INetwork<double> network, Reference reference, Pass pass, Verdict verdict)
    {
        _network = network;
        _reference = reference;
        _verdict = verdict;
        _input = [.. reference.Input.SelectMany(x => x)];
        _target = [.. reference.Target.SelectMany(y => y)];
        Pass = pass;
        ReferenceComparison.Check(pass, reference, verdict);
    }

    /// <summary>The numbers, before the update.</summary>
    public Pass Pass { get; }

    private string ColumnsAreSamples => Pass.Samples == 1 ? string.Empty : $", a column for each of the {Pass.Samples} samples";

    /// <summary>Takes the parameters of a reference file into a network and propagates its sample forward and back.</summary>
    /// <param name="network">The network.</param>
    /// <param name="referenceName">The file in Data, without its ending.</param>
    /// <param name="verdict">Where deviations are counted.</param>
    public static Walkthrough Of<TNetwork>(TNetwork network, string referenceName, Verdict verdict)
        where TNetwork : Watched, INetwork<double>
    {
        Reference reference = Reference.Load(referenceName);
        ReferenceComparison.CopyParameters(reference, network);
        return new Walkthrough(network, reference, Pass.Run(network, reference.Input, reference.Target), verdict);
    }

    /// <summary>The network, x and y.</summary>
    public void ShowSample()
    {
        string layers = string.Concat(_network.Layers.Select(layer =>
            $" → {layer.OutputSize} {ActivationFormula.Of(layer.Activation).Name}"));
        Page.Text($"{_network.GetType().Name}: {_network.InputSize}{layers}, L = {LossFormula.Of(Pass.Loss).InSymbols("a")}, "
            + $"{_network.ParameterCount} parameters");
        Page.Text($"W[unit, input] counts from 0. Generated code: samples/Notes/obj/Generated/…/{_network.GetType().FullName}.g.cs");
        Page.Blank();
        Page.Compare(("x", Pass.X), ("y", Pass.Y));
    }

    /// <summary>Everything before the update, where nothing has to be said in between.</summary>
    public void ShowAllButUpdate()
    {
        ShowSample();
        ShowForward();
        ShowLoss();
        for (int l = Pass.Last; l >= 1; l--)
        {
            ShowBackward(l);
        }
    }

    /// <summary>z and a of every layer.</summary>
    public void ShowForward()
    {
        Page.Section("Forward propagation");
        for (int l = 1; l <= Pass.Last; l++)
        {
            string activation = ActivationFormula.Of(Pass.Layers[l].Activation).Name;
            string product = $"W{l} {Pass.W[l].FullShape} · {InputOf(l)} {Pass.A[l - 1].Shape}";
            string bias = Pass.B[l] is Matrix b ? $" + b{l} {b.Shape}" : string.Empty;
            Page.Equation($"z{l} {Pass.Z[l].Shape} = {product}{bias}   a{l} {Pass.A[l].Shape} = {activation}(z{l}){ColumnsAreSamples}");
            if (Pass.Samples == 1)
            {
                Page.NumbersOrBelow(
                    Block.Row([Pass.Z[l], "=", Pass.W[l], "·", Pass.A[l - 1], .. Vector("+", Pass.B[l])]),
                    Block.Row($"a{l} =", Pass.A[l]));
            }
            else
            {
                Page.Numbers([$"W{l} =", Pass.W[l], .. Vector($"  b{l} =", Pass.B[l])]);
                Page.Numbers([$"z{l} =", Pass.Z[l]]);
                Page.Numbers([$"a{l} =", Pass.A[l]]);
            }
        }
    }

    /// <summary>The loss.</summary>
    public void ShowLoss()
    {
        Page.Section("Loss");
        LossFormula formula = LossFormula.Of(Pass.Loss);
        string inSymbols = formula.InSymbols($"a{Pass.Last}");
        if (Pass.Samples == 1)
        {
            Page.Equation($"L = {inSymbols}");
            Page.Numbers([$"= {formula.InNumbers(Pass.A[Pass.Last], Pass.Y)} = {Number.Loss(Pass.LossValue)}"]);
        }
        else
        {
            Page.Equation($"L = the mean over the {Pass.Samples} samples of {inSymbols}");
            Page.Numbers([$"= {Number.Loss(Pass.LossValue)}"]);
        }
    }

    /// <summary>δ, dW and db of one layer, the gradients beside the numeric ones.</summary>
    public void ShowBackward(int l)
    {
        if (l == Pass.Last)
        {
            Page.Section("Backward propagation");
            Page.Text(NumericGradient.Explanation);
            Page.Blank();
        }

        (string equation, Block[] numbers, Matrix delta) = DeltaFormula.Of(Pass, l);
        Page.Equation($"δ{l} {delta.Shape} = {equation}");
        Page.Numbers(numbers);
        _verdict.CheckNumbers($"{_reference.Name}: the formula of δ{l}", delta, Pass.Delta[l]);

        string sum = Pass.Samples == 1 ? string.Empty : "   summed over the samples, their 1/m is in δ";
        string input = $"{InputOf(l)}ᵀ {Pass.A[l - 1].Transposed.FullShape}";
        ShowGradient(
            $"dW{l} {Pass.DW[l].FullShape} = δ{l} {delta.Shape} · {input}{sum}", $"dW{l}", Pass.DW[l], Pass.Layers[l].Weights);
        if (Pass.DB[l] is Matrix db)
        {
            sum = Pass.Samples == 1 ? string.Empty : " summed over the samples";
            ShowGradient($"db{l} {db.Shape} = δ{l} {delta.Shape}{sum}", $"db{l}", db, Pass.Layers[l].Biases);
        }
    }

    /// <summary>dL/dx, which a layer before this network would go on from.</summary>
    public void ShowInputGradient() => ShowComparison(
        $"dx {Pass.DX.Shape} = W1ᵀ {Pass.W[1].Transposed.FullShape} · δ1 {Pass.Delta[1].Shape}",
        "dx",
        new Comparison(Pass.DX, NumericGradient.InInput(_network, _input, _target)));

    /// <summary>One step of gradient descent, and what it does to the loss; then the further steps of the reference.</summary>
    public void ShowUpdate()
    {
        ReferenceTraining training = _reference.Training.Single(t => t.Optimizer == "sgd" && t.LearningRate == LearningRate);
        List<double> losses = Train(training, out LayerParameters[] afterFirstStep);

        Page.Section("Update");
        string biases = Pass.B[Pass.Last] is null ? string.Empty : "   b ← b − η · ∂L/∂b";
        Page.Equation($"w ← w − η · ∂L/∂w{biases}   η = {LearningRate}");
        (int unit, int input) = Pass.DW[Pass.Last].IndexOfLargest;
        Page.Numbers([$"W{Pass.Last}[{unit}, {input}] ← {Number.Fixed(Pass.W[Pass.Last][unit, input])} − {LearningRate} · "
            + $"{Number.Factor(Pass.DW[Pass.Last][unit, input])} = {Number.Fixed(afterFirstStep[^1].Weights[unit, input])}"]);
        for (int l = 1; l <= Pass.Last; l++)
        {
            (Matrix weights, Matrix? bias) = afterFirstStep[l - 1];
            Page.Numbers([$"W{l} ←", weights, .. Vector($"  b{l} ←", bias)]);
        }

        Page.Text($"The loss falls from {Number.Loss(losses[0])} to {Number.Loss(losses[1])}; "
            + $"after {training.Steps} such steps it is {Number.Loss(losses[^1])}.");
        ShowReport();
    }

    /// <summary>The gradients of one weight matrix or bias vector beside numeric ones.</summary>
    private void ShowGradient(string equation, string name, Matrix analytic, TensorLayout layout) => ShowComparison(
        equation, name, new Comparison(analytic, NumericGradient.InParameters(_network, layout, _input, _target)));

    private void ShowComparison(string equation, string name, Comparison comparison)
    {
        Page.Equation(equation);
        Page.Compare(
            ("analytic", Block.Of(comparison.Analytic, decimals: 5)),
            ("numeric", Block.Of(comparison.Numeric, decimals: 5)),
            ("relative error", Block.Of(comparison.RelativeErrors, Number.Error)));
        _verdict.CheckGradient($"{_reference.Name}: {name}", comparison.RelativeErrors.Largest);
    }

    /// <summary>The library's own check, which any network can be given to.</summary>
    private void ShowReport()
    {
        ReferenceComparison.CopyParameters(_reference, _network);
        GradientCheckReport report = GradientCheck.Run<double>(_network, _input, _target);
        Page.Text($"The library's own check, GradientCheck.Run(network, x, y): {(report.Passed ? "passed" : "FAILED")}, "
            + $"largest relative error {Number.Error(report.MaxRelativeError)}.");
        _verdict.CheckReport(_reference.Name, report);
    }

    private List<double> Train(ReferenceTraining training, out LayerParameters[] afterFirstStep)
    {
        var optimizer = new Sgd(LearningRate);
        Workspace<double> workspace = _network.CreateWorkspace(Pass.Samples);
        var losses = new List<double>();
        afterFirstStep = [];
        for (int step = 0; step < training.Steps; step++)
        {
            _network.Forward(_input, workspace);
            losses.Add(_network.Backward(_target, workspace));
            _verdict.CheckNumber($"{_reference.Name}: loss before step {step + 1}", losses[step], training.LossBeforeEachStep[step]);
            optimizer.Step(_network.Parameters, workspace.Gradients);
            afterFirstStep = step == 0 ? LayerParameters.Of(_network, _network.Parameters) : afterFirstStep;
        }

        ReferenceComparison.CheckParameters(_network, training, _reference.Name, _verdict);
        _network.Forward(_input, workspace);
        losses.Add(_network.EvaluateLoss(_target, workspace));
        return losses;
    }

    private static IEnumerable<Block> Vector(string sign, Matrix? vector) => vector is null ? [] : [sign, vector];

    private static string InputOf(int l) => l == 1 ? "x" : $"a{l - 1}";
}

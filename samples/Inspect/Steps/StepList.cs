using CompiledNet;

namespace Inspect;

/// <summary>The steps of a page: the sample, forward, the loss, backward, the update.</summary>
internal sealed partial class StepList
{
    private readonly Inspection _numbers;
    private readonly StepCode _code;
    private readonly UnitSums _units;

    private StepList(Inspection numbers)
    {
        _numbers = numbers;
        _code = new StepCode(numbers.Network);
        _units = new UnitSums(numbers);
    }

    // What the code has and the equation has not.
    private const string OneSample = "The code also multiplies with a scale, 1/m for the mean over m samples; here is one, m = 1.";

    private int Last => _numbers.Last;

    private MatrixEquation Matrices => new(_numbers);

    /// <summary>All of them, first to last.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="about">What the first one says of the sample.</param>
    public static IReadOnlyList<Step> Of(Inspection numbers, string about)
    {
        var list = new StepList(numbers);
        var steps = new List<Step> { list.Sample(about) };
        for (int l = 1; l <= list.Last; l++)
        {
            steps.Add(list.Sum(l));
            steps.Add(list.Activation(l));
        }

        steps.Add(list.Loss());
        for (int l = list.Last; l >= 1; l--)
        {
            steps.Add(l == list.Last ? list.OutputDelta() : list.Delta(l));
            steps.Add(list.Gradients(l));
        }

        return [.. steps, list.InputGradient(), list.Update()];
    }

    private Step Sample(string about) => new()
    {
        Id = "sample",
        Kind = "sample",
        Label = "x, y",
        Heading = "The network and a sample",
        Equations = [.. Enumerable.Range(1, Last).Select(LayerEquation)],
        Remark = about,
        Matrices = Matrices.Sign("x =").Matrix("x").Sign(",  y =").Matrix("y").ToString(),
        Code = _code.OfDeclaration(),
    };

    private Step Sum(int l) => new()
    {
        Id = $"z{l}",
        Kind = "sum",
        Layer = l,
        Label = $"z{l}",
        Heading = $"Layer {l} adds up what reaches it",
        Equations = [$"z{l} {Shape($"z{l}")} = W{l} {Shape($"W{l}")} · {InputName(l)} {ShapeOfInput(l)} + b{l} {Shape($"b{l}")}"],
        Remark = "Each number of the layer before comes in over a line of the picture, times the weight on that line; the unit adds its bias.",
        Matrices = Matrices.Matrix($"z{l}").Sign("=").Matrix($"W{l}").Sign("·").Matrix(InputName(l)).Sign("+").Matrix($"b{l}").ToString(),
        Units = _units.OfSum(l),
        UnitName = $"z{l}",
        Code = _code.OfSum(l),
    };

    private Step Activation(int l)
    {
        ActivationFormula formula = _numbers.FormulaOf(l);
        string definition = formula.InSymbols.Replace("{0}", $"z{l}", StringComparison.Ordinal);
        return new()
        {
            Id = $"a{l}",
            Kind = "activation",
            Layer = l,
            Label = $"a{l}",
            Heading = l == Last ? $"Layer {l} gives its answer" : $"Layer {l} is activated",
            Equations = [$"a{l} {Shape($"a{l}")} = {formula.Name}(z{l}) = {definition}{(l == Last ? " = ŷ" : string.Empty)}"],
            Remark = l == Last && _numbers.IsFused ? $"{formula.Remark} {Verdict()}" : formula.Remark,
            Matrices = Matrices.Matrix($"a{l}").Sign($"= {formula.Name}").Matrix($"z{l}").ToString(),
            Units = _units.OfActivation(l),
            UnitName = $"a{l}",
            Code = _code.OfActivation(l),
        };
    }

    private string Verdict()
    {
        (Tensor output, Tensor target) = (_numbers[$"a{Last}"], _numbers["y"]);
        int right = Array.IndexOf(target.Values, 1);
        int taken = Array.IndexOf(output.Values, output.Values.Max());
        return taken == right
            ? $"The network takes this {right} for what it is, with a probability of {Html.Number(output, right)}."
            : $"The network takes this {right} for a {taken}: that has a probability of {Html.Number(output, taken)}, the {right} only one of "
                + $"{Html.Number(output, right)}.";
    }

    private Step Loss()
    {
        bool isSquared = _numbers.Loss == CompiledNet.Loss.HalfSquaredError;
        (Tensor output, Tensor target) = (_numbers[$"a{Last}"], _numbers["y"]);
        string sum = isSquared
            ? "½ (" + string.Join(" + ", Enumerable.Range(0, output.Rows).Select(Square)) + ")"
            : $"−ln {Html.Number(output, Array.IndexOf(target.Values, 1))}";
        return new()
        {
            Id = "loss",
            Kind = "loss",
            Layer = Last,
            Label = "L",
            Heading = "The loss: how wrong the answer is",
            Equations = [isSquared ? "L = ½ Σ (ŷ − y)²" : "L = −Σ y ln ŷ"],
            Remark = isSquared
                ? "One number, 0 where every output is its target. From here everything goes back: how much of it is due to "
                    + "each number of the network?"
                : "Only the output of the right digit counts, for y is 0 elsewhere: the loss is 0 where that one has the probability 1.",
            Units = [$"{sum} = {Html.Number("loss")}"],
            UnitName = "L",
            Code = _code.OfLoss(),
        };

        string Square(int j) => $"({Html.Number(output, j)} − {Html.Number(target, j)})²";
    }

    private Step OutputDelta()
    {
        ActivationFormula formula = _numbers.FormulaOf(Last);
        string delta = $"δ{Last} {Shape($"δ{Last}")} = ∂L/∂z{Last} = ";
        return new()
        {
            Id = $"delta{Last}",
            Kind = "delta",
            Layer = Last,
            Label = $"δ{Last}",
            Heading = $"How the loss changes with each z of layer {Last}",
            Equations = _numbers.IsFused
                ? [$"{delta}ŷ − y"]
                : [$"{delta}(ŷ − y) ⊙ {formula.Name}′(z{Last})", formula.Derivative],
            Remark = _numbers.IsFused
                ? "Softmax and this loss fit each other so well that everything but ŷ − y cancels. A negative δ asks for a larger z, a positive "
                    + $"one for a smaller one. {OneSample}"
                : "∂L/∂ŷ is ŷ − y; the way from z to ŷ adds the slope of the sigmoid, which is known from a alone. A positive δ asks for a smaller z. "
                    + OneSample,
            Matrices = _numbers.IsFused ? string.Empty : Matrices.Matrix($"δ{Last}").Sign("= (").Matrix($"a{Last}").Sign("−").Matrix("y")
                .Sign(") ⊙").Matrix($"a{Last}").Sign("⊙ (1 −").Matrix($"a{Last}").Sign(")").ToString(),
            Units = _units.OfOutputDelta(Last),
            UnitName = $"δ{Last}",
            Code = _code.OfOutputDelta(Last),
        };
    }

    private Step Delta(int l)
    {
        ActivationFormula formula = _numbers.FormulaOf(l);
        string weights = $"W{l + 1}ᵀ ({_numbers[$"W{l + 1}"].Columns}×{_numbers[$"W{l + 1}"].Rows})";
        MatrixEquation matrices = Matrices.Matrix($"δ{l}").Sign("= (").Transposed($"W{l + 1}").Sign("·").Matrix($"δ{l + 1}").Sign(") ⊙");
        return new()
        {
            Id = $"delta{l}",
            Kind = "delta",
            Layer = l,
            Label = $"δ{l}",
            Heading = $"δ goes back over the same lines to layer {l}",
            Equations =
            [
                $"δ{l} {Shape($"δ{l}")} = ({weights} · δ{l + 1} {Shape($"δ{l + 1}")}) ⊙ {formula.Name}′(z{l})",
                formula.Derivative,
            ],
            Remark = "The delta rule: a unit reaches the loss through every unit that it feeds, so it gets their δ, each times the weight between "
                + "them. The code does it in two parts: one layer passes Wᵀ · δ back, the other multiplies with its own slope.",
            Matrices = matrices.Matrix($"a{l}").Sign("⊙ (1 −").Matrix($"a{l}").Sign(")").ToString(),
            Units = _units.OfDelta(l),
            UnitName = $"δ{l}",
            Code = _code.OfDelta(l),
        };
    }

    private Step Gradients(int l) => new()
    {
        Id = $"gradients{l}",
        Kind = "gradient",
        Layer = l,
        Label = $"dW{l}",
        Heading = $"The gradients of layer {l}",
        Equations =
        [
            $"dW{l} {Shape($"dW{l}")} = δ{l} {Shape($"δ{l}")} · {InputName(l)}ᵀ (1×{_numbers.InputOf(l).Rows})",
            $"db{l} {Shape($"db{l}")} = δ{l} {Shape($"δ{l}")}",
        ],
        Remark = "dW is ∂L/∂W: for each line, what came in over it times the δ at its end. Where nothing came in, there is nothing to learn.",
        Matrices = Matrices.Matrix($"dW{l}").Sign("=").Matrix($"δ{l}").Sign("·").Transposed(InputName(l)).ToString(),
        Units = _units.OfGradients(l),
        UnitName = $"δ{l}",
        Code = _code.OfGradients(l),
    };

    private Step InputGradient() => new()
    {
        Id = "input",
        Kind = "input-gradient",
        Layer = 1,
        Label = "∂L/∂x",
        Heading = "How the loss changes with the input",
        Equations = [$"∂L/∂x {Shape("x")} = W1ᵀ ({_numbers["W1"].Columns}×{_numbers["W1"].Rows}) · δ1 {Shape("δ1")}"],
        Remark = "Nothing here is to be learned by it, but a layer before this one would go on from it. The code computes it only if asked for.",
        Matrices = Matrices.Matrix("dx").Sign("=").Transposed("W1").Sign("·").Matrix("δ1").ToString(),
        Units = _units.OfInputGradient(),
        UnitName = "x",
        Code = _code.OfInputGradient(),
    };

    private Step Update() => new()
    {
        Id = "update",
        Kind = "update",
        Layer = Last,
        Label = "w ← w − η dw",
        Heading = "The update: every weight takes a step downhill",
        Equations = ["W ← W − η dW", "b ← b − η db"],
        Remark = "Each weight and bias of every layer goes a little against its gradient. "
            + $"For this sample the loss falls from {Html.Number("loss")} to {Html.Number("lossAfter")} with η = {Html.Number("learningRate")}.",
        Matrices = string.Concat(Enumerable.Range(1, Last).Select(l => Matrices
            .Matrix($"W{l}′").Sign("=").Matrix($"W{l}").Sign("− η").Matrix($"dW{l}").ToString())),
        Units = [.. Enumerable.Range(1, Last).SelectMany(_units.OfUpdate)],
        UnitNames =
        [
            .. Enumerable.Range(1, Last).SelectMany(l =>
                Enumerable.Range(0, _numbers.Layers[l - 1].OutputSize).Select(j => $"W{l}[{j}, …] and b{l}[{j}]")),
        ],
        Code = _code.OfUpdate(),
    };

    private string LayerEquation(int l)
    {
        string sum = $"W{l} {Shape($"W{l}")} · {InputName(l)} {ShapeOfInput(l)} + b{l}";
        return $"a{l} {Shape($"a{l}")} = {_numbers.FormulaOf(l).Name}({sum}){(l == Last ? " = ŷ" : string.Empty)}";
    }

    private string Shape(string name) => $"({_numbers[name].Shape})";

    private string ShapeOfInput(int l) => $"({_numbers.InputOf(l).Shape})";

    private static string InputName(int l) => l == 1 ? "x" : $"a{l - 1}";
}

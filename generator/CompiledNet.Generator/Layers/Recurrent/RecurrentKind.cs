using System.Globalization;
using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Recurrent;

/// <summary>A layer that goes over the steps of a sequence and keeps a state: what GRU and LSTM have in common.</summary>
/// <param name="gates">Gates of a unit.</param>
internal abstract class RecurrentKind(int gates) : LayerKind<RecurrentModel, RecurrentPlan>
{
    /// <summary>The letters of the gates, in the order in which they lie.</summary>
    protected abstract string GateLetters { get; }

    public override LayerModel? Read(AttributeReader attribute, string name, Precision precision, Findings findings) =>
        RecurrentReader.Read(attribute, Name, name, gates, findings);

    protected override Shape? Infer(RecurrentModel model, IReadOnlyList<Shape> inputs, AttributeReader attribute, Findings findings)
    {
        if (!ShapeChecks.Is(2, this, inputs[0], attribute, findings))
        {
            return null;
        }

        // Training keeps the gates of every step.
        long kept = inputs[0].LongPositions * ParameterLayout.Lanes((long)model.Gates * model.Units, sizeof(float));
        if (kept > int.MaxValue)
        {
            findings.Add(
                Rules.SampleTooLarge, attribute.Location, $"What the layer '{model.Name}' keeps of its gates", kept.ToString("N0", CultureInfo.InvariantCulture));
            return null;
        }

        return inputs[0].WithChannels(model.Units);
    }

    protected override bool Models(LayerModel model) => model is RecurrentModel recurrent && recurrent.Kind == Name;

    protected override bool Plans(LayerPlan plan) => plan is RecurrentPlan recurrent && recurrent.Kind == Name;

    protected override IReadOnlyList<TensorModel> Tensors(RecurrentModel model)
    {
        int rows = model.Gates * model.Units;
        var input = new TensorModel("weight_ih", TensorRole.Weight, rows, model.InputSize);
        var recurrent = new TensorModel("weight_hh", TensorRole.Weight, rows, model.Units);
        return model.HasBias
            ? [input, recurrent, new TensorModel("bias_ih", TensorRole.Bias, rows), new TensorModel("bias_hh", TensorRole.Bias, rows)]
            : [input, recurrent];
    }

    protected override long MultiplyAdds(RecurrentModel model) =>
        model.Output.LongPositions * model.Gates * model.Units * ((long)model.InputSize + model.Units);

    protected override string Describe(RecurrentModel model) =>
        $"{Name} {model.Units.ToString(CultureInfo.InvariantCulture)}{(model.ResetsBefore ? " reset before" : "")}";

    protected override void Advise(RecurrentModel model, AttributeReader attribute, Findings findings)
    {
        if (!model.HasBias && attribute.NamedOrNull<int>("BiasInitializer") is not null)
        {
            findings.Add(
                AdviceRules.ArgumentWithoutEffect, attribute.LocationOf("BiasInitializer"), "BiasInitializer", "on a layer with Bias = false");
        }
    }

    protected override long PaddedLength(RecurrentModel model, int elementSize)
    {
        long rows = (long)model.Gates * model.Units;
        long lanes = ParameterLayout.Lanes(rows, elementSize);
        long transposed = rows * (ParameterLayout.Lanes(model.InputSize, elementSize) + ParameterLayout.Lanes(model.Units, elementSize));
        return Math.Max(lanes * ((long)model.InputSize + model.Units), transposed) + (2 * lanes) + (4 * ParameterLayout.Alignment / elementSize);
    }

    // Few sums do not hide the latency of a multiply-add, so a stream cuts them. Sequences of a fixed length also come in batches, which must have the bits of a single one.
    private static int Chains(RecurrentModel model, ParameterLayout layout)
    {
        int bytes = Math.Max(Tuning.BytesOfRegister, layout.Bytes(layout.Lanes(model.Units)));
        int most = Tuning.SumsOfStep * Tuning.BytesOfRegister / (model.Gates * bytes);
        return !model.Output.IsOpen || most < 2 ? 1 : most < 4 ? 2 : 4;
    }

    protected override RecurrentPlan Plan(RecurrentModel model, LayerPosition position, ParameterLayout layout) => new(
        model.Name,
        Name,
        position,
        OutputPlan.Choose(model.Output, Generator.Model.Activation.Identity, null, position, layout),
        new EquatableArray<TensorPlan>([.. Tensors(model).Select(layout.AddLanes)]),
        model.Gates,
        model.ResetsBefore,
        model.Initializer,
        model.BiasInitializer,
        RecurrentProducts.Choose(model.Units, model.Gates, model.InputSize, layout),
        Chains(model, layout));

    protected override ViewText View(Vocabulary vocabulary, RecurrentPlan plan)
    {
        string none = $"new {vocabulary.Type("TensorLayout")}(0, 0, 1, 1, 1)";
        string Layout(int tensor) => tensor < plan.Tensors.Count ? NetworkEmitter.Layout(vocabulary, plan.Tensors[tensor]) : none;
        string Size(TensorPlan tensor) => string.Join("×", tensor.Shape);
        string Place(string name, TensorPlan tensor, string column) =>
            $"{name} ({Size(tensor)}) from {tensor.Offset}, {name}[gate * {plan.Units} + unit, {column}] at {tensor.Offset} + {column} * {plan.Lanes} + gate * {plan.Units} + unit";
        return new ViewText
        {
            Type = "RecurrentView",
            Layouts = $"{Layout(0)}, {Layout(1)}, {Layout(2)}, {Layout(3)}",
            Documentation = $"W_ih ({Size(plan.InputWeights)}), W_hh ({Size(plan.RecurrentWeights)}){(plan.HasBias ? $", b_ih and b_hh ({plan.InputBiases.Rows})" : "")}, gates {GateLetters}: "
                + "<c>InputWeights[gate * units + unit, input]</c>, <c>RecurrentWeights[gate * units + unit, unit]</c>"
                + (plan.HasBias ? ", <c>InputBiases[gate * units + unit]</c>, <c>RecurrentBiases[gate * units + unit]</c>" : ""),
            Places =
            [
                Place("W_ih", plan.InputWeights, "input"),
                Place("W_hh", plan.RecurrentWeights, "unit of the step before"),
                .. plan.HasBias
                    ? new[] { $"b_ih ({plan.InputBiases.Rows}) from {plan.InputBiases.Offset}", $"b_hh ({plan.RecurrentBiases.Rows}) from {plan.RecurrentBiases.Offset}" }
                    : [],
            ],
            WorkspaceType = "RecurrentWorkspaceView",
            Gradients = $"dW_ih ({Size(plan.InputWeights)}), dW_hh ({Size(plan.RecurrentWeights)}), db_ih and db_hh ({(plan.HasBias ? plan.InputBiases.Rows : 0)}), and ",
            WatchedWeights = "RecurrentWeights",
            WatchedBiases = "RecurrentBiases",
        };
    }

    protected override void EmitInitialization(CodeWriter writer, Vocabulary vocabulary, RecurrentPlan plan) => writer.Line(
        $"{vocabulary.Type("ParameterInitializer")}.Recurrent(this.{Identifier.Escape(plan.Name)}, {vocabulary.Type("Initializer")}.{plan.Initializer}, "
        + $"{vocabulary.Type("BiasInitializer")}.{plan.BiasInitializer}, seed, layer: {plan.Index});");

    protected override string GradientEquation(RecurrentPlan plan)
    {
        var n = new LayerNames(plan);
        return $"dW_ih = Σ_t δ[t] · {n.X}[t],  dW_hh = Σ_t δ[t] · h[t−1]" + (plan.HasBias ? ",  db_ih and db_hh = Σ_t δ[t]" : "");
    }

    protected override string InputGradient(RecurrentPlan plan, int input) => "W_ihᵀ · δ[t] of the gates";

    protected override void EmitKernels(CodeWriter writer, Vocabulary vocabulary, RecurrentPlan plan) =>
        new RecurrentKernels(writer, vocabulary, plan).Emit();
}

using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Recurrent;

/// <summary>The kernels of a GRU or an LSTM, which are the library's: their shape as a struct, and calls.</summary>
internal sealed class RecurrentKernels(CodeWriter w, Vocabulary v, RecurrentPlan layer)
{
    private readonly LayerNames _n = new(layer);
    private readonly SampleKernelWriter _k = new(w, v, layer);

    private string Shape => "CellOf" + layer.Name;

    private string Result => layer.KeepsPreActivation ? _n.BatchZ : _n.BatchA;

    private string X => LayerNames.BatchOf(layer.Input.Value);

    private string Steps => layer.IsOpen ? "steps" : LayerNames.Text(layer.Rows);

    public void Emit()
    {
        w.Line($"// {layer.Kind} {layer.Units}: {layer.Gates} gates of {layer.Units} units in {layer.Lanes} lanes");
        EmitForward(layer.Forward, () => w.Line(
            $"{Call("Forward")}(parameters, {X}, {layer.KeptGates.Name}, {layer.KeptBeside.Name}, {layer.Work.Name}, {layer.State?.Name ?? "default"}, {Result}, {Steps}, samples);"));
        w.Line();
        EmitForward(layer.Inference, EmitInference);
        w.Line();
        _k.Rows.EmitMethod(layer, layer.Prepare, () => w.Line(
            $"{Call("Transpose")}(parameters, {layer.InputTransposed.Name}, {layer.RecurrentTransposed.Name});"));
        w.Line();
        _k.Rows.EmitMethod(layer, layer.PassBack, EmitPassBack);
        w.Line();
        w.Line($"// Rows [first, first + count) of dW_ih, one for each input, and of dW_hh after them, one for each unit{(layer.HasBias ? "; also db_ih and db_hh when first is 0" : "")}");
        _k.Rows.EmitMethod(layer, layer.BackwardWeights, () => w.Line(
            $"{Call("BackwardWeights")}({X}, {layer.KeptBeside.Name}, {Deltas}, gradients, {Steps}, samples, accumulate, first, count);"));
        w.Line();
        EmitShape();
        ActivationStructs.Emit(w, v, layer);
    }

    private string Deltas => layer.InputDeltas.Name
        + (layer.HasRecurrentDeltas ? $", {layer.RecurrentDeltas.Name}, {(layer.ResetsBefore ? layer.ResetDeltas.Name : "default")}" : "");

    private string Call(string method) => $"{v.Type(layer.Gates == 3 ? "GruSteps" : "LstmSteps")}.{method}<{Shape}, {v.T}>";

    private void EmitForward(StepPlan step, Action body)
    {
        if (!layer.KeepsPreActivation)
        {
            _k.Rows.EmitMethod(layer, step, body);
            return;
        }

        _k.EmitMethod(step, () =>
        {
            body();
            ActivationKernel.EmitForward(_k.Rows, layer);
        });
    }

    private void EmitInference()
    {
        string work = layer.InferenceWork.Name;
        if (layer.State is { } kept)
        {
            w.Line($"{Call("Infer")}(parameters, {X}, {kept.Name}, {work}, {Result}, {Steps}, samples);");
            return;
        }

        string length = $"samples * {layer.StateLength}";
        w.Line($"{v.Span} state = {work}.Slice(0, {length});");
        w.Line("state.Clear();");
        w.Line($"{Call("Infer")}(parameters, {X}, state, {work}.Slice({length}), {Result}, {Steps}, samples);");
    }

    private void EmitPassBack()
    {
        w.Line($"{Call("BackwardData")}(");
        using (w.Indent())
        {
            w.Line($"{_n.BatchDelta}, {layer.KeptGates.Name}, {layer.KeptBeside.Name}, {layer.InputTransposed.Name}, {layer.RecurrentTransposed.Name}, "
                + $"{Deltas}, {layer.Work.Name}, d{X}, {Steps}, samples);");
        }
    }

    private void EmitShape()
    {
        ValuePlan input = layer.Input.Value;
        using (w.Block($"private readonly struct {Shape} : {v.Type("IRecurrentShape")}<{v.T}>"))
        {
            Constant("Units", layer.Units);
            Constant("Inputs", layer.InputSize);
            Constant("Gates", layer.Gates);
            Constant("Lanes", layer.Lanes);
            Constant("UnitLanes", layer.Stride);
            Constant("InputStride", input.Stride);
            Constant("InputLanes", input.Lanes);
            Constant("InputWeightsStart", layer.InputWeights.Offset);
            Constant("RecurrentWeightsStart", layer.RecurrentWeights.Offset);
            if (layer.HasBias)
            {
                ProductShape.EmitConstant(w, v, "bool HasBiases", "true");
                Constant("InputBiasesStart", layer.InputBiases.Offset);
                Constant("RecurrentBiasesStart", layer.RecurrentBiases.Offset);
            }

            if (layer.Chains > 1)
            {
                Constant("Chains", layer.Chains);
            }

            if (layer.ResetsBefore)
            {
                ProductShape.EmitConstant(w, v, "bool ResetsBefore", "true");
            }

            if (layer.Input.AddsGradient)
            {
                ProductShape.EmitConstant(w, v, "bool AddsInputGradient", "true");
            }

            Tiles("Input", layer.Shapes.Input);
            Tiles("Recurrent", layer.Shapes.Recurrent);
            Tiles("StateGradient", layer.Shapes.StateGradient);
            Tiles("Gradient", layer.Shapes.Gradients);
            Tiles("InputGradient", layer.Shapes.InputGradient);
        }
    }

    private void Tiles(string of, ProductPlan product)
    {
        Constant(of + "TileRows", product.TileRows, Tuning.TileRows);
        Constant(of + "TileRowsOf16", product.TileRowsOf16, Tuning.TileRowsOf16);
    }

    private void Constant(string name, int value, int usual = -1)
    {
        if (value != usual)
        {
            ProductShape.EmitConstant(w, v, "int " + name, LayerNames.Text(value));
        }
    }
}

using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>Inference of one sample through a dense layer at one width: the units in the lanes, tile by tile.</summary>
/// <param name="w">The text.</param>
/// <param name="v">Its words.</param>
/// <param name="layer">The layer.</param>
/// <param name="wide">Registers of the width that is written, which may have more lanes than the layer has units.</param>
/// <param name="place">Where the sample is.</param>
internal sealed class DenseSample(CodeWriter w, Vocabulary v, DensePlan layer, Registers wide, SamplePlace place)
{
    // Of units: no wider than the layer.
    private readonly Registers _registers = wide.AtMost(layer.Stride);

    private int Lanes => layer.Weights.ColumnStride;

    private int RegisterCount => Lanes / _registers.Count;

    // A softmax over more than one register works on memory.
    private bool IsSoftmaxOnMemory => layer.Activation == Activation.Softmax && RegisterCount > 1;

    private bool IsOnRegisters => layer.Activation is not Activation.Identity && !IsSoftmaxOnMemory;

    // In the library, and so is σ where the product of a batch applies it.
    private bool ActivatesSums => layer.Sum.IsCut
        ? IsOnRegisters && layer.ActivatesSums
        : IsOnRegisters && (layer.Function.IsCheap || RegisterCount <= Tuning.MostActivatedAtOnce || place.IsHeld);

    // The only tile of the last layer is stored where the caller wants it, without the lanes after it.
    private bool StoresPart =>
        layer.IsLast && layer.Stride != layer.OutputSize && !IsSoftmaxOnMemory && !layer.Sum.IsCut && Tiles.Count == 1 && Tiles[0].Number == 1
        && (ActivatesSums || !IsOnRegisters);

    // What stays in registers is computed in one tile, and so is what comes in turns.
    private IReadOnlyList<(int Size, int Number)> Tiles => SampleProductPlan.Tiles(
        RegisterCount, place.IsHeld || Turns > 1 ? RegisterCount : Math.Max(1, _registers.MostSums / layer.Sum.Chains));

    private int Turns => place.IsHeld ? 1 : SampleProductPlan.Turns(layer.Sum, RegisterCount, layer.InputSize, _registers.MostSums);

    public void Emit()
    {
        var n = new LayerNames(layer);
        w.Line(
            $"// {n.Z} = {n.W} · {n.X}{(layer.HasBias ? " + " + n.B : "")}: {layer.OutputSize} units in {RegisterCount} × {_registers.Count} lanes, "
            + $"{layer.Sum.Chains} {(layer.Sum.Chains == 1 ? "chain" : "chains")}");
        for (int r = 0; place.HeldOutput is not null && r < RegisterCount; r++)
        {
            w.Line($"{_registers.Type} {place.HeldOutput.Register(r)};");
        }

        if (layer.Sum.IsCut)
        {
            EmitProduct();
            EmitActivation(n);
            return;
        }

        int start = 0;
        foreach ((int size, int number) in Tiles)
        {
            int width = size * _registers.Count;
            if (number == 1)
            {
                using (w.Braces())
                {
                    EmitTile(size, LayerNames.Text(start), LayerNames.Text(layer.Weights.Offset + start), LayerNames.Text(layer.Biases.Offset + start));
                }
            }
            else
            {
                using (w.Block($"for ({v.Offset} n = {start}; n < {start + (number * width)}; n += {width})"))
                {
                    EmitTile(size, "n", $"{layer.Weights.Offset} + n", $"{layer.Biases.Offset} + n");
                }
            }

            start += number * width;
        }

        EmitActivation(n);
    }

    private void EmitProduct()
    {
        using (w.Braces())
        {
            EmitReference("w", "p", LayerNames.Text(layer.Weights.Offset));
            EmitReference("b", "p", LayerNames.Text(layer.HasBias ? layer.Biases.Offset : layer.Weights.Offset));
            EmitReference("i", place.Input, "0");
            EmitReference("a", place.Output, "0");
            w.Line(
                $"{v.Type("VectorProduct")}.Run<{ElementFunctionCode.ShapeName(layer)}, {_registers.Simd}, {v.T}>(ref i, ref w, ref a, ref b);");
        }
    }

    private void EmitTile(int size, string start, string weights, string biases)
    {
        EmitReference("w", "p", weights);
        if (place.HeldInput is null)
        {
            EmitReference("i", place.Input, "0");
        }

        if (layer.HasBias)
        {
            EmitReference("b", "p", biases);
        }

        DenseSum.Of(w, v, layer, wide, size, Turns, place.HeldInput).Emit();
        EmitStores(size, start);
    }

    private void EmitStores(int size, string start)
    {
        if (ActivatesSums)
        {
            for (int r = 0; r < size; r++)
            {
                w.Line($"{DenseSum.Name(0, r)} = {Activated(DenseSum.Name(0, r))};");
            }
        }

        if (place.HeldOutput is not null)
        {
            for (int r = 0; r < size; r++)
            {
                w.Line($"{place.HeldOutput.Register(r)} = {DenseSum.Name(0, r)};");
            }

            return;
        }

        EmitReference("a", StoresPart ? "y" : place.Output, start);
        for (int r = 0; r < size; r++)
        {
            int left = layer.OutputSize - (r * _registers.Count);
            if (StoresPart && left <= 0)
            {
                break; // A narrow register may hold nothing but padding.
            }

            w.Line(StoresPart && left < _registers.Count
                ? $"{v.Type("PartialStore")}.Store({DenseSum.Name(0, r)}, ref {(r == 0 ? "a" : $"{v.Type("Unsafe")}.Add(ref a, {r * _registers.Count})")}, {left});"
                : _registers.Store(DenseSum.Name(0, r), "a", r * _registers.Count));
        }
    }

    private void EmitActivation(LayerNames n)
    {
        if (StoresPart || place.HeldOutput is not null)
        {
            return;
        }

        if (IsOnRegisters && !ActivatesSums)
        {
            w.Line();
            using (w.Block($"for ({v.Offset} n = 0; n < {Lanes}; n += {_registers.Count})"))
            {
                EmitReference("a", place.Output, "n");
                w.Line(_registers.Store(Activated(_registers.Load("a", 0)), "a", 0));
            }
        }

        if (IsSoftmaxOnMemory)
        {
            w.Line();
            string target = layer.IsLast ? "y" : place.Output;
            w.Line(
                $"{v.Type("SoftmaxRows")}.RunRow<{ElementFunctionCode.ShapeName(layer)}, {_registers.Simd}, {v.T}>("
                + $"ref {place.Output}, ref {target});");
        }
        else if (layer.IsLast && layer.Stride != layer.OutputSize)
        {
            w.Line();
            w.Line(
                $"{v.Type("MemoryMarshal")}.CreateReadOnlySpan(ref {place.Output}, {layer.OutputSize})"
                + $".CopyTo({v.Type("MemoryMarshal")}.CreateSpan(ref y, {layer.OutputSize}));");
        }
    }

    private string Activated(string z)
    {
        string function = place.CallsActivation ? "Apply" + layer.Name : ElementFunctionCode.OnRegister(v, layer, _registers.Simd);
        return $"{function}(new {_registers.Simd}({z})).Lanes";
    }

    private void EmitReference(string local, string reference, string start) =>
        w.Line(start == "0"
            ? $"ref {v.T} {local} = ref {reference};"
            : $"ref {v.T} {local} = ref {v.Type("Unsafe")}.Add(ref {reference}, {start});");
}

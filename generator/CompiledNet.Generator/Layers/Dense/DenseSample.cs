using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>Inference of one sample through a dense layer at one width: the units in the lanes, tile by tile.</summary>
internal sealed class DenseSample(CodeWriter w, Vocabulary v, DensePlan layer, Registers registers, SamplePlace place)
{
    // A tile of at most so many multiply-adds is written without a loop.
    private const int MostStraight = 48;

    private int Lanes => layer.Weights.ColumnStride;

    private int RegisterCount => Lanes / registers.Count;

    // A softmax over more than one register works on memory.
    private bool IsSoftmaxOnMemory => layer.Activation == Activation.Softmax && RegisterCount > 1;

    private bool IsOnRegisters => layer.Activation is not Activation.Identity && !IsSoftmaxOnMemory;

    private bool ActivatesSums =>
        IsOnRegisters && (VectorActivationCode.IsCheap(layer.Activation) || RegisterCount <= SamplePlace.MostActivatedAtOnce || place.IsHeld);

    // The only tile of the last layer is stored where the caller wants it, without the lanes after it.
    private bool StoresPart =>
        layer.IsLast && layer.Stride != layer.OutputSize && !IsSoftmaxOnMemory && Tiles.Count == 1 && Tiles[0].Number == 1
        && (ActivatesSums || !IsOnRegisters);

    // What stays in registers is computed in one tile.
    private IReadOnlyList<(int Size, int Number)> Tiles => SampleProductPlan.Tiles(
        RegisterCount, place.IsHeld ? RegisterCount : Math.Max(1, registers.MostSums / layer.Chains));

    public void Emit()
    {
        var n = new LayerNames(layer);
        w.Line(
            $"// {n.Z} = {n.W} · {n.X}{(layer.HasBias ? " + " + n.B : "")}: {layer.OutputSize} units in {RegisterCount} × {registers.Count} lanes, "
            + $"{layer.Chains} {(layer.Chains == 1 ? "chain" : "chains")}");
        for (int r = 0; place.HeldOutput is not null && r < RegisterCount; r++)
        {
            w.Line($"{registers.Type} {place.HeldOutput.Register(r)};");
        }

        int start = 0;
        foreach ((int size, int number) in Tiles)
        {
            int width = size * registers.Count;
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

        bool isStraight = place.HeldInput is not null || layer.InputSize * size <= MostStraight;
        for (int chain = 0; chain < layer.Chains; chain++)
        {
            for (int r = 0; r < size; r++)
            {
                string first = chain > 0 || !layer.HasBias ? registers.Zero : registers.Load("b", r * registers.Count);
                w.Line($"{registers.Type} {Sum(chain, r)} = {first};");
            }
        }

        if (isStraight)
        {
            EmitInputs("x", layer.InputSize, size);
        }
        else
        {
            using (w.Block($"for (int k = 0; k < {layer.InputSize / layer.Chains}; k++)"))
            {
                EmitInputs("x", layer.Chains, size);
                w.Line($"i = ref {v.Type("Unsafe")}.Add(ref i, {layer.Chains});");
                w.Line($"w = ref {v.Type("Unsafe")}.Add(ref w, {layer.Chains * Lanes});");
            }

            EmitInputs("rest", layer.InputSize % layer.Chains, size);
        }

        for (int step = 1; step < layer.Chains; step *= 2)
        {
            for (int chain = 0; chain < layer.Chains; chain += 2 * step)
            {
                for (int r = 0; r < size; r++)
                {
                    w.Line($"{Sum(chain, r)} += {Sum(chain + step, r)};");
                }
            }
        }

        EmitStores(size, start);
    }

    // The next inputs, dealt out to the chains one after the other.
    private void EmitInputs(string name, int count, int size)
    {
        for (int k = 0; k < count; k++)
        {
            string input = place.HeldInput?.Element(k) ?? (k == 0 ? "i" : $"{v.Type("Unsafe")}.Add(ref i, {k})");
            w.Line($"{registers.Type} {name}{k} = {registers.Create(input)};");
            for (int r = 0; r < size; r++)
            {
                string sum = Sum(k % layer.Chains, r);
                w.Line($"{sum} = {registers.MultiplyAdd($"{name}{k}", registers.Load("w", (k * Lanes) + (r * registers.Count)), sum)};");
            }
        }
    }

    private void EmitStores(int size, string start)
    {
        if (ActivatesSums)
        {
            for (int r = 0; r < size; r++)
            {
                w.Line($"{Sum(0, r)} = {Activated(Sum(0, r))};");
            }
        }

        if (place.HeldOutput is not null)
        {
            for (int r = 0; r < size; r++)
            {
                w.Line($"{place.HeldOutput.Register(r)} = {Sum(0, r)};");
            }

            return;
        }

        EmitReference("a", StoresPart ? "y" : place.Output, start);
        for (int r = 0; r < size; r++)
        {
            int left = layer.OutputSize - (r * registers.Count);
            w.Line(StoresPart && left < registers.Count
                ? $"{v.Type("PartialStore")}.Store({Sum(0, r)}, ref {(r == 0 ? "a" : $"{v.Type("Unsafe")}.Add(ref a, {r * registers.Count})")}, {left});"
                : registers.Store(Sum(0, r), "a", r * registers.Count));
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
            using (w.Block($"for ({v.Offset} n = 0; n < {Lanes}; n += {registers.Count})"))
            {
                EmitReference("a", place.Output, "n");
                w.Line(registers.Store(Activated(registers.Load("a", 0)), "a", 0));
            }
        }

        if (IsSoftmaxOnMemory)
        {
            w.Line();
            string target = layer.IsLast ? "y" : place.Output;
            w.Line(
                $"{v.Type("SoftmaxRows")}.Run<{ElementFunctionCode.ShapeName(layer)}, {registers.Simd}, {v.T}>("
                + $"ref {place.Output}, ref {target}, {layer.ActivationStride}, 1);");
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
        string function = place.CallsActivation ? "Apply" + layer.Name : ElementFunctionCode.OnRegister(v, layer, registers.Simd);
        return $"{function}(new {registers.Simd}({z})).Lanes";
    }

    private static string Sum(int chain, int register) => $"c{chain}_{register}";

    private void EmitReference(string local, string reference, string start) =>
        w.Line(start == "0"
            ? $"ref {v.T} {local} = ref {reference};"
            : $"ref {v.T} {local} = ref {v.Type("Unsafe")}.Add(ref {reference}, {start});");
}

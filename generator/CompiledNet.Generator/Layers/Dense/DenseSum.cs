using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>The sums of a tile over the inputs of one sample, a register of units each: b + W · x. They end in the first chain.</summary>
internal sealed class DenseSum(CodeWriter w, Vocabulary v, DensePlan layer, Registers registers, HeldSample? heldInput)
{
    // A tile of at most so many multiply-adds is written without a loop.
    private const int MostStraight = 48;

    // With more registers a column takes so many loads that those of the inputs make no difference.
    private const int MostRegistersOfPairs = 4;

    private int Lanes => layer.Weights.ColumnStride;

    private int Chains => layer.Sum.Chains;

    /// <summary>A part of the sum of one register.</summary>
    public static string Name(int chain, int register) => $"c{LayerNames.Text(chain)}_{LayerNames.Text(register)}";

    /// <summary>Adds up chains by halves.</summary>
    public static void EmitAddition(CodeWriter w, int chains, Func<int, int, string> name, int size)
    {
        for (int step = chains / 2; step >= 1; step /= 2)
        {
            for (int chain = 0; chain < step; chain++)
            {
                for (int r = 0; r < size; r++)
                {
                    w.Line($"{name(chain, r)} += {name(chain + step, r)};");
                }
            }
        }
    }

    /// <summary>The sums of a tile of so many registers, whose weights begin at w, biases at b and inputs at i.</summary>
    public void Emit(int size)
    {
        for (int chain = 0; chain < Chains; chain++)
        {
            for (int r = 0; r < size; r++)
            {
                string first = chain > 0 || !layer.HasBias ? registers.Zero : registers.Load("b", r * registers.Count);
                w.Line($"{registers.Type} {Name(chain, r)} = {first};");
            }
        }

        // The order of a sum must not depend on the tile, which is another one at another width.
        if (heldInput is not null || (layer.Sum.Places == 1 && layer.InputSize * size <= MostStraight))
        {
            EmitInputs("x", layer.InputSize, size);
        }
        else
        {
            EmitLoop(size);
        }

        EmitAddition(w, Chains, Name, size);
    }

    private void EmitLoop(int size)
    {
        int places = layer.Sum.Places;
        int columns = Math.Max(Chains, places);
        int steps = layer.InputSize / columns;
        int ofPlace = columns / places;
        using (w.Block($"for (int k = 0; k < {steps}; k++)"))
        {
            if (places == 1)
            {
                EmitInputs("x", columns, size);
            }
            else
            {
                for (int k = 0; k < columns; k++)
                {
                    EmitInput("x", k, (k % places * steps * ofPlace) + (k / places), size);
                }
            }

            EmitAdvance(ofPlace);
        }

        int left = layer.InputSize % columns;
        if (left > 0 && places > 1)
        {
            EmitAdvance((places - 1) * steps * ofPlace);
        }

        EmitInputs("rest", left, size);
    }

    // The next inputs, dealt out to the chains one after the other.
    private void EmitInputs(string name, int count, int size)
    {
        bool arePaired = heldInput is null && registers.HasPairs && size <= MostRegistersOfPairs;
        for (int k = 0; k < count; k++)
        {
            if (arePaired && k + (k % 2 == 0 ? 1 : 0) < count)
            {
                EmitPaired(name, k, size);
            }
            else
            {
                EmitInput(name, k, k, size);
            }
        }
    }

    private void EmitInput(string name, int k, int column, int size)
    {
        w.Line($"{registers.Type} {name}{k} = {registers.Create(heldInput?.Element(k) ?? Input(column))};");
        EmitColumn($"{name}{k}", k % Chains, column, size);
    }

    // Two inputs in one load, for the loads are the limit of a narrow layer.
    private void EmitPaired(string name, int k, int size)
    {
        string pair = $"{name}{k / 2 * 2}and{(k / 2 * 2) + 1}";
        if (k % 2 == 0)
        {
            w.Line($"{registers.Type} {pair} = {registers.CreatePair(Input(k))};");
        }

        w.Line($"{registers.Type} {name}{k} = {registers.OfPair(pair, k % 2)};");
        EmitColumn($"{name}{k}", k % Chains, k, size);
    }

    private void EmitColumn(string input, int chain, int column, int size)
    {
        for (int r = 0; r < size; r++)
        {
            string sum = Name(chain, r);
            w.Line($"{sum} = {registers.MultiplyAdd(input, registers.Load("w", (column * Lanes) + (r * registers.Count)), sum)};");
        }
    }

    private string Input(int column) => column == 0 ? "i" : $"{v.Type("Unsafe")}.Add(ref i, {LayerNames.Text(column)})";

    private void EmitAdvance(int columns)
    {
        w.Line($"i = ref {v.Type("Unsafe")}.Add(ref i, {columns});");
        w.Line($"w = ref {v.Type("Unsafe")}.Add(ref w, {columns * Lanes});");
    }
}

using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>
/// The sums of a tile over the inputs of one sample, a register of units each: b + W · x. Weights begin at w, biases at b and inputs at i; the sums end
/// in the first chain. What is here is the same however the inputs are dealt out to the chains.
/// </summary>
/// <param name="w">The text.</param>
/// <param name="v">Its words.</param>
/// <param name="layer">The layer.</param>
/// <param name="registers">Registers of units, no wider than the layer.</param>
/// <param name="size">How many of them the tile has.</param>
internal abstract class DenseSum(CodeWriter w, Vocabulary v, DensePlan layer, Registers registers, int size)
{
    protected int Lanes => layer.Weights.ColumnStride;

    protected int Chains => layer.Sum.Chains;

    /// <summary>The sums as the plan wants them at one width.</summary>
    /// <param name="w">The text.</param>
    /// <param name="v">Its words.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="wide">Registers of the width that is written.</param>
    /// <param name="size">How many registers of units the tile has.</param>
    /// <param name="turns">In how many turns its chains come; 1 for all at once.</param>
    /// <param name="heldInput">The registers that hold the inputs, or null.</param>
    public static DenseSum Of(CodeWriter w, Vocabulary v, DensePlan layer, Registers wide, int size, int turns, HeldSample? heldInput)
    {
        Registers registers = wide.AtMost(layer.Stride);
        if (!layer.Sum.PacksInputs)
        {
            return new DenseSumInOrder(w, v, layer, registers, size, turns, heldInput);
        }

        // What stays in registers is too few inputs for that.
        return registers.Count < wide.Count
            ? new DensePackedSum(w, v, layer, wide, registers)
            : new DenseSumInSteps(w, v, layer, registers, size);
    }

    /// <summary>A part of the sum of one register.</summary>
    public static string Name(int chain, int register) => $"c{LayerNames.Text(chain)}_{LayerNames.Text(register)}";

    /// <summary>Writes the sums.</summary>
    public abstract void Emit();

    /// <summary>Declares chains, of a turn those that come in it: of each register the first begins with what is said, the others with 0.</summary>
    protected void EmitStart(int chains, Func<int, int, string> name, Func<int, string> first, int turn = 0, int turns = 1)
    {
        for (int chain = turn; chain < chains; chain += turns)
        {
            for (int r = 0; r < size; r++)
            {
                w.Line($"{registers.Type} {name(chain, r)} = {(chain == 0 ? first(r) : registers.Zero)};");
            }
        }
    }

    /// <summary>Adds up chains by halves, of a turn those that came in it.</summary>
    protected void EmitAddition(int chains, Func<int, int, string> name, int turn = 0, int turns = 1)
    {
        for (int step = chains / 2; step >= turns; step /= 2)
        {
            for (int chain = turn; chain < step; chain += turns)
            {
                for (int r = 0; r < size; r++)
                {
                    w.Line($"{name(chain, r)} += {name(chain + step, r)};");
                }
            }
        }
    }

    /// <summary>Puts an input into all lanes, and adds its column times it to a chain.</summary>
    protected void EmitInput(string input, string value, int column, Func<int, string> sum) => EmitLanes(input, registers.Create(value), column, sum);

    /// <summary>The same for an input that is in all lanes; it has a name where it is used more than once.</summary>
    protected void EmitLanes(string input, string lanes, int column, Func<int, string> sum)
    {
        if (size == 1)
        {
            EmitColumn(lanes, column, sum);
            return;
        }

        w.Line($"{registers.Type} {input} = {lanes};");
        EmitColumn(input, column, sum);
    }

    /// <summary>Adds a column of W times an input to a chain.</summary>
    protected void EmitColumn(string input, int column, Func<int, string> sum)
    {
        for (int r = 0; r < size; r++)
        {
            w.Line($"{sum(r)} = {registers.MultiplyAdd(input, registers.Load("w", (column * Lanes) + (r * registers.Count)), sum(r))};");
        }
    }

    /// <summary>Goes on to later inputs and their columns.</summary>
    protected void EmitAdvance(int columns)
    {
        w.Line($"i = ref {v.Type("Unsafe")}.Add(ref i, {columns});");
        w.Line($"w = ref {v.Type("Unsafe")}.Add(ref w, {columns * Lanes});");
    }

    protected string Input(int column) => column == 0 ? "i" : $"{v.Type("Unsafe")}.Add(ref i, {LayerNames.Text(column)})";

    protected string Bias(int register) => layer.HasBias ? registers.Load("b", register * registers.Count) : registers.Zero;
}

using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>
/// The sum of a layer whose units fill no register of the widest kind, over the inputs of one sample: a register takes the columns of several inputs,
/// which lie one after the other, and each of those inputs as often as a column has lanes. Narrower registers form the same chains. The sum ends
/// where that of <see cref="DenseSum"/> does.
/// </summary>
/// <param name="w">The text.</param>
/// <param name="v">Its words.</param>
/// <param name="layer">The layer.</param>
/// <param name="wide">Registers of the width that is written.</param>
/// <param name="size">Registers of a tile: more than one where even these registers are narrower than the layer.</param>
internal sealed class DensePackedSum(CodeWriter w, Vocabulary v, DensePlan layer, Registers wide, int size)
{
    private readonly Registers _narrow = wide.AtMost(layer.Stride);

    private int Lanes => layer.Weights.ColumnStride;

    private int Chains => layer.Sum.Chains;

    // Inputs of a register.
    private int Group => wide.Count / Lanes;

    private int Steps => layer.InputSize / layer.Sum.Packed;

    private int Rest => layer.InputSize % layer.Sum.Packed;

    /// <summary>The sum, whose weights begin at w, biases at b and inputs at i.</summary>
    public void Emit()
    {
        if (Group <= 1)
        {
            for (int chain = 0; chain < Chains; chain++)
            {
                for (int r = 0; r < size; r++)
                {
                    w.Line($"{_narrow.Type} {DenseSum.Name(chain, r)} = {(chain == 0 && layer.HasBias ? Bias(r) : _narrow.Zero)};");
                }
            }

            EmitLoop(EmitColumns);
            DenseSum.EmitAddition(w, Chains, DenseSum.Name, size);
        }
        else
        {
            for (int group = 0; group < Chains / Group; group++)
            {
                string first = group == 0 && layer.HasBias ? wide.WidenedFrom(_narrow, Bias(0)) : wide.Zero;
                w.Line($"{wide.Type} {GroupName(group, 0)} = {first};");
            }

            for (int first = 0; first < wide.Count; first += Group)
            {
                w.Line($"{wide.IndexType} from{first} = {wide.Repeat(first, Lanes)};");
            }

            EmitLoop(EmitGroups);
            EmitAddition();
        }

        EmitRest();
    }

    // A register of as many chains as it takes inputs.
    private static string GroupName(int group, int register) => $"g{LayerNames.Text(group)}";

    private static string RestName(int chain, int register) => $"rest{LayerNames.Text(chain)}_{LayerNames.Text(register)}";

    private string Bias(int register) => _narrow.Load("b", register * _narrow.Count);

    private void EmitLoop(Action emitStep)
    {
        using (w.Block($"for (int k = 0; k < {Steps}; k++)"))
        {
            emitStep();
            w.Line($"i = ref {v.Type("Unsafe")}.Add(ref i, {layer.Sum.Packed});");
            w.Line($"w = ref {v.Type("Unsafe")}.Add(ref w, {layer.Sum.Packed * Lanes});");
        }
    }

    private void EmitColumns()
    {
        for (int k = 0; k < layer.Sum.Packed; k++)
        {
            EmitColumn($"x{LayerNames.Text(k)}", k, DenseSum.Name, k % Chains);
        }
    }

    private void EmitGroups()
    {
        for (int k = 0; k < layer.Sum.Packed; k += Group)
        {
            int first = k % wide.Count;
            if (first == 0)
            {
                w.Line($"{wide.Type} x{LayerNames.Text(k)} = {wide.Load("i", k)};");
            }

            string sum = GroupName(k % Chains / Group, 0);
            string inputs = wide.Shuffle($"x{LayerNames.Text(k - first)}", $"from{LayerNames.Text(first)}");
            w.Line($"{sum} = {wide.MultiplyAdd(inputs, wide.Load("w", k * Lanes), sum)};");
        }
    }

    // Chains of different registers, then those of one: always the second half to the first.
    private void EmitAddition()
    {
        DenseSum.EmitAddition(w, Chains / Group, GroupName, size: 1);
        string sum = GroupName(0, 0);
        for (Registers registers = wide; registers.Bits > _narrow.Bits;)
        {
            Registers half = registers.AtMost(registers.Count / 2);
            string name = half.Bits == _narrow.Bits ? DenseSum.Name(0, 0) : $"half{LayerNames.Text(half.Bits)}";
            w.Line($"{half.Type} {name} = {registers.HalfSum(sum)};");
            sum = name;
            registers = half;
        }
    }

    // In chains of its own, since the others may be in one register by now.
    private void EmitRest()
    {
        if (Rest == 0)
        {
            return;
        }

        int chains = Math.Min(Rest, SumPlan.ChainsOfRest);
        for (int chain = 0; chain < chains; chain++)
        {
            for (int r = 0; r < size; r++)
            {
                w.Line($"{_narrow.Type} {RestName(chain, r)} = {_narrow.Zero};");
            }
        }

        for (int k = 0; k < Rest; k++)
        {
            EmitColumn($"last{LayerNames.Text(k)}", k, RestName, k % chains);
        }

        for (int r = 0; r < size; r++)
        {
            string sum = chains switch
            {
                1 => RestName(0, r),
                2 => $"{RestName(0, r)} + {RestName(1, r)}",
                3 => $"{RestName(0, r)} + {RestName(1, r)} + {RestName(2, r)}",
                _ => $"({RestName(0, r)} + {RestName(2, r)}) + ({RestName(1, r)} + {RestName(3, r)})",
            };
            w.Line($"{DenseSum.Name(0, r)} += {sum};");
        }
    }

    private void EmitColumn(string input, int column, Func<int, int, string> name, int chain)
    {
        string value = column == 0 ? "i" : $"{v.Type("Unsafe")}.Add(ref i, {LayerNames.Text(column)})";
        w.Line($"{_narrow.Type} {input} = {_narrow.Create(value)};");
        for (int r = 0; r < size; r++)
        {
            string weights = _narrow.Load("w", (column * Lanes) + (r * _narrow.Count));
            w.Line($"{name(chain, r)} = {_narrow.MultiplyAdd(input, weights, name(chain, r))};");
        }
    }
}

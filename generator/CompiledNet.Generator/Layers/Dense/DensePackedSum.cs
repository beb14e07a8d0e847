using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>
/// The same sums in registers that are wider than the layer: a register takes the columns of several inputs, which lie one after the other, and each of
/// those inputs as often as a column has lanes. So it holds as many chains as it takes inputs.
/// </summary>
/// <param name="w">The text.</param>
/// <param name="v">Its words.</param>
/// <param name="layer">The layer.</param>
/// <param name="wide">Registers of the width that is written.</param>
/// <param name="narrow">Registers of the layer's width, one of which holds all its units.</param>
internal sealed class DensePackedSum(CodeWriter w, Vocabulary v, DensePlan layer, Registers wide, Registers narrow)
    : DenseSumInSteps(w, v, layer, narrow, size: 1)
{
    private readonly CodeWriter _w = w;
    private readonly DensePlan _layer = layer;
    private readonly Registers _narrow = narrow;

    // Inputs of a register.
    private int Group => wide.Count / Lanes;

    protected override void EmitStart()
    {
        for (int group = 0; group < Chains / Group; group++)
        {
            string first = group == 0 && _layer.HasBias ? wide.WidenedFrom(_narrow, Bias(0)) : wide.Zero;
            _w.Line($"{wide.Type} {GroupName(group)} = {first};");
        }

        for (int first = 0; first < wide.Count; first += Group)
        {
            _w.Line($"{wide.IndexType} from{first} = {wide.Repeat(first, Lanes)};");
        }
    }

    protected override void EmitStep()
    {
        for (int k = 0; k < Packed; k += Group)
        {
            int first = k % wide.Count;
            if (first == 0)
            {
                _w.Line($"{wide.Type} x{LayerNames.Text(k)} = {wide.Load("i", k)};");
            }

            string sum = GroupName(k % Chains / Group);
            string inputs = wide.Shuffle($"x{LayerNames.Text(k - first)}", $"from{LayerNames.Text(first)}");
            _w.Line($"{sum} = {wide.MultiplyAdd(inputs, wide.Load("w", k * Lanes), sum)};");
        }
    }

    // Chains of different registers, then those of one: always the second half to the first.
    protected override void EmitAddition()
    {
        EmitAddition(Chains / Group, (group, _) => GroupName(group));
        string sum = GroupName(0);
        for (Registers registers = wide; registers.Bits > _narrow.Bits;)
        {
            Registers half = registers.AtMost(registers.Count / 2);
            string name = half.Bits == _narrow.Bits ? Name(0, 0) : $"half{LayerNames.Text(half.Bits)}";
            _w.Line($"{half.Type} {name} = {registers.HalfSum(sum)};");
            sum = name;
            registers = half;
        }
    }

    private static string GroupName(int group) => $"g{LayerNames.Text(group)}";
}

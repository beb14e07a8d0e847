using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>
/// The sums of a layer that takes several inputs in a register of the widest kind, in registers that take one: steps of so many inputs as there, and
/// those that fill no step in chains of their own.
/// </summary>
internal class DenseSumInSteps(CodeWriter w, Vocabulary v, DensePlan layer, Registers registers, int size)
    : DenseSum(w, v, layer, registers, size)
{
    private readonly CodeWriter _w = w;
    private readonly DensePlan _layer = layer;
    private readonly Registers _registers = registers;
    private readonly int _size = size;

    /// <summary>Inputs of a step.</summary>
    protected int Packed => _layer.Sum.Packed;

    private int Rest => _layer.InputSize % Packed;

    private int ChainsOfRest => Math.Min(Rest, Tuning.ChainsOfRest);

    public sealed override void Emit()
    {
        EmitStart();
        using (_w.Block($"for (int k = 0; k < {_layer.InputSize / Packed}; k++)"))
        {
            EmitStep();
            EmitAdvance(Packed);
        }

        EmitAddition();
        if (Rest > 0)
        {
            EmitRest();
        }
    }

    /// <summary>Declares the chains.</summary>
    protected virtual void EmitStart() => EmitStart(Chains, Name, Bias);

    /// <summary>Adds the inputs of a step to the chains.</summary>
    protected virtual void EmitStep()
    {
        for (int k = 0; k < Packed; k++)
        {
            int chain = k % Chains;
            EmitInput($"x{LayerNames.Text(k)}", Input(k), k, r => Name(chain, r));
        }
    }

    /// <summary>Adds up the chains.</summary>
    protected virtual void EmitAddition() => EmitAddition(Chains, Name);

    private static string RestName(int chain, int register) => $"rest{LayerNames.Text(chain)}_{LayerNames.Text(register)}";

    // In chains of its own, since the others may be in one register by now.
    private void EmitRest()
    {
        EmitStart(ChainsOfRest, RestName, _ => _registers.Zero);
        for (int k = 0; k < Rest; k++)
        {
            int chain = k % ChainsOfRest;
            EmitInput($"last{LayerNames.Text(k)}", Input(k), k, r => RestName(chain, r));
        }

        for (int r = 0; r < _size; r++)
        {
            string sum = ChainsOfRest switch
            {
                1 => RestName(0, r),
                2 => $"{RestName(0, r)} + {RestName(1, r)}",
                3 => $"{RestName(0, r)} + {RestName(1, r)} + {RestName(2, r)}",
                _ => $"({RestName(0, r)} + {RestName(2, r)}) + ({RestName(1, r)} + {RestName(3, r)})",
            };
            _w.Line($"{Name(0, r)} += {sum};");
        }
    }
}

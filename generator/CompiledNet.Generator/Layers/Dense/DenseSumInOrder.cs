using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Emit.Kernels;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Dense;

/// <summary>
/// The sums over inputs that go to the chains one after the other, those that are left over too. Where the chains of all registers are too many at once they
/// come in turns: each goes over its inputs alone, so that an input is loaded once for all registers. The sums are the same.
/// </summary>
internal sealed class DenseSumInOrder(CodeWriter w, Vocabulary v, DensePlan layer, Registers registers, int size, int turns, HeldSample? heldInput)
    : DenseSum(w, v, layer, registers, size)
{
    private readonly CodeWriter _w = w;
    private readonly DensePlan _layer = layer;
    private readonly Registers _registers = registers;

    // Two inputs in one load, for the loads are the limit of a narrow layer.
    private readonly bool _hasPairs = heldInput is null && turns == 1 && registers.HasPairs && size <= Tuning.MostRegistersOfPairs;

    // The order of a sum must not depend on the tile, which is another one at another width.
    private readonly bool _isStraight = heldInput is not null || (layer.Sum.Places == 1 && layer.InputSize * size <= Tuning.MostStraight);

    public override void Emit()
    {
        if (turns > 1)
        {
            EmitTurns();
            return;
        }

        EmitStart(Chains, Name, Bias);
        if (_isStraight)
        {
            EmitInputs("x", _layer.InputSize);
        }
        else
        {
            EmitLoop();
        }

        EmitAddition(Chains, Name);
    }

    private void EmitTurns()
    {
        int steps = _layer.InputSize / Chains;
        for (int turn = 0; turn < turns; turn++)
        {
            if (turn > 0)
            {
                EmitAdvance(-steps * Chains);
            }

            EmitStart(Chains, Name, Bias, turn, turns);
            using (_w.Block($"for (int k = 0; k < {steps}; k++)"))
            {
                EmitTurn("x", turn, Chains);
                EmitAdvance(Chains);
            }

            EmitTurn("rest", turn, _layer.InputSize % Chains);
            EmitAddition(Chains, Name, turn, turns);
        }

        EmitAddition(turns, Name);
    }

    private void EmitTurn(string name, int turn, int count)
    {
        for (int k = turn; k < count; k += turns)
        {
            EmitSingle(name, k, k);
        }
    }

    private void EmitLoop()
    {
        int places = _layer.Sum.Places;
        int columns = Math.Max(Chains, places);
        int steps = _layer.InputSize / columns;
        int ofPlace = columns / places;
        using (_w.Block($"for (int k = 0; k < {steps}; k++)"))
        {
            if (places == 1)
            {
                EmitInputs("x", columns);
            }
            else
            {
                for (int k = 0; k < columns; k++)
                {
                    EmitSingle("x", k, (k % places * steps * ofPlace) + (k / places));
                }
            }

            EmitAdvance(ofPlace);
        }

        int left = _layer.InputSize % columns;
        if (left > 0 && places > 1)
        {
            EmitAdvance((places - 1) * steps * ofPlace);
        }

        EmitInputs("rest", left);
    }

    // The next inputs, dealt out to the chains one after the other.
    private void EmitInputs(string name, int count)
    {
        for (int k = 0; k < count; k++)
        {
            if (_hasPairs && k + (k % 2 == 0 ? 1 : 0) < count)
            {
                EmitOfPair(name, k);
            }
            else
            {
                EmitSingle(name, k, k);
            }
        }
    }

    private void EmitSingle(string name, int k, int column) =>
        EmitInput($"{name}{k}", heldInput?.Element(k) ?? Input(column), column, r => Name(k % Chains, r));

    private void EmitOfPair(string name, int k)
    {
        string pair = $"{name}{k / 2 * 2}and{(k / 2 * 2) + 1}";
        if (k % 2 == 0)
        {
            _w.Line($"{_registers.Type} {pair} = {_registers.CreatePair(Input(k))};");
        }

        EmitLanes($"{name}{k}", _registers.OfPair(pair, k % 2), k, r => Name(k % Chains, r));
    }
}

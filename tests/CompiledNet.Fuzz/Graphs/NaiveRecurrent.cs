using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>The gates of one step, each as z and σ(z), in the order of the layer's tensors.</summary>
/// <param name="Z">Before the activation.</param>
/// <param name="A">After it.</param>
/// <param name="Hidden">Of a GRU: W_hn h + b_hn.</param>
/// <param name="Cell">Of an LSTM: c.</param>
internal sealed record NaiveGates(double[][] Z, double[][] A, double[] Hidden, double[] Cell);

/// <summary>What GRU and LSTM have in common: steps one after the other, products of gates.</summary>
internal abstract class NaiveRecurrent(GraphSpec spec, IReadOnlyDictionary<string, double[]> parameters, int value) : NaiveLayer(spec, parameters, value)
{
    protected static readonly NaiveActivation Sigmoid = new(Activation.Sigmoid, 0);
    protected static readonly NaiveActivation Tanh = new(Activation.Tanh, 0);

    protected int Units => Node.Units;

    public override double[][] Forward(NaiveForward pass)
    {
        int steps = InputShape.Positions;
        double[][] h = new double[pass.Samples * steps][];
        var gates = new NaiveGates[h.Length];
        for (int s = 0; s < pass.Samples; s++)
        {
            double[] before = StateBefore(pass, s);
            double[] cell = pass.GatesBefore(Value, s)?.Cell ?? new double[Units];
            for (int row = s * steps; row < (s + 1) * steps; row++)
            {
                gates[row] = GatesOf(pass.Values[Input][row], before, cell, pass.Rounding);
                h[row] = Output(gates[row], before, pass.Rounding);
                before = h[row];
                cell = gates[row].Cell;
            }
        }

        pass.Gates[Value] = gates;
        return h;
    }

    public override void Backward(NaiveForward pass, double[][] delta, NaiveBackward back)
    {
        int steps = InputShape.Positions;
        for (int s = 0; s < pass.Samples; s++)
        {
            // ∂L/∂h and ∂L/∂c of a step, as far as it goes through later steps.
            double[] ofState = new double[Units];
            double[] ofCell = new double[Units];
            for (int t = steps - 1; t >= 0; t--)
            {
                int row = (s * steps) + t;
                double[] dh = [.. delta[row].Zip(ofState, (one, other) => pass.Rounding.Off(one + other, Math.Abs(one) + Math.Abs(other)))];
                double[] before = t > 0 ? pass.Values[Value][row - 1] : StateBefore(pass, s);
                double[] cellBefore = t > 0 ? pass.Gates[Value][row - 1].Cell : pass.GatesBefore(Value, s)?.Cell ?? new double[Units];
                var step = new Step(pass.Gates[Value][row], pass.Values[Input][row], before, cellBefore, back.OfValue(Input)[row], new NaiveSums(Units));
                ofCell = PassBack(step, dh, ofCell, pass, back);
                ofState = step.OfBefore.Rounded(pass.Rounding);
            }
        }
    }

    /// <summary>The gates of a step.</summary>
    protected abstract NaiveGates GatesOf(double[] x, double[] before, double[] cell, NaiveRounding rounding);

    /// <summary>h of a step.</summary>
    protected abstract double[] Output(NaiveGates gates, double[] before, NaiveRounding rounding);

    /// <summary>From ∂L/∂h of a step to its parameters, its x, and h before it.</summary>
    /// <returns>∂L/∂c of the step before.</returns>
    protected abstract double[] PassBack(Step step, double[] dh, double[] dc, NaiveForward pass, NaiveBackward back);

    /// <summary>Adds W x + b of a gate.</summary>
    /// <param name="sums">What it is added to.</param>
    /// <param name="part">The end of the tensors' names: ih or hh.</param>
    /// <param name="gate">The gate.</param>
    /// <param name="x">x, or h of the step before.</param>
    protected void AddProduct(NaiveSums sums, string part, int gate, double[] x)
    {
        double[] weights = Tensor($"weight_{part}")!;
        double[]? biases = Tensor($"bias_{part}");
        for (int j = 0; j < Units; j++)
        {
            int row = (gate * Units) + j;
            sums.Add(j, biases?[row] ?? 0);
            for (int i = 0; i < x.Length; i++)
            {
                sums.Add(j, weights[(row * x.Length) + i] * x[i]);
            }
        }
    }

    /// <summary>Passes ∂L/∂(W x + b) of a gate back to W, b and x.</summary>
    protected void PassBackProduct(string part, int gate, double[] d, double[] x, NaiveSums ofX, NaiveBackward back)
    {
        double[] weights = Tensor($"weight_{part}")!;
        for (int j = 0; j < Units; j++)
        {
            int row = (gate * Units) + j;
            if (Node.Bias)
            {
                back.OfTensor(NameOf($"bias_{part}")).Add(row, d[j]);
            }

            for (int i = 0; i < x.Length; i++)
            {
                back.OfTensor(NameOf($"weight_{part}")).Add((row * x.Length) + i, d[j] * x[i]);
                ofX.Add(i, d[j] * weights[(row * x.Length) + i]);
            }
        }
    }

    /// <summary>z of a gate that takes x and h.</summary>
    protected double[] GateOf(int gate, double[] x, double[] before, NaiveRounding rounding)
    {
        var z = new NaiveSums(Units);
        AddProduct(z, "ih", gate, x);
        AddProduct(z, "hh", gate, before);
        return z.Rounded(rounding);
    }

    /// <summary>Products of numbers of the same index, with their errors.</summary>
    protected static double[] Times(double[] one, double[] other, NaiveRounding rounding) =>
        [.. one.Zip(other, (a, b) => rounding.Off(a * b, Math.Abs(a * b)))];

    private double[] StateBefore(NaiveForward pass, int sample) => pass.RowOf(Value, sample, -1) ?? new double[Units];

    /// <summary>One step on the way back.</summary>
    /// <param name="Gates">Its gates.</param>
    /// <param name="X">x.</param>
    /// <param name="Before">h of the step before.</param>
    /// <param name="CellBefore">c of the step before.</param>
    /// <param name="OfX">∂L/∂x, added to.</param>
    /// <param name="OfBefore">∂L/∂h of the step before, added to.</param>
    protected sealed record Step(NaiveGates Gates, double[] X, double[] Before, double[] CellBefore, NaiveSums OfX, NaiveSums OfBefore);
}

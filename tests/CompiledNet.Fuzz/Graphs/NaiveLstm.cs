using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>i = σ(W_ii x + b_ii + W_hi h + b_hi), f and o likewise, g = tanh(…); c = f ⊙ c + i ⊙ g, h = o ⊙ tanh(c).</summary>
internal sealed class NaiveLstm(GraphSpec spec, IReadOnlyDictionary<string, double[]> parameters, int value) : NaiveRecurrent(spec, parameters, value)
{
    private const int I = 0;
    private const int F = 1;
    private const int G = 2;
    private const int O = 3;

    protected override NaiveGates GatesOf(double[] x, double[] before, double[] cell, NaiveRounding rounding)
    {
        double[][] z = [.. Enumerable.Range(0, 4).Select(gate => GateOf(gate, x, before, rounding))];
        double[][] a = [.. z.Select((gate, index) => (index == G ? Tanh : Sigmoid).Apply(gate, rounding))];
        var c = new NaiveSums(Units);
        for (int j = 0; j < Units; j++)
        {
            c.Add(j, a[F][j] * cell[j]);
            c.Add(j, a[I][j] * a[G][j]);
        }

        return new NaiveGates(z, a, [], c.Rounded(rounding));
    }

    protected override double[] Output(NaiveGates gates, double[] before, NaiveRounding rounding) =>
        Times(gates.A[O], Tanh.Apply(gates.Cell, rounding), rounding);

    protected override double[] PassBack(Step step, double[] dh, double[] dc, NaiveForward pass, NaiveBackward back)
    {
        NaiveRounding rounding = pass.Rounding;
        double[][] a = step.Gates.A;
        double[] tanh = Tanh.Apply(step.Gates.Cell, rounding);
        double[] through = Tanh.TimesDerivative(step.Gates.Cell, tanh, Times(dh, a[O], rounding), rounding);
        double[] ofCell = [.. through.Zip(dc, (one, other) => rounding.Off(one + other, Math.Abs(one) + Math.Abs(other)))];
        double[][] ofGates =
        [
            Times(ofCell, a[G], rounding),
            Times(ofCell, step.CellBefore, rounding),
            Times(ofCell, a[I], rounding),
            Times(dh, tanh, rounding),
        ];
        for (int gate = 0; gate < ofGates.Length; gate++)
        {
            double[] d = (gate == G ? Tanh : Sigmoid).TimesDerivative(step.Gates.Z[gate], a[gate], ofGates[gate], rounding);
            PassBackProduct("ih", gate, d, step.X, step.OfX, back);
            PassBackProduct("hh", gate, d, step.Before, step.OfBefore, back);
        }

        return Times(ofCell, a[F], rounding);
    }
}

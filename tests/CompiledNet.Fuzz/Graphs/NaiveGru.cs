using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>
/// r = σ(W_ir x + b_ir + W_hr h + b_hr), z likewise, n = tanh(W_in x + b_in + r ⊙ (W_hn h + b_hn)), or W_hn (r ⊙ h) + b_hn where h is reset before the product;
/// h = (1 − z) ⊙ n + z ⊙ h.
/// </summary>
internal sealed class NaiveGru(GraphSpec spec, IReadOnlyDictionary<string, double[]> parameters, int value) : NaiveRecurrent(spec, parameters, value)
{
    private const int R = 0;
    private const int Z = 1;
    private const int N = 2;

    protected override NaiveGates GatesOf(double[] x, double[] before, double[] cell, NaiveRounding rounding)
    {
        double[] zr = GateOf(R, x, before, rounding);
        double[] zz = GateOf(Z, x, before, rounding);
        double[] r = Sigmoid.Apply(zr, rounding);
        var hidden = new NaiveSums(Units);
        AddProduct(hidden, "hh", N, Node.ResetAfter ? before : Times(r, before, rounding));
        double[] h = hidden.Rounded(rounding);
        var n = new NaiveSums(Units);
        AddProduct(n, "ih", N, x);
        for (int j = 0; j < Units; j++)
        {
            n.Add(j, Node.ResetAfter ? r[j] * h[j] : h[j]);
        }

        double[] zn = n.Rounded(rounding);
        return new NaiveGates([zr, zz, zn], [r, Sigmoid.Apply(zz, rounding), Tanh.Apply(zn, rounding)], h, []);
    }

    protected override double[] Output(NaiveGates gates, double[] before, NaiveRounding rounding)
    {
        var h = new NaiveSums(Units);
        for (int j = 0; j < Units; j++)
        {
            h.Add(j, (1 - gates.A[Z][j]) * gates.A[N][j]);
            h.Add(j, gates.A[Z][j] * before[j]);
        }

        return h.Rounded(rounding);
    }

    protected override double[] PassBack(Step step, double[] dh, double[] dc, NaiveForward pass, NaiveBackward back)
    {
        NaiveRounding rounding = pass.Rounding;
        (double[] r, double[] z, double[] n) = (step.Gates.A[R], step.Gates.A[Z], step.Gates.A[N]);
        double[] ofUpdate = new double[Units];
        double[] ofCandidate = new double[Units];
        for (int j = 0; j < Units; j++)
        {
            ofUpdate[j] = dh[j] * rounding.Off(step.Before[j] - n[j], Math.Abs(step.Before[j]) + Math.Abs(n[j]));
            ofCandidate[j] = dh[j] * rounding.Off(1 - z[j], 1);
            step.OfBefore.Add(j, dh[j] * z[j]);
        }

        double[] dn = Tanh.TimesDerivative(step.Gates.Z[N], n, ofCandidate, rounding);
        double[] dr = Sigmoid.TimesDerivative(step.Gates.Z[R], r, PassBackHidden(step, dn, rounding, back), rounding);
        double[] dz = Sigmoid.TimesDerivative(step.Gates.Z[Z], z, ofUpdate, rounding);
        PassBackProduct("ih", R, dr, step.X, step.OfX, back);
        PassBackProduct("ih", Z, dz, step.X, step.OfX, back);
        PassBackProduct("ih", N, dn, step.X, step.OfX, back);
        PassBackProduct("hh", R, dr, step.Before, step.OfBefore, back);
        PassBackProduct("hh", Z, dz, step.Before, step.OfBefore, back);
        return [];
    }

    // From ∂L/∂z of n to W_hn, b_hn and h. What is returned is ∂L/∂r.
    private double[] PassBackHidden(Step step, double[] dn, NaiveRounding rounding, NaiveBackward back)
    {
        double[] r = step.Gates.A[R];
        if (Node.ResetAfter)
        {
            PassBackProduct("hh", N, Times(dn, r, rounding), step.Before, step.OfBefore, back);
            return Times(dn, step.Gates.Hidden, rounding);
        }

        var ofReset = new NaiveSums(Units);
        PassBackProduct("hh", N, dn, Times(r, step.Before, rounding), ofReset, back);
        double[] d = ofReset.Rounded(rounding);
        for (int j = 0; j < Units; j++)
        {
            step.OfBefore.Add(j, d[j] * r[j]);
        }

        return Times(d, step.Before, rounding);
    }
}

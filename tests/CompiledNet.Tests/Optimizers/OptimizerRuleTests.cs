namespace CompiledNet.Tests.Optimizers;

/// <summary>
/// Each rule on one parameter, by numbers that can be worked out on paper: w = 1, g = 0.5 again and again, and ε so large that it counts.
/// Twenty steps of a whole network against PyTorch's are among the tests of the reference networks; those have no weight decay of Sgd.
/// </summary>
public sealed class OptimizerRuleTests
{
    private const double Gradient = 0.5;

    public static TheoryData<string, Func<Optimizer>, double[]> Rules => new()
    {
        // w − 0.1 · 0.5
        { "SGD", () => new Sgd(0.1), [0.95, 0.90, 0.85] },

        // g = 0.5 + 0.2 w: 0.7, then 0.5 + 0.2 · 0.93 = 0.686
        { "SGD with weight decay", () => new Sgd(0.1, weightDecay: 0.2), [0.93, 0.8614] },

        // v = 0.5, then 0.9 · 0.5 + 0.5 = 0.95, then 0.9 · 0.95 + 0.5 = 1.355
        { "momentum", () => new Sgd(0.1, 0.9), [0.95, 0.855, 0.7195] },

        // g + 0.9 v: 0.5 + 0.45, then 0.5 + 0.855
        { "Nesterov", () => new Sgd(0.1, 0.9, nesterov: true), [0.905, 0.7695] },

        // g = 0.7, v = 0.7, step 0.1 (0.7 + 0.63); then w = 0.867, g = 0.6734, v = 0.63 + 0.6734 = 1.3034, step 0.1 (0.6734 + 1.17306)
        { "Nesterov with weight decay", () => new Sgd(0.1, 0.9, nesterov: true, 0.2), [0.867, 0.682354] },

        // v = 0.01 · 0.25 = 0.0025, √v = 0.05, step 0.01 · 0.5 / (0.05 + 0.05); then v = 0.004975
        { "RMSProp", () => new RmsProp(0.01, 0.99, 0.05), [0.95, 0.95 - (0.005 / (Math.Sqrt(0.004975) + 0.05))] },

        // s = 0.25, √s = 0.5, step 0.1 · 0.5 / (0.5 + 0.5); then s = 0.5
        { "Adagrad", () => new Adagrad(0.1, 0.5), [0.95, 0.95 - (0.05 / (Math.Sqrt(0.5) + 0.5))] },

        // Of a constant gradient m̂ = g and v̂ = g² in every step: 0.1 · 0.5 / (0.5 + 0.5)
        { "Adam", () => new Adam(0.1, 0.9, 0.999, 0.5), [0.95, 0.90, 0.85] },

        // 0.98 w − 0.05
        { "AdamW", () => new AdamW(0.1, 0.9, 0.999, 0.5, weightDecay: 0.2), [0.93, 0.8614] },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_gives_the_numbers_of_paper(string rule, Func<Optimizer> create, double[] expected)
    {
        Optimizer inDouble = create();
        Optimizer inSingle = create();
        double[] w = [1];
        float[] v = [1];
        foreach (double after in expected)
        {
            inDouble.Step(w, [Gradient]);
            inSingle.Step(v, [(float)Gradient]);
            Assert.True(Math.Abs(after - w[0]) < 1e-12, $"{rule}: {w[0]} instead of {after}");
            Assert.True(Math.Abs(after - v[0]) < 1e-6, $"{rule} in single: {v[0]} instead of {after}");
        }
    }

    [Fact]
    public void Adam_corrects_both_averages_for_their_start()
    {
        // Step 1 with g = 0.5, step 2 with g = 0: m = 0.9 · 0.05, v = 0.999 · 0.00025, and the corrections are 1 − 0.9² and 1 − 0.999².
        var adam = new Adam(0.1, 0.9, 0.999, 1e-8);
        double[] w = [0];
        adam.Step(w, [0.5]);
        double first = w[0];
        adam.Step(w, [0]);

        double m = 0.045 / 0.19;
        double v = 0.00024975 / 0.001999;
        Assert.Equal(-0.1, first, 1e-8);
        Assert.Equal(first - (0.1 * m / (Math.Sqrt(v) + 1e-8)), w[0], 1e-13);
    }

    [Fact]
    public void The_defaults_are_PyTorchs()
    {
        Assert.Equal(1e-3, new Sgd().LearningRate);
        Assert.Equal(1e-2, new RmsProp().LearningRate);
        Assert.Equal(1e-2, new Adagrad().LearningRate);
        Assert.Equal(1e-3, new Adam().LearningRate);
        Assert.Equal(1e-3, new AdamW().LearningRate);
        AssertSame(new Sgd(), new Sgd(1e-3, 0, false, 0));
        AssertSame(new RmsProp(), new RmsProp(1e-2, 0.99, 1e-8));
        AssertSame(new Adagrad(), new Adagrad(1e-2, 1e-10));
        AssertSame(new Adam(), new Adam(1e-3, 0.9, 0.999, 1e-8));
        AssertSame(new AdamW(), new AdamW(1e-3, 0.9, 0.999, 1e-8, 0.01));
    }

    [Fact]
    public void The_learning_rate_may_change_between_steps()
    {
        var sgd = new Sgd(0.1);
        double[] w = [1];
        sgd.Step(w, [1]);
        sgd.LearningRate = 0.5;
        sgd.Step(w, [1]);
        Assert.Equal(0.4, w[0], 1e-15);
    }

    private static void AssertSame(Optimizer defaults, Optimizer spelledOut)
    {
        // Gradients about as small as the ε at work, so that an ε ten times as large or small shows; and not the same at every step,
        // for then Adam's averages would be the same whatever they keep.
        double[] v = [1, -2, 3];
        double[] w = [1, -2, 3];
        for (int step = 1; step <= 3; step++)
        {
            double[] gradients = [1e-8 * step, -1e-10 / step, 0.5 * step];
            defaults.Step(v, gradients);
            spelledOut.Step(w, gradients);
        }

        Assert.Equal(w, v);
    }
}

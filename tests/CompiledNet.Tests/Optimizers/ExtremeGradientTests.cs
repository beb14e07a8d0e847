using System.Globalization;

namespace CompiledNet.Tests.Optimizers;

/// <summary>
/// Gradients of every size, from subnormal to those whose squares overflow, against PyTorch's rules in the same precision, operation by
/// operation: wherever these are finite, so are ours, and as far as rounding goes the same.
/// </summary>
public sealed class ExtremeGradientTests
{
    private delegate double Reference(double[] gradients, Func<double, double> round);

    public static TheoryData<string, double> Sizes
    {
        get
        {
            var sizes = new TheoryData<string, double>();
            foreach (string rule in (string[])["Adam", "Adam, tiny ε", "AdamW", "RMSProp", "RMSProp, tiny ε", "Adagrad", "momentum", "Nesterov"])
            {
                foreach (double size in (double[])[1e-300, 1e-160, 1e-42, 1e-38, 1e-30, 1e-22, 1e-20, 1e-19, 1e-10, 1, 1e10, 1e15, 1e18, 1.5e19, 1e20, 5e20, 1e30, 1e38, 1e40, 1e100, 1e150, 1e153, 3e155, 1e300])
                {
                    sizes.Add(rule, size);
                }
            }

            return sizes;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Steps_are_PyTorchs_wherever_those_are_finite(string rule, double size)
    {
        foreach (int steps in (int[])[1, 3, 70])
        {
            double[] gradients = [.. Enumerable.Range(0, steps).Select(step => -size * (1 + (0.25 * (step % 3))))];
            double[] inDouble = [0];
            (Func<Optimizer> create, Reference reference) = Rule(rule);
            Optimizer optimizer = create();
            foreach (double gradient in gradients)
            {
                optimizer.Step(inDouble, [gradient]);
            }

            AssertClose(reference(gradients, x => x), inDouble[0], 1e-12, $"{rule}, double, {steps} steps");
            if (size <= float.MaxValue / 2)
            {
                float[] inSingle = [0];
                optimizer = create();
                foreach (double gradient in gradients)
                {
                    optimizer.Step(inSingle, [(float)gradient]);
                }

                AssertClose(reference([.. gradients.Select(g => (double)(float)g)], x => (float)x), inSingle[0], 1e-5, $"{rule}, single, {steps} steps");
            }
        }

        void AssertClose(double expected, double actual, double tolerance, string what)
        {
            // Where v or g is subnormal it has lost digits in either.
            bool isSingle = what.Contains("single", StringComparison.Ordinal);
            bool isCoarse = (isSingle && size < 1e-37)
                || (rule.EndsWith("tiny ε", StringComparison.Ordinal) && size < (isSingle ? 1e-15 : 1e-150));
            Assert.True(
                !double.IsFinite(expected) || Math.Abs(actual - expected) <= (isCoarse ? 0.5 : tolerance) * Math.Abs(expected),
                string.Create(CultureInfo.InvariantCulture, $"{what}, |g| = {size}: {actual:R}, and {expected:R} in PyTorch"));
        }
    }

    [Fact]
    public void Gradients_whose_squares_overflow_leave_the_parameter_where_it_is()
    {
        foreach (Optimizer optimizer in (Optimizer[])[new Adam(0.1), new AdamW(0.1), new RmsProp(0.1), new Adagrad(0.1)])
        {
            float[] parameters = new float[33];
            optimizer.Step(parameters, [.. Enumerable.Repeat(1e38f, 33)]);
            Assert.All(parameters, parameter => Assert.Equal(0, parameter));
        }
    }

    [Fact]
    public void An_infinite_gradient_is_seen_in_the_parameter()
    {
        foreach (Optimizer optimizer in (Optimizer[])[new Adam(0.1), new AdamW(0.1), new RmsProp(0.1), new Adagrad(0.1)])
        {
            float[] parameters = [0];
            optimizer.Step(parameters, [float.PositiveInfinity]);
            Assert.True(float.IsNaN(parameters[0]));
        }
    }

    [Fact]
    public void Long_runs_of_large_gradients_do_not_overflow_before_v_does()
    {
        // v → 1e36, v / (1 − β₂) would be 1e39.
        var adam = new Adam(0.1);
        float[] parameters = [0];
        for (int step = 0; step < 2000; step++)
        {
            adam.Step(parameters, [-1e18f]);
        }

        Assert.Equal(200, parameters[0], 0.01);
    }

    [Fact]
    public void An_infinite_parameter_without_a_gradient_stays()
    {
        Optimizer[] all =
        [
            new Sgd(0.1), new Sgd(0.1, weightDecay: 0.1), new Sgd(0.1, 0.9), new Sgd(0.1, 0.9, weightDecay: 0.1), new Sgd(0.1, 0.9, nesterov: true, 0.1),
            new RmsProp(), new RmsProp(epsilon: 0), new Adagrad(), new Adam(), new Adam(epsilon: 0), new AdamW(),
        ];
        foreach (Optimizer optimizer in all)
        {
            float[] parameters = [float.NegativeInfinity, 1, float.PositiveInfinity];
            for (int step = 0; step < 130; step++)
            {
                optimizer.Step(parameters, [0, 1, 0]);
            }

            Assert.Equal(float.NegativeInfinity, parameters[0]);
            Assert.True(float.IsFinite(parameters[1]));
            Assert.Equal(float.PositiveInfinity, parameters[2]);
        }
    }

    [Fact]
    public void A_norm_beyond_the_largest_float_is_clipped_to_all_digits()
    {
        float[] gradients = [.. Enumerable.Repeat(3e38f, 10_000)];
        Assert.Equal(3e40, GradientClipping.ByGlobalNorm(gradients, 1), 3e35);
        Assert.All(gradients, gradient => Assert.Equal(0.01, gradient, 1e-8));
    }

    private static (Func<Optimizer> Create, Reference Reference) Rule(string rule) => rule switch
    {
        "Adam" => (() => new Adam(0.1), Adam(1e-8)),
        "Adam, tiny ε" => (() => new Adam(0.1, epsilon: 1e-25), Adam(1e-25)),
        "AdamW" => (() => new AdamW(0.1), Adam(1e-8, decay: 0.01)),
        "RMSProp" => (() => new RmsProp(0.1), RmsProp(1e-8)),
        "RMSProp, tiny ε" => (() => new RmsProp(0.1, epsilon: 1e-25), RmsProp(1e-25)),
        "Adagrad" => (() => new Adagrad(0.1), Adagrad()),
        "momentum" => (() => new Sgd(0.1, 0.9), Momentum(isNesterov: false)),
        "Nesterov" => (() => new Sgd(0.1, 0.9, nesterov: true), Momentum(isNesterov: true)),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
    };

    // torch/optim/adam.py, _single_tensor_adam: exp_avg, exp_avg_sq, addcmul and addcdiv round after each operation.
    private static Reference Adam(double epsilon, double decay = 0) => (gradients, r) =>
    {
        double w = 0, m = 0, v = 0;
        for (int t = 1; t <= gradients.Length; t++)
        {
            double g = gradients[t - 1];
            w = r(w * r(1 - (0.1 * decay)));
            m = r(r(m * r(0.9)) + r(r(1 - 0.9) * g));
            v = r(r(v * r(0.999)) + r(r(r(1 - 0.999) * g) * g));
            double rate = 0.1 / (1 - Math.Pow(0.9, t));
            double divisor = r(r(r(Math.Sqrt(v)) / r(Math.Sqrt(1 - Math.Pow(0.999, t)))) + r(epsilon));
            w = r(w + r(r(r(-rate) * m) / divisor));
        }

        return w;
    };

    private static Reference RmsProp(double epsilon) => (gradients, r) =>
    {
        double w = 0, v = 0;
        foreach (double g in gradients)
        {
            v = r(r(v * r(0.99)) + r(r(r(1 - 0.99) * g) * g));
            w = r(w + r(r(r(-0.1) * g) / r(r(Math.Sqrt(v)) + r(epsilon))));
        }

        return w;
    };

    private static Reference Adagrad() => (gradients, r) =>
    {
        double w = 0, s = 0;
        foreach (double g in gradients)
        {
            s = r(s + r(g * g));
            w = r(w + r(r(r(-0.1) * g) / r(r(Math.Sqrt(s)) + r(1e-10))));
        }

        return w;
    };

    private static Reference Momentum(bool isNesterov) => (gradients, r) =>
    {
        double w = 0, v = 0;
        foreach (double g in gradients)
        {
            v = r(r(v * r(0.9)) + g);
            w = r(w + r(r(-0.1) * (isNesterov ? r(g + r(r(0.9) * v)) : v)));
        }

        return w;
    };
}

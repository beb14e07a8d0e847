using System.Numerics;

namespace CompiledNet.Tests.Optimizers;

/// <summary>What an optimizer keeps for a parameter whose gradient has become 0 becomes 0 as well, and is not stuck just above it.</summary>
public sealed class SubnormalTests
{
    // Parameters that two registers and a remainder hold; the gradient of the first stays, those of the others end.
    private const int Length = 37;

    [Theory]
    [InlineData("momentum")]
    [InlineData("Nesterov")]
    [InlineData("RMSProp")]
    [InlineData("Adam")]
    [InlineData("AdamW")]
    public void State_that_only_decays_becomes_0(string rule)
    {
        AssertStateBecomesZero<float>(Create(rule));
        AssertStateBecomesZero<double>(Create(rule));
    }

    [Fact]
    public void The_state_of_Adagrad_does_not_start_below_the_smallest_number_of_full_precision()
    {
        var adagrad = new Adagrad();
        float[] parameters = [1, 1];
        for (int step = 0; step < 64; step++)
        {
            adagrad.Step(parameters, step == 0 ? [1e-21f, 1e-15f] : [0, 0]);
        }

        OptimizerState<float> state = adagrad.StateAny<float>(parameters);
        Assert.Equal(0, state[0][0]);
        Assert.Equal(1e-15f * 1e-15f, state[0][1]);
    }

    [Theory]
    [InlineData("SGD")]
    [InlineData("momentum")]
    [InlineData("AdamW")]
    public void Parameters_that_decay_become_0(string rule)
    {
        Optimizer optimizer = Create(rule, learningRate: 1, weightDecay: 0.1);
        float[] parameters = [1e-30f, -1e-30f, 1];
        double[] twins = [1e-300, -1e-300, 1];
        Optimizer twin = Create(rule, learningRate: 1, weightDecay: 0.1);
        for (int step = 0; step < 640; step++)
        {
            optimizer.Step(parameters, [0, 0, 0]);
            twin.Step(twins, [0, 0, 0]);
        }

        Assert.Equal([0, 0], parameters[..2]);
        Assert.Equal([0, 0], twins[..2]);
        Assert.True(twins[2] > 0);
    }

    [Theory]
    [InlineData("SGD")]
    [InlineData("momentum")]
    [InlineData("Adam")]
    public void Parameters_that_do_not_decay_stay(string rule)
    {
        Optimizer optimizer = Create(rule);
        float[] parameters = [1e-40f, -1e-40f, float.Epsilon];
        for (int step = 0; step < 128; step++)
        {
            optimizer.Step(parameters, [0, 0, 0]);
        }

        Assert.Equal([1e-40f, -1e-40f, float.Epsilon], parameters);
    }

    [Fact]
    public void Only_what_is_below_the_smallest_number_of_full_precision_is_cleared()
    {
        const float Smallest = 1.17549435e-38f;
        float[] values = [Smallest, -Smallest, MathF.BitDecrement(Smallest), -MathF.BitDecrement(Smallest), float.Epsilon, 0, 1, -1,
            float.NaN, float.PositiveInfinity, float.NegativeInfinity];
        float[] expected = [Smallest, -Smallest, 0, 0, 0, 0, 1, -1, float.NaN, float.PositiveInfinity, float.NegativeInfinity];
        for (int repeat = 0; repeat < 5; repeat++)
        {
            float[] copy = (float[])values.Clone();
            Subnormal.Clear(copy.AsSpan());
            Assert.Equal(expected, copy);
            values = [.. values, .. values];
            expected = [.. expected, .. expected];
        }

        const double SmallestDouble = 2.2250738585072014e-308;
        double[] doubles = [SmallestDouble, Math.BitDecrement(SmallestDouble), -SmallestDouble, 1e-310, double.NaN];
        Subnormal.Clear(doubles.AsSpan());
        Assert.Equal([SmallestDouble, 0, -SmallestDouble, 0, double.NaN], doubles);
    }

    private static void AssertStateBecomesZero<T>(Optimizer optimizer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var parameters = new T[Length];
        var gradients = new T[Length];
        gradients.AsSpan().Fill(T.CreateTruncating(0.01));
        optimizer.StepAny(parameters.AsSpan(), gradients);
        gradients.AsSpan(1).Clear();

        // 0.9^n is below the smallest float at n = 785, the smallest double at n = 6,680.
        for (int step = 0; step < 7_000; step++)
        {
            optimizer.StepAny(parameters.AsSpan(), gradients);
        }

        OptimizerState<T> state = optimizer.StateAny<T>(parameters);
        for (int vector = 0; vector < state.Vectors; vector++)
        {
            Assert.NotEqual(T.Zero, state[vector][0]);
            Assert.All(state[vector][1..].ToArray(), value => Assert.Equal(T.Zero, value));
        }
    }

    private static Optimizer Create(string rule, double learningRate = 1e-3, double weightDecay = 0) => rule switch
    {
        "SGD" => new Sgd(learningRate, weightDecay: weightDecay),
        "momentum" => new Sgd(learningRate, 0.9, weightDecay: weightDecay),
        "Nesterov" => new Sgd(learningRate, 0.9, nesterov: true, weightDecay),
        "RMSProp" => new RmsProp(learningRate, decay: 0.9),
        "Adam" => new Adam(learningRate, beta2: 0.9),
        _ => new AdamW(learningRate, beta2: 0.9, weightDecay: weightDecay),
    };
}

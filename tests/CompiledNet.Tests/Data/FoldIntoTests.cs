using System.Numerics;
using CompiledNet.Tests.Networks;

namespace CompiledNet.Tests.Data;

/// <summary>A network into which a scaler was folded makes of raw numbers what it made of scaled ones.</summary>
public sealed class FoldIntoTests
{
    private const int Samples = 20;

    [Fact]
    public void Double_precision() => AssertFolds(new ScaledNet(seed: 3), 1e-12);

    [Fact]
    public void Single_precision() => AssertFolds(new ScaledSingleNet(seed: 3), 2e-4);

    [Fact]
    public void By_the_layers_too()
    {
        var whole = new ScaledNet(seed: 3);
        var layers = new ScaledNet(seed: 3);
        var ofInputs = new StandardScaler([1, 2, 3, 4, 5], [6, 7, 8, 9, 10]);
        var ofTargets = new StandardScaler([1, 2], [3, 4]);
        ofInputs.FoldInto(whole);
        ofTargets.FoldInverseInto(whole);
        ofInputs.FoldInto(layers.Layer1);
        ofTargets.FoldInverseInto(layers.Layer2);
        Assert.Equal(TestData.Bits<double>(whole.Parameters), TestData.Bits<double>(layers.Parameters));
        Assert.NotEqual(TestData.Bits<double>(whole.Parameters), TestData.Bits<double>(new ScaledNet(seed: 3).Parameters));
    }

    [Fact]
    public void An_input_at_the_mean_gives_what_it_did()
    {
        // b′ comes out about 1, for the columns weigh each other out, but W′ in single precision times 100,000 is wrong by 0.001: it must be
        // formed of the rounded W′.
        var net = new ScaledSingleNet(seed: 4);
        float[] before = new float[7];
        double[] means = [100_000, 100_001, 99_999, 100_003, 100_007];
        double[] scales = [0.3, 0.7, 1.1, 1.3, 1.7];
        double[] folded = [1 / 3.0, -1 / 3.0, 1 / 7.0, -1 / 7.0, 0];
        for (int unit = 0; unit < 7; unit++)
        {
            before[unit] = 0.25f * unit;
            net.Layer1.Biases[unit] = before[unit];
            for (int input = 0; input < 5; input++)
            {
                net.Layer1.Weights[unit, input] = (float)(folded[input] * scales[input] * (unit + 1));
            }
        }

        new StandardScaler(means, scales).FoldInto(net);
        for (int unit = 0; unit < 7; unit++)
        {
            double z = net.Layer1.Biases[unit];
            for (int input = 0; input < 5; input++)
            {
                z += net.Layer1.Weights[unit, input] * means[input];
            }

            Assert.Equal(before[unit], z, 1e-6);
        }
    }

    [Fact]
    public void Without_biases_only_what_shifts_nothing()
    {
        var net = new ScaledWithoutBiasesNet(seed: 5);
        byte[] before = TestData.Bits<float>(net.Parameters);
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => new StandardScaler([0, 0, 1, 0, 0], [1, 1, 1, 1, 1]).FoldInto(net));
        Assert.Contains("Bias = true", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new StandardScaler([0, 1], [1, 1]).FoldInverseInto(net));
        Assert.Equal(before, TestData.Bits<float>(net.Parameters));

        float weight = net.Layer1.Weights[6, 1];
        new StandardScaler([0, 0, 0, 0, 0], [1, 4, 1, 1, 1]).FoldInto(net);
        Assert.Equal(weight / 4, net.Layer1.Weights[6, 1]);
    }

    [Fact]
    public void What_does_not_fit_is_refused_and_nothing_written()
    {
        var net = new ScaledProbabilityNet(seed: 6);
        byte[] before = TestData.Bits<float>(net.Parameters);
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => new StandardScaler([0, 0], [1, 1]).FoldInverseInto(net));
        Assert.Contains("activation Sigmoid", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new StandardScaler([0, 0], [1, 1]).FoldInto(net));
        Assert.Throws<ArgumentException>(() => new StandardScaler([0], [1]).FoldInverseInto(net.Layer1));
        Assert.Throws<ArgumentException>(() => new StandardScaler([0, 0, 0, 0, 0], [1, 1, 1, 1, 1e-45]).FoldInto(net));
        Assert.Equal(before, TestData.Bits<float>(net.Parameters));
    }

    private static void AssertFolds<T>(INetwork<T> net, double allowed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Columns of every size and distance from 0.
        T[] x = TestData.Draw<T>(Samples * 5);
        T[] y = TestData.Draw<T>(Samples * 2, 1);
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = (x[i] + T.CreateChecked(i % 5)) * T.CreateChecked(Math.Pow(10, (i % 5) - 2));
        }

        for (int i = 0; i < y.Length; i++)
        {
            y[i] = (y[i] * T.CreateChecked(70)) + T.CreateChecked(150);
        }

        T[] trained = net.Parameters.ToArray();
        var data = new DataSet<T>(x, 5, y, 2);
        foreach ((Scaler ofInputs, Scaler ofTargets) in new (Scaler, Scaler)[]
        {
            (StandardScaler.Fit(data), StandardScaler.FitTargets(data)),
            (MinMaxScaler.Fit(data, -1, 1), MinMaxScaler.FitTargets(data, -2, 3)),
        })
        {
            trained.CopyTo(net.Parameters);
            DataSet<T> scaled = ofInputs.Transform(data);
            T[] expected = new T[y.Length];
            for (int i = 0; i < Samples; i++)
            {
                net.Forward(scaled.InputOf(i), expected.AsSpan(2 * i, 2));
            }

            ofTargets.InverseTransform(expected.AsSpan());
            ofInputs.FoldInto(net);
            ofTargets.FoldInverseInto(net);
            T[] actual = new T[y.Length];
            net.Forward(x, actual);
            for (int i = 0; i < y.Length; i++)
            {
                Assert.Equal(double.CreateChecked(expected[i]), double.CreateChecked(actual[i]), allowed * 70);
            }
        }
    }
}

namespace CompiledNet.Tests.Networks;

#pragma warning disable CN0026 // Each is there for its derivative alone.
[Network(inputs: 1, Precision = Precision.Double)]
[Dense(1, Activation.ELU, Bias = false)]
internal sealed partial class EluNet;

[Network(inputs: 1, Precision = Precision.Double)]
[Dense(1, Activation.SELU, Bias = false)]
internal sealed partial class SeluNet;

[Network(inputs: 1)]
[Dense(1, Activation.ELU, Bias = false)]
[Dense(1, Activation.SELU, Bias = false)]
internal sealed partial class EluSeluNet;
#pragma warning restore CN0026

/// <summary>ELU′ and SELU′ far to the left, where a is −α to the last digit, and ∂L/∂x is what is left of e^z.</summary>
public sealed class ExponentialDerivativeTests
{
    [Fact]
    public void In_double_they_are_powers_of_e()
    {
        var elu = new EluNet();
        elu.Layer1.Weights[0, 0] = 1;
        EluNet.Workspace workspace = new(1, inputGradient: true);
        elu.Forward([-40], workspace);
        elu.BackwardFrom([1], workspace);
        Assert.Equal(4.248354255291589e-18, workspace.InputGradient[0], 2e-33);

        var selu = new SeluNet();
        selu.Layer1.Weights[0, 0] = 1;
        SeluNet.Workspace other = new(1, inputGradient: true);
        selu.Forward([-40], other);
        selu.BackwardFrom([1], other);
        Assert.Equal(Activations.SeluLambda * Activations.SeluAlpha * 4.248354255291589e-18, other.InputGradient[0], 3e-33);
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(-12)]
    [InlineData(-17)]
    [InlineData(-60)]
    public void In_single_and_in_a_hidden_layer_too(float x)
    {
        var net = new EluSeluNet();
        net.Layer1.Weights[0, 0] = 1;
        net.Layer2.Weights[0, 0] = 1;
        foreach (int samples in (int[])[1, 2, 9])
        {
            EluSeluNet.Workspace workspace = new(samples, inputGradient: true);
            net.Forward([.. Enumerable.Repeat(x, samples)], workspace);
            net.BackwardFrom([.. Enumerable.Repeat(1f, samples)], workspace);
            double a = Math.Exp(x) - 1;
            double expected = Activations.SeluLambda * Activations.SeluAlpha * Math.Exp(a) * Math.Exp(x);
            Assert.Equal(expected, workspace.InputGradient[samples - 1], 2e-6 * expected);
        }
    }
}

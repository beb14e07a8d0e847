using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Plan;

/// <summary>What the choice of an activation entails.</summary>
internal static class ActivationPlan
{
    private const double LeakySlope = 0.01;
    private const double EluAlpha = 1;

    /// <summary>Whether σ′ is computed from z. The others have a σ′ that is a function of a, so that z need not be kept.</summary>
    /// <remarks>ELU′ would be a + α, but where a is near −α nothing of e^z is left in it.</remarks>
    public static bool DerivativeNeedsPreActivation(Activation activation) => activation is
        Activation.ELU or Activation.SELU or Activation.Softplus or Activation.GELU or Activation.SiLU or Activation.Mish or Activation.HardSigmoid or Activation.HardSwish;

    /// <summary>Whether σ has a parameter.</summary>
    public static bool HasSlope(Activation activation) => activation is Activation.LeakyReLU or Activation.ELU;

    /// <summary>The parameter of σ, where it has one.</summary>
    public static double Slope(Activation activation, double? declared) =>
        declared ?? (activation == Activation.ELU ? EluAlpha : LeakySlope);

    /// <summary>An activation with its parameter, as exported weights say what they are for.</summary>
    public static string Describe(Activation activation, double? slope) => HasSlope(activation)
        ? $"{activation}({ShortestNumber.Of(Slope(activation, slope))})"
        : activation.ToString();

    /// <summary>The initializer that <see cref="Initializer.Auto"/> stands for.</summary>
    public static Initializer Resolve(Initializer initializer, Activation activation) => initializer != Initializer.Auto
        ? initializer
        : activation switch
        {
            Activation.ReLU or Activation.LeakyReLU or Activation.ELU or Activation.GELU or Activation.SiLU or Activation.Mish
                or Activation.HardSwish => Initializer.HeUniform,
            Activation.SELU => Initializer.LeCunNormal,
            _ => Initializer.GlorotUniform,
        };
}

using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Losses;

/// <summary>
/// Everything about one loss: its formulas for comments, and its code for one output and for a register of outputs. A new one is a class beside the others and
/// one line in <see cref="All"/>. How a loss and an activation are computed together: Emit/Output.
/// </summary>
internal abstract class LossFunction
{
    /// <summary>The type parameter of code on registers.</summary>
    protected const string V = "TVector";

    private static readonly LossFunction[] All =
    [
        new HalfSquaredErrorFunction(),
        new SquaredErrorFunction(),
        new MeanSquaredErrorFunction(),
        new MeanAbsoluteErrorFunction(),
        new HuberFunction(),
        new BinaryCrossEntropyFunction(),
        new CategoricalCrossEntropyFunction(),
    ];

    /// <summary>The value that declares it.</summary>
    public abstract Loss Loss { get; }

    /// <summary>The loss of one sample, as the notes write it.</summary>
    public abstract string Formula { get; }

    /// <summary>∂L/∂ŷ of one sample.</summary>
    public abstract string DerivativeFormula { get; }

    /// <summary>Whether the loss of a sample is divided by its number of outputs.</summary>
    public virtual bool IsMeanOverOutputs => false;

    /// <summary>The factor that the derivative of every output has, beside 1/m.</summary>
    public virtual int Factor => 1;

    /// <summary>Whether the loss of an output and its derivative, from ŷ, have code on registers.</summary>
    public virtual bool HasVectorCode => true;

    /// <summary>The function of a value.</summary>
    public static LossFunction Of(Loss loss) => All.First(function => function.Loss == loss);

    /// <summary>The factor that the derivative of every output has, 1/m included, where the local <c>samples</c> is m.</summary>
    public string Scale(IWords words, int outputs)
    {
        string numerator = words.Literal(Factor);
        return !IsMeanOverOutputs ? $"{numerator} / samples"
            : outputs == Factor ? $"{words.Literal(1)} / samples" // The same bits.
            : outputs == 1 ? $"{numerator} / samples" : $"{numerator} / (samples * {outputs}L)";
    }

    /// <summary>The statements that add the share of one output to the double called sum.</summary>
    /// <param name="words">The network's words.</param>
    /// <param name="yHat">ŷ, as a double.</param>
    /// <param name="y">The target.</param>
    public abstract IReadOnlyList<string> Term(IWords words, string yHat, string y);

    /// <summary>The statements that write ∂L/∂ŷ of one output, times the local called scale.</summary>
    public abstract IReadOnlyList<string> Derivative(IWords words, string delta, string yHat, string y);

    /// <summary>The share of a register of outputs, <c>output</c> and <c>y</c>, in double.</summary>
    public virtual string VectorLoss(IWords words) => throw new NotSupportedException();

    /// <summary>∂L/∂ŷ of a register of outputs, times <c>scale</c>.</summary>
    public virtual string VectorDerivative(IWords words) => throw new NotSupportedException();

    /// <summary>A function of the library for one number.</summary>
    protected static string Scalar(IWords words, string name) => $"{words.Type("Losses")}.{name}";

    /// <summary>A function of the library for registers.</summary>
    protected static string Vector(IWords words, string name) => $"{words.Type("VectorLosses")}.{name}";
}

using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Functions;

/// <summary>
/// Everything about one activation σ: its formulas for comments, its code for one number and for a register, and what follows from it. A new one is a
/// class beside the others and one line in <see cref="All"/>.
/// </summary>
internal abstract class ActivationFunction
{
    /// <summary>The type parameter of code on registers.</summary>
    protected const string V = "TVector";

    private static readonly ActivationFunction[] All =
    [
        new IdentityFunction(),
        new SigmoidFunction(),
        new ReLUFunction(),
        new LeakyReLUFunction(),
        new TanhFunction(),
        new SoftmaxFunction(),
        new EluFunction(),
        new SeluFunction(),
        new SoftplusFunction(),
        new GeluFunction(),
        new SiluFunction(),
        new MishFunction(),
        new HardSigmoidFunction(),
        new HardSwishFunction(),
    ];

    /// <summary>The value that declares it.</summary>
    public abstract Activation Activation { get; }

    /// <summary>Its name in an equation.</summary>
    public virtual string Symbol => Activation.ToString();

    /// <summary>σ(z) as a formula after its name; empty where the name says it.</summary>
    /// <param name="slope">The parameter of σ.</param>
    public abstract string Definition(string slope);

    /// <summary>σ′ as a formula of a where that is possible, else of z.</summary>
    public abstract string DerivativeFormula { get; }

    /// <summary>Why z is not kept; null if it is.</summary>
    public virtual string? WhyNotZ => DerivativeNeedsZ ? null : $"a suffices for {DerivativeFormula}";

    /// <summary>Whether σ′ is computed from z. The others have a σ′ that is a function of a, so that z need not be kept.</summary>
    public virtual bool DerivativeNeedsZ => false;

    /// <summary>The parameter of σ where it is not declared; null if σ has none.</summary>
    public virtual double? DefaultSlope => null;

    /// <summary>What <see cref="Model.Initializer.Auto"/> stands for.</summary>
    public virtual Initializer Initializer => Initializer.GlorotUniform;

    /// <summary>Whether it is cheap enough to be the epilogue of a product.</summary>
    public virtual bool IsCheap => false;

    /// <summary>
    /// What σ on a register takes of the JIT's budget for inlining, in parts of <see cref="MostWeight"/>: measured as the number of times that a method of
    /// small layers can contain it before operations on registers stay calls.
    /// </summary>
    public virtual int Weight(Precision precision) => precision == Precision.Single ? 8 : 16;

    /// <summary>The <see cref="Weight"/> that a method can bear.</summary>
    public const int MostWeight = 24;

    /// <summary>The function of a value.</summary>
    public static ActivationFunction Of(Activation activation) => All.First(function => function.Activation == activation);

    /// <summary>The parameter of σ, declared or not; 0 where σ has none.</summary>
    public double SlopeOr(double? declared) => declared ?? DefaultSlope ?? 0;

    /// <summary>The activation with its parameter, as exported weights say what they are for.</summary>
    public string Describe(double? slope) => DefaultSlope is null ? Activation.ToString() : $"{Activation}({ShortestNumber.Of(SlopeOr(slope))})";

    /// <summary>σ(z) as an expression; z is the name of a local.</summary>
    public abstract string Expression(IWords words, double slope, string z);

    /// <summary>δ = ∂L/∂a · σ′(z) as a statement: <paramref name="delta"/> is ∂L/∂a before and δ after.</summary>
    public abstract string DeltaStatement(IWords words, double slope, string delta, string a, string z);

    /// <summary>σ(z) of a register.</summary>
    public abstract string VectorExpression(IWords words, double slope, string z);

    /// <summary>
    /// ∂L/∂a · σ′(z) of a register, from ∂L/∂a and what is kept: z or a, see <see cref="DerivativeNeedsZ"/>. Only of a σ with a parameter: for the others the
    /// library has it, in ElementFunctions.
    /// </summary>
    public virtual string VectorDelta(IWords words, double slope, string d, string kept) => throw new NotSupportedException();

    /// <summary>A function of the library for one number.</summary>
    protected static string Scalar(IWords words, string name) => $"{words.Type("Activations")}.{name}";

    /// <summary>A function of the library for registers.</summary>
    protected static string Vector(IWords words, string name) => $"{words.Type("VectorActivations")}.{name}<{V}, {words.T}>";
}

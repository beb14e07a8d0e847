namespace CompiledNet.Fuzz.Accuracy;

/// <summary>A function of floats over many numbers.</summary>
internal delegate void FloatFunction(ReadOnlySpan<float> x, Span<float> y);

/// <summary>A function and what it should be.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Function">The function.</param>
/// <param name="Exact">The same in double, to some 1e-14.</param>
/// <param name="Counts">Which arguments count.</param>
/// <param name="Slack">An error that is no fault, at an argument.</param>
internal sealed record Subject(
    string Name, FloatFunction Function, Func<double, double> Exact, Func<float, bool> Counts, Func<float, double> Slack)
{
    /// <summary>All subjects.</summary>
    public static IReadOnlyList<Subject> All { get; } =
    [
        Of<LibraryFunctions.Exp>("exp", Math.Exp),
        Of<LibraryFunctions.ExpMinusOne>("expm1", ExpMinusOne),
        Of<LibraryFunctions.Log>("log", Math.Log),
        Of<LibraryFunctions.LogOnePlus>("log1p", LogOnePlus) with { Counts = x => x is (>= 0 and <= 1) or float.NaN },
        Of<LibraryFunctions.Erf>("erf", Erf),

        // Results below the smallest normal number become 0.
        Of<LibraryFunctions.Sigmoid>("sigmoid", Activations.Sigmoid) with { Counts = x => !(x < -87) },
        Of<LibraryFunctions.Tanh>("tanh", Math.Tanh),
        Of<LibraryFunctions.Elu>("elu", x => Activations.Elu(x, 1)),
        Of<LibraryFunctions.EluDerivative>("elu-derivative", x => x > 0 ? 1 : Math.Exp(x)),
        Of<LibraryFunctions.Selu>("selu", Activations.Selu),
        Of<LibraryFunctions.SeluDerivative>(
            "selu-derivative", x => Activations.SeluLambda * (x > 0 ? 1 : Activations.SeluAlpha * Math.Exp(x))) with { Slack = x => x < -86 ? float.Epsilon : 0 },
        Of<LibraryFunctions.Softplus>("softplus", Activations.Softplus),
        Of<LibraryFunctions.SoftplusDerivative>("softplus-derivative", Activations.Sigmoid),
        Of<LibraryFunctions.Gelu>("gelu", Activations.Gelu) with { Slack = Tail },
        Of<LibraryFunctions.GeluDerivative>("gelu-derivative", Activations.GeluDerivative) with { Slack = x => Tail(x) + Root(x, -1, -0.5) },
        Of<LibraryFunctions.Silu>("silu", Activations.Silu) with { Slack = Tail },
        Of<LibraryFunctions.SiluDerivative>("silu-derivative", Activations.SiluDerivative) with { Slack = x => Tail(x) + Root(x, -1.6, -1) },
        Of<LibraryFunctions.Mish>("mish", Activations.Mish) with { Slack = Tail },
        Of<LibraryFunctions.MishDerivative>("mish-derivative", Activations.MishDerivative) with { Slack = x => Tail(x) + Root(x, -1.5, -0.9) },
        Of<LibraryFunctions.HardSigmoid>("hard-sigmoid", Activations.HardSigmoid),
        Of<LibraryFunctions.HardSwish>("hard-swish", Activations.HardSwish),
        Of<LibraryFunctions.HardSwishDerivative>("hard-swish-derivative", x => x <= -3 ? 0 : x >= 3 ? 1 : (x + 1.5) / 3),
    ];

    private static Subject Of<TFunction>(string name, Func<double, double> exact)
        where TFunction : struct, IVectorFunction =>
        new(name, VectorFunction.Run<TFunction>, exact, _ => true, _ => 0);

    // Far to the left the result is z times a factor that is subnormal, so rounded more coarsely, or 0.
    private static double Tail(float z) => z < -13 ? Math.Min(Math.Abs(z), 200.0) * float.Epsilon : 0;

    // Where a derivative crosses 0, the terms of its sum are about 1 and so is what their rounding costs.
    private static double Root(float z, double from, double to) => z > from && z < to ? Math.ScaleB(1, -23) : 0;

    // The runtime has none that is accurate near 0: there by the one for negative x.
    private static double ExpMinusOne(double x)
    {
        double e = Activations.Elu(-Math.Abs(x), 1);
        return x > 1 ? Math.Exp(x) - 1 : x > 0 ? -e / (1 + e) : e;
    }

    // Where x is small, by its series; else what 1 + x loses is made good.
    private static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return Math.Abs(x) < 1e-8 ? x - (x * x / 2) : Math.Log(sum) + ((x - (sum - 1)) / sum);
    }

    // The one that the runtime does not have: ours in double, which the tests hold against 50 digits.
    private static double Erf(double x) =>
        System.Runtime.Intrinsics.Vector128.ToScalar(VectorMath.Erf<Simd128<double>, double>(Simd128<double>.Create(x)).Lanes);
}

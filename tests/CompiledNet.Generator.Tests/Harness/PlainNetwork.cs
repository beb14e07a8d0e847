namespace CompiledNet.Generator.Tests.Harness;

/// <summary>
/// One network, declared in the most ordinary way. Wherever and under whatever name the same attributes stand, the network must
/// compute the same numbers.
/// </summary>
internal static class PlainNetwork
{
    /// <summary>The attributes by full name, so that they work in every surrounding.</summary>
    public const string Attributes =
        "[global::CompiledNet.Network(2, Loss = global::CompiledNet.Loss.HalfSquaredError)]"
        + "[global::CompiledNet.Dense(3, global::CompiledNet.Activation.Sigmoid)]"
        + "[global::CompiledNet.Dense(2, global::CompiledNet.Activation.Tanh)]";

    /// <summary>The attributes of another network, whose layers are computed in vector registers and have a file of kernels.</summary>
    public const string VectorAttributes =
        "[global::CompiledNet.Network(9, Loss = global::CompiledNet.Loss.BinaryCrossEntropy)]"
        + "[global::CompiledNet.Dense(12, global::CompiledNet.Activation.Mish)]"
        + "[global::CompiledNet.Dense(9, global::CompiledNet.Activation.Softmax)]";

    private static readonly Lazy<(float[] Parameters, IReadOnlyDictionary<string, string> Methods, float[] Numbers)> Plain = new(() =>
    {
        using LoadedAssembly plain = Build.Valid($"namespace Plain {{ {Attributes} public partial class Net; }}").Load();
        INetwork<float> network = plain.Network("Plain.Net");
        return (network.Parameters.ToArray(), CompiledMethods.Of(network.GetType()), Probe.Run(network));
    });

    /// <summary>Asserts that a network with the seed 42 is this one: it has its parameters and its instructions, and so computes its numbers.</summary>
    public static void AssertIs(INetwork<float> network)
    {
        Assert.Equal(Plain.Value.Parameters, network.Parameters);
        IReadOnlyDictionary<string, string> methods = CompiledMethods.Of(network.GetType());
        Assert.All(Plain.Value.Methods, method => Assert.Equal(method.Value, methods.GetValueOrDefault(method.Key)));
    }

    /// <summary>Compiles a source and asserts that one type in it is this network.</summary>
    public static void AssertIs(string source, string type, params Type[] typeArguments) =>
        AssertIs(Build.Valid(source), type, typeArguments);

    /// <summary>Compiles a source and asserts that a type in it computes what this network does; its layers may have other names.</summary>
    public static void AssertComputes(string source, string type)
    {
        using LoadedAssembly loaded = Build.Valid(source).Load();
        Assert.Equal(Plain.Value.Numbers, Probe.Run(loaded.Network(type)));
    }

    /// <summary>Compiles many sources as one, each in a namespace of its own, and asserts that a type of each is this network.</summary>
    public static void AssertEachIs(IEnumerable<(string Source, string Type)> sources, params Type[] typeArguments)
    {
        (string Source, string Type)[] cases = [.. sources];
        Assert.NotEmpty(cases);
        using LoadedAssembly loaded = Build.Valid([.. cases.Select((one, i) => $"namespace Case{i}\n{{\n{one.Source}\n}}")]).Load();
        for (int i = 0; i < cases.Length; i++)
        {
            AssertIs(loaded.Network($"Case{i}.{cases[i].Type}", typeArguments));
        }
    }

    /// <summary>Asserts that one type of a build is this network.</summary>
    public static void AssertIs(Build build, string type, params Type[] typeArguments)
    {
        using LoadedAssembly loaded = build.Load();
        AssertIs(loaded.Network(type, typeArguments));
    }
}

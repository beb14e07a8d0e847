using System.Numerics;

namespace CompiledNet.Tests.Reference;

/// <summary>Which declared networks belong to which file of Data.</summary>
internal static class ReferenceNetworks
{
    private static readonly Dictionary<string, (Func<INetwork<double>> InDouble, Func<INetwork<float>> InSingle)> s_networks = new()
    {
        ["activation-elu"] = (() => new EluHiddenDouble(), () => new EluHiddenSingle()),
        ["activation-gelu"] = (() => new GeluHiddenDouble(), () => new GeluHiddenSingle()),
        ["activation-hard_sigmoid"] = (() => new HardSigmoidHiddenDouble(), () => new HardSigmoidHiddenSingle()),
        ["activation-hard_swish"] = (() => new HardSwishHiddenDouble(), () => new HardSwishHiddenSingle()),
        ["activation-leaky-relu-0.2"] = (() => new LeakyReluHiddenDouble(), () => new LeakyReluHiddenSingle()),
        ["activation-mish"] = (() => new MishHiddenDouble(), () => new MishHiddenSingle()),
        ["activation-selu"] = (() => new SeluHiddenDouble(), () => new SeluHiddenSingle()),
        ["activation-silu"] = (() => new SiluHiddenDouble(), () => new SiluHiddenSingle()),
        ["activation-softplus"] = (() => new SoftplusHiddenDouble(), () => new SoftplusHiddenSingle()),
        ["loss-huber"] = (() => new HuberLossDouble(), () => new HuberLossSingle()),
        ["loss-mean-absolute-error"] = (() => new MeanAbsoluteErrorLossDouble(), () => new MeanAbsoluteErrorLossSingle()),
        ["note0-2-3-2"] = (() => new NoteZeroDouble(), () => new NoteZeroSingle()),
        ["note1-4-5-1-leaky_relu-tanh"] = (() => new NoteOneLeakyReluTanhDouble(), () => new NoteOneLeakyReluTanhSingle()),
        ["note1-4-5-1-relu-sigmoid"] = (() => new NoteOneReluSigmoidDouble(), () => new NoteOneReluSigmoidSingle()),
        ["note1-4-5-1-sigmoid-sigmoid"] = (() => new NoteOneSigmoidSigmoidDouble(), () => new NoteOneSigmoidSigmoidSingle()),
        ["note1-4-5-1-tanh-identity"] = (() => new NoteOneTanhIdentityDouble(), () => new NoteOneTanhIdentitySingle()),
        ["note1-4-5-3-softmax-mse"] = (() => new NoteOneSoftmaxDouble(), () => new NoteOneSoftmaxSingle()),
        ["note2-2-4-3-2"] = (() => new NoteTwoDouble(), () => new NoteTwoSingle()),
        ["note3-no-bias"] = (() => new NoteThreeDouble(), () => new NoteThreeSingle()),
        ["note4-logistic-regression"] = (() => new NoteFourLogisticRegressionDouble(), () => new NoteFourLogisticRegressionSingle()),
        ["note4-two-layer-batch"] = (() => new NoteFourTwoLayersDouble(), () => new NoteFourTwoLayersSingle()),
        ["softmax-cross-entropy"] = (() => new SoftmaxCrossEntropyDouble(), () => new SoftmaxCrossEntropySingle()),
        ["wide-33-17-65-5"] = (() => new WideDouble(), () => new WideSingle()),
    };

    /// <summary>The names of the files.</summary>
    public static IEnumerable<string> Names => s_networks.Keys;

    /// <summary>A new network of a number type for a file.</summary>
    public static INetwork<T> Create<T>(string name)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        typeof(T) == typeof(double) ? (INetwork<T>)s_networks[name].InDouble() : (INetwork<T>)s_networks[name].InSingle();
}

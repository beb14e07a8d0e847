using System.Runtime.CompilerServices;
using CompiledNet.Generator.Tests.Harness;

namespace CompiledNet.Generator.Tests.Snapshots;

/// <summary>The whole text emitted for a few networks, as a reader meets it. Each is compiled and run as well.</summary>
public class SnapshotTests
{
    [Fact]
    public void Note0_2_3_2() => Verify("""
        [Network(inputs: 2, Loss = Loss.HalfSquaredError)]
        [Dense(3, Activation.Sigmoid)]
        [Dense(2, Activation.Sigmoid)]
        public partial class Note0;
        """);

    [Fact]
    public void Note0_2_3_2_without_kernels() => Verify("""
        [Network(inputs: 2, Loss = Loss.HalfSquaredError, Vectorize = false)]
        [Dense(3, Activation.Sigmoid)]
        [Dense(2, Activation.Sigmoid)]
        public partial class Note0;
        """);

    [Fact]
    public void Note1_4_5_1() => Verify("""
        [Network(inputs: 4, Loss = Loss.MeanSquaredError)]
        [Dense(5, Activation.ReLU)]
        [Dense(1, Activation.Sigmoid)]
        public partial class Note1;
        """);

    [Fact]
    public void Note2_2_4_3_2() => Verify("""
        [Network(inputs: 2, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
        [Dense(4, Activation.Sigmoid)]
        [Dense(3, Activation.Sigmoid)]
        [Dense(2, Activation.Sigmoid, Initializer = Initializer.GlorotNormal, BiasInitializer = BiasInitializer.Uniform)]
        public partial class Note2;
        """);

    [Fact]
    public void Note4_logistic_regression() => Verify("""
        [Network(inputs: 3, Loss = Loss.BinaryCrossEntropy)]
        [Dense(1, Activation.Sigmoid)]
        public partial class LogisticRegression;
        """);

    [Fact]
    public void Digits_64_32_10() => Verify("""
        [Network(inputs: 64, Loss = Loss.CategoricalCrossEntropy)]
        [Dense(32, Activation.ReLU)]
        [Dense(10, Activation.Softmax)]
        public partial class DigitNet;
        """);

    [Fact]
    public void Residual_block() => Verify("""
        [Network(inputs: 3, Loss = Loss.MeanSquaredError)]
        [Dense(4, Activation.Tanh, Name = "Stem")]
        [LayerNorm]
        [Dropout(0.1)]
        [Dense(4)]
        [Add("Stem", Activation = Activation.ReLU)]
        [Dense(2)]
        public partial class Residual;
        """);

    private static void Verify(string declaration, [CallerMemberName] string test = "")
    {
        Build build = Build.Valid($"using CompiledNet;\n\nnamespace Example;\n\n{declaration}");
        using LoadedAssembly loaded = build.Load();
        object network = Activator.CreateInstance(loaded.Assembly.GetExportedTypes().Single(type => !type.IsNested), 42L)!;
        if (network is INetwork<float> single)
        {
            Probe.Run(single);
        }
        else
        {
            Probe.Run((INetwork<double>)network);
        }

        Snapshot.Verify(test, build.Main);
        if (test == nameof(Note0_2_3_2))
        {
            Snapshot.Verify(test + ".Members", build.Members);
        }

        if (build.Kernels is { } kernels)
        {
            Snapshot.Verify(test + ".Kernels", kernels);
        }
    }
}

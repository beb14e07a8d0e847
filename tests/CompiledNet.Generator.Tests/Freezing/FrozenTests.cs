using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CompiledNet.Generator.Tests.Harness;

namespace CompiledNet.Generator.Tests.Freezing;

/// <summary>A network is exported, its class compiled again with what was written, and that infers as the network did.</summary>
public class FrozenTests
{
    private const string Using = "using CompiledNet; ";

    private const string Digits =
        Using + "[Network(64, Loss = Loss.CategoricalCrossEntropy)] [Dense(32, Activation.ReLU)] [Dense(10, Activation.Softmax)] public partial class Net;";

    // Hidden layers whose scratch memory does not fit the stack, either: a resource.
    private const string Wide =
        Using + "[Network(5)] [Dense(2300, Activation.Tanh)] [Dense(3, Activation.Sigmoid)] public partial class Net;";

    // Every other kind of layer, and values that several layers read.
    private const string Graph = Using
        + "[Network(5)] [Dense(9, Name = \"Stem\")] [LayerNorm(Activation.GELU)] [Dropout(0.5)] [BatchNorm] [Dense(9)] [Add(\"Stem\", Activation = Activation.ReLU)] "
        + "[Concatenate(\"Input\")] [PReLU] [Dense(5)] [Activate(Activation.Sigmoid)] [Multiply(\"Input\")] [Dropout(0.1)] public partial class Net;";

    private const string Image = Using
        + "[Network(6, 5, 2)] [Conv2D(9, 3, Activation.ReLU, Padding = PaddingMode.Same)] [BatchNorm] [MaxPool2D(2)] [Conv2D(9, 3, Groups = 9, Pad = 1)] "
        + "[AveragePool2D(2, Padding = PaddingMode.Same)] [Flatten(Order = FlattenOrder.ChannelsFirst)] [Dense(3)] public partial class Net;";

    private const string FixedSequence = Using
        + "[Network(7, 3)] [Conv1D(5, 3, Activation.Tanh, Padding = PaddingMode.Causal)] [GRU(9)] [LSTM(4)] [LastStep] [Dense(2)] public partial class Net;";

    private const string OpenSequence = Using
        + "[Network(inputs: 2, Sequence = true)] [Conv1D(9, 3, Activation.Tanh, Dilation = 2, Name = \"Heard\")] [GRU(5)] [LSTM(9)] [Add(\"Heard\")] [Dense(3)] public partial class Net;";

    [Theory]
    [InlineData(Digits)]
    [InlineData(Image)]
    [InlineData(FixedSequence)]
    [InlineData(Using + "[Network(1)] [Dense(1)] public partial class Net;")]
    [InlineData(Using + "[Network(7)] [Dense(5, Activation.SELU, Bias = false)] public partial class Net;")]
    [InlineData(Using + "[Network(3)] [Dense(9, Activation.LeakyReLU, Slope = 0.2)] [Dense(4, Activation.ELU, Name = \"Second\")] [Dense(17, Activation.Mish, Bias = false)] public partial class Net;")]
    [InlineData(Using + "[Network(2)] [Dense(1000, Activation.ReLU)] [Dense(1)] public partial class Net;")]
    [InlineData(Wide)]
    [InlineData(Graph)]
    public void It_infers_the_same_bits(string source) => AssertFreezes<float>(source, "Net");

    [Theory]
    [InlineData(Using + "[Network(6, Precision = Precision.Double)] [Dense(11, Activation.GELU)] [Dense(2, Bias = false)] public partial class Net;")]
    [InlineData(Using + "[Network(120, Precision = Precision.Double)] [Dense(40, Activation.ELU, Slope = 1e-300)] [Dense(2, Bias = false)] public partial class Net;")]
    public void It_infers_the_same_bits_in_double(string source) => AssertFreezes<double>(source, "Net");

    [Fact]
    public void A_stream_of_it_gives_the_bits_of_the_network_s_and_allocates_nothing()
    {
        const int Steps = 150;
        using LoadedAssembly loaded = Build.Valid(OpenSequence).Load();
        var network = (ISequenceNetwork<float>)loaded.Network("Net");
        using LoadedAssembly assembly = Freeze(OpenSequence, network);
        float[] input = Probe.Numbers<float>(Steps * network.InputSize);
        var expected = new float[Steps * network.OutputSize];
        network.CreateStream().Process(input, expected);

        var whole = new float[expected.Length];
        new FrozenNetwork<float>(assembly.Type("Net")).Forward(input, whole);
        Assert.Equal(expected, whole);

        SequenceStream<float> stream = new FrozenNetwork<float>(assembly.Type("Net")).CreateStream();
        var found = new float[expected.Length];
        Play(single: 70);
        Assert.Equal(expected, found);

        // From a state in the middle, and from the beginning again; the second time nothing is compiled.
        float[] middle = [.. stream.State];
        stream.Reset();
        Array.Clear(found);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Play(single: 3);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(expected, found);
        Assert.Equal(middle, stream.State);

        void Play(int single)
        {
            for (int step = 0; step < single; step++)
            {
                stream.Step(input.AsSpan(step * network.InputSize, network.InputSize), found.AsSpan(step * network.OutputSize, network.OutputSize));
            }

            stream.Process(input.AsSpan(single * network.InputSize), found.AsSpan(single * network.OutputSize));
        }
    }

    [Theory]
    [InlineData("namespace A.B; [Network(3)] [Dense(2)] partial class Net { }", "A.B.Net")]
    [InlineData("namespace @class { partial struct Outer { internal partial interface @in { [Network(3)] [Dense(2)] partial class @new { } } } }", "class.Outer+in+new")]
    [InlineData("partial class Span { [Network(3)] [Dense(2)] public partial class FrozenData { } }", "Span+FrozenData")]
    [InlineData("partial record Outer { [Network(90)] [Dense(90)] public partial class Net { } }", "Outer+Net")]
    [InlineData("[Network(3)] [Dense(2)] public partial class Net { public required int Size { get; set; } }", "Net")]
    [InlineData("[Network(3)] [Dense(2)] public partial class Copies { }", "Copies")]
    [InlineData("[Network(3)] [Dense(2)] public partial class Net { [Network(3)] [Dense(2)] public partial class frozen { } }", "Net")]
    [InlineData("[Network(90)] [Dense(90)] public partial class Prepare { public int _resource, Open, Assembly; }", "Prepare")]
    public void It_may_stand_anywhere(string source, string type) => AssertFreezes<float>(Using + source, type);

    [Theory]
    [InlineData(3)]
    [InlineData(90)]
    public void Generic_classes_freeze(int inputs)
    {
        string source = Using + $"partial class Outer<T> {{ [Network({inputs})] [Dense(90)] public partial class Net<TOwn> where TOwn : class {{ }} }}";
        AssertFreezes<float>(source, "Outer`1+Net`1", [typeof(int), typeof(string)]);
    }

    [Fact]
    public void It_compiles_in_the_strictest_project()
    {
        foreach (int units in (int[])[3, 90])
        {
            string source = Using + $"namespace Example {{ [Network(90)] [Dense({units})] internal sealed partial class Net {{ }} }}";
            using LoadedAssembly loaded = Build.Valid(source).Load();
            Build strict = Build.Valid([source, Exported.Of(loaded.Network("Example.Net")).Source], BuildOptions.Strict);
            Assert.Empty(strict.CompilerDiagnostics);
            Assert.NotNull(strict.Frozen);
        }
    }

    [Theory]
    [InlineData("CN0012", "[Network(3)] [Dense(2)] public partial class Net { public int Frozen => 1; }")]
    [InlineData("CN0011", "[Network(3)] [Dense(2, Name = \"Frozen\")] public partial class Net { }")]
    [InlineData("CN0013", "[Network(3)] [Dense(2)] public partial class Frozen { }")]
    [InlineData("CN0019", "public class Parent { public int Frozen; } [Network(3)] [Dense(2)] public partial class Net : Parent { }")]
    public void Its_name_is_taken_before_anything_is_frozen(string id, string source) =>
        Assert.Equal([id], Build.Of(Using + source).AnalyzerDiagnostics.Select(found => found.Id));

    [Fact]
    public void Every_bit_is_kept()
    {
        using LoadedAssembly loaded = Build.Valid(Digits).Load();
        INetwork<float> network = loaded.Network("Net");
        uint[] odd = [0x80000000, 0x7FC12345, 0xFF800001, 0x00000001, 0x7F7FFFFF, 0xFF800000];
        MemoryMarshal.Cast<uint, float>(odd).CopyTo(network.Parameters);

        using LoadedAssembly frozen = Freeze(Digits, network);
        ReadOnlySpan<float> parameters = new FrozenNetwork<float>(frozen.Type("Net")).Parameters();

        Assert.Equal(odd, MemoryMarshal.Cast<float, uint>(parameters[..odd.Length]).ToArray());
    }

    [Theory]
    [InlineData(Digits)]
    [InlineData(Wide)]
    public void Parameters_lie_on_a_boundary_of_registers(string source)
    {
        using LoadedAssembly loaded = Build.Valid(source).Load();
        using LoadedAssembly frozen = Freeze(source, loaded.Network("Net"));
        ReadOnlySpan<float> parameters = new FrozenNetwork<float>(frozen.Type("Net")).Parameters();

        Assert.Equal(0, Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref MemoryMarshal.GetReference(parameters)) % 64);
    }

    [Theory]
    [InlineData(Digits)]
    [InlineData(Wide)]
    public void Inference_allocates_nothing_once_it_is_prepared(string source)
    {
        using LoadedAssembly loaded = Build.Valid(source).Load();
        INetwork<float> network = loaded.Network("Net");
        using LoadedAssembly assembly = Freeze(source, network);
        var frozen = new FrozenNetwork<float>(assembly.Type("Net"));
        Infer<float> forward = frozen.Forward;
        float[] input = Probe.Numbers<float>(20 * network.InputSize);
        var output = new float[20 * network.OutputSize];

        // What is compiled for an assembly that can be unloaded is kept in objects: once for nothing.
        Infer();
        Assert.Equal(0, Infer());
        long ofOtherThread = -1;
        var other = new Thread(() =>
        {
            frozen.Prepare();
            ofOtherThread = Infer();
        });
        other.Start();
        other.Join();
        Assert.Equal(0, ofOtherThread);

        long Infer()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            forward(input, output);
            forward(input.AsSpan(0, network.InputSize), output.AsSpan(0, network.OutputSize));
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Theory]
    [InlineData(Digits)]
    [InlineData(Wide)]
    public void It_may_be_called_first_from_many_threads(string source)
    {
        using LoadedAssembly loaded = Build.Valid(source).Load();
        INetwork<float> network = loaded.Network("Net");
        float[] input = Probe.Numbers<float>(network.InputSize);
        var expected = new float[network.OutputSize];
        network.Forward(input, expected);
        using LoadedAssembly assembly = Freeze(source, network);
        Infer<float> forward = new FrozenNetwork<float>(assembly.Type("Net")).Forward;

        Parallel.For(0, 32, _ =>
        {
            var output = new float[expected.Length];
            forward(input, output);
            Assert.Equal(expected, output);
        });
    }

    [Fact]
    public void Arguments_are_checked_as_an_instance_checks_them()
    {
        using LoadedAssembly loaded = Build.Valid(Digits).Load();
        INetwork<float> network = loaded.Network("Net");
        using LoadedAssembly assembly = Freeze(Digits, network);
        var frozen = new FrozenNetwork<float>(assembly.Type("Net"));
        foreach ((int inputs, int outputs) in new[] { (0, 0), (63, 10), (64, 9), (128, 10) })
        {
            Assert.Equal(
                Assert.Throws<ArgumentException>(() => network.Forward(new float[inputs], new float[outputs])).Message,
                Assert.Throws<ArgumentException>(() => frozen.Forward(new float[inputs], new float[outputs])).Message);
        }

        var shared = new float[74];
        Assert.Throws<ArgumentException>(() => frozen.Forward(shared.AsSpan(0, 64), shared.AsSpan(60, 10)));
        Assert.Throws<ArgumentOutOfRangeException>(() => frozen.ForwardShared(new float[64], new float[10], 0));
    }

    [Fact]
    public void Nothing_of_the_attribute_is_left_in_the_program()
    {
        using LoadedAssembly loaded = Build.Valid(Digits).Load();
        using LoadedAssembly frozen = Freeze(Digits, loaded.Network("Net"));

        Assert.DoesNotContain(frozen.Type("Net").CustomAttributes, attribute => attribute.AttributeType == typeof(FrozenWeightsAttribute));
    }

    [Fact]
    public void What_is_said_of_the_network_is_said_where_it_is_declared()
    {
        using LoadedAssembly loaded = Build.Valid(Digits).Load();
        Build build = Build.Valid([Exported.Of(loaded.Network("Net")).Source, Digits]);

        Assert.Equal("File2.cs", Assert.Single(build.Advice).Location.SourceTree!.FilePath);
    }

    [Fact]
    public void Names_loss_and_initializers_may_change()
    {
        using LoadedAssembly loaded = Build.Valid(Digits).Load();
        string changed = Digits
            .Replace(", Loss = Loss.CategoricalCrossEntropy", "", StringComparison.Ordinal)
            .Replace("(32, Activation.ReLU", "(32, Activation.ReLU, Slope = 3, Name = \"Hidden\", Initializer = Initializer.Zeros", StringComparison.Ordinal);

        Assert.NotNull(Build.Valid([changed, Exported.Of(loaded.Network("Net")).Source]).Frozen);
    }

    [Fact]
    public void A_line_end_of_another_system_does_no_harm()
    {
        using LoadedAssembly loaded = Build.Valid(Digits).Load();
        string source = Exported.Of(loaded.Network("Net")).Source;

        Assert.NotNull(Build.Valid([Digits, source.ReplaceLineEndings("\r\n")]).Frozen);
    }

    internal static LoadedAssembly Freeze<T>(string source, INetwork<T> network, bool inPlace = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Exported exported = Exported.Of(network, inPlace);
        return Build.Valid([source, exported.Source]).Load(exported.Resources);
    }

    private static void AssertFreezes<T>(string source, string type, params Type[] arguments)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using LoadedAssembly loaded = Build.Valid(source).Load();
        INetwork<T> network = loaded.Network<T>(type, 42, arguments);
        foreach (bool inPlace in (bool[])[false, true])
        {
            using LoadedAssembly assembly = Freeze(source, network, inPlace);
            var frozen = new FrozenNetwork<T>(assembly.Type(type, arguments));
            foreach (int samples in (int[])[1, 3, 30])
            {
                T[] input = Probe.Numbers<T>(samples * network.InputSize);
                var expected = new T[samples * network.OutputSize];
                var found = new T[expected.Length];
                network.Forward(input, expected);

                frozen.Forward(input, found);
                Assert.Equal(expected, found);

                Array.Clear(found);
                frozen.ForwardShared(input, found, 2);
                Assert.Equal(expected, found);
            }

            AssertSameParameters(network, frozen.Parameters());
            if (arguments.Length == 0 && !source.Contains("required", StringComparison.Ordinal))
            {
                AssertSameParameters(network, frozen.CreateNetwork().Parameters);
            }
        }
    }

    private static void AssertSameParameters<T>(INetwork<T> network, ReadOnlySpan<T> parameters)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Assert.Equal(network.Parameters.Length, parameters.Length);
        foreach (TensorLayout tensor in network.Layers.SelectMany(layer => new[] { layer.Weights, layer.Biases }).Where(tensor => tensor.Count > 0))
        {
            int last = tensor.IndexOf(tensor.Rows - 1, tensor.Columns - 1);
            Assert.Equal(network.Parameters[tensor.Offset], parameters[tensor.Offset]);
            Assert.Equal(network.Parameters[last], parameters[last]);
        }
    }
}

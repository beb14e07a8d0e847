namespace CompiledNet.Tests.Networks
{
    /// <summary>Networks at every place and of every kind that C# allows.</summary>
    public sealed partial class Places
    {
        /// <summary>Nested twice, and not public.</summary>
        internal partial struct Inner
        {
            [Network(inputs: 2, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
            [Dense(2, Activation.Tanh)]
            internal sealed partial class InStruct;
        }

        /// <summary>In a record.</summary>
        public partial record Record
        {
            [Network(inputs: 2, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
            [Dense(2, Activation.Tanh)]
            public sealed partial class InRecord;
        }

        /// <summary>In a generic type with a constraint.</summary>
        public partial class Generic<T, TOther>
            where T : struct
        {
            [Network(inputs: 2, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
            [Dense(2, Activation.Tanh)]
            public partial class InGeneric;
        }

        [Network(inputs: 2, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
        [Dense(2, Activation.Tanh)]
        private sealed partial class Hidden;

        internal static INetwork<double> CreateHidden() => new Hidden(seed: 1);
    }

    /// <summary>Named by keywords.</summary>
    [Network(inputs: 2, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
    [Dense(3, Activation.Tanh, Name = "int")]
    [Dense(2, Activation.Tanh, Name = "params")]
#pragma warning disable CA1716 // A reserved word is the point.
    public partial class @class;
#pragma warning restore CA1716

    /// <summary>Something to derive from.</summary>
    public class Animal
    {
        public string Name { get; set; } = "none";
    }

    /// <summary>Something to implement.</summary>
    public interface INamed
    {
        string Name { get; }
    }

    /// <summary>With a base class, an interface, a constructor and members of its own, some of them on another declaration.</summary>
    [Network(inputs: 2, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
    [Dense(2, Activation.Tanh)]
    public partial class OwnMembersNet : Animal, INamed
    {
        private readonly int _calls;

        public OwnMembersNet(string name, long seed)
            : this(seed)
        {
            Name = name;
            _calls = 1;
        }

        public int Calls => _calls;
    }

    /// <summary>The other declaration.</summary>
    public partial class OwnMembersNet
    {
        public double Predict(double x, double y)
        {
            Span<double> output = stackalloc double[OutputSize];
            Forward([x, y], output);
            return output[0];
        }
    }

    /// <summary>One of each initializer.</summary>
    [Network(inputs: 100, Precision = Precision.Double)]
    [Dense(100, Initializer = Initializer.GlorotNormal)]
    [Dense(100, Activation.SELU)]
    [Dense(100, Activation.Tanh, Initializer = Initializer.HeNormal)]
    [Dense(100, Activation.Sigmoid, Initializer = Initializer.Zeros, BiasInitializer = BiasInitializer.Uniform)]
    [Dense(100, Initializer = Initializer.HeUniform)]
    public partial class InitializersNet;
}

namespace CompiledNet.Tests.Networks.SizesAroundWritingOut
{
    [Network(inputs: 1, Precision = Precision.Double)]
    [Dense(1, Activation.Tanh)]
    public partial class OneByOne;

    [Network(inputs: 64, Precision = Precision.Double)]
    [Dense(1, Activation.Tanh)]
    public partial class SixtyFourByOne;

    [Network(inputs: 65, Precision = Precision.Double)]
    [Dense(1, Activation.Tanh)]
    public partial class SixtyFiveByOne;

    [Network(inputs: 1, Precision = Precision.Double)]
    [Dense(64, Activation.Softmax)]
    public partial class OneBySixtyFour;

    [Network(inputs: 1, Precision = Precision.Double)]
    [Dense(65, Activation.Softmax)]
    public partial class OneBySixtyFive;

    [Network(inputs: 8, Precision = Precision.Double)]
    [Dense(8, Activation.ReLU)]
    [Dense(9, Activation.ReLU)]
    [Dense(8, Bias = false)]
    public partial class EightByEight;
}

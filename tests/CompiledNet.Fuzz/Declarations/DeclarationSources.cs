namespace CompiledNet.Fuzz.Declarations;

/// <summary>Valid declarations, from which the random ones are made.</summary>
internal static class DeclarationSources
{
    public static readonly IReadOnlyList<string> All =
    [
        """
        using CompiledNet;

        namespace Demo;

        [Network(inputs: 4, Loss = Loss.CategoricalCrossEntropy)]
        [Dense(5, Activation.ReLU)]
        [Dense(3, Activation.Softmax)]
        public partial class Net;
        """,
        """
        using CompiledNet;

        [Network(3, Loss = Loss.HalfSquaredError, Precision = Precision.Double)]
        [Dense(4, Activation.Tanh, Name = "Hidden", Bias = false)]
        [Dense(2, Name = "Out", Initializer = Initializer.HeNormal, BiasInitializer = BiasInitializer.Uniform)]
        internal sealed partial class Net
        {
            public int Calls { get; private set; }

            public void Count() => Calls++;
        }
        """,
        """
        using System;
        using CompiledNet;

        namespace A.B
        {
            public partial class Outer<T>
                where T : IComparable<T>
            {
                public partial struct Middle
                {
                    [Network(2, Loss = Loss.Huber)]
                    [Dense(3, Activation.LeakyReLU, Slope = 0.2)]
                    [Dense(1, Activation.Identity)]
                    private partial class Net<TOther>
                    {
                    }
                }
            }
        }
        """,
        """
        using CompiledNet;

        namespace Demo
        {
            public class Base
            {
                protected Base(int size = 3) => Size = size;

                public int Size { get; }
            }

            [Network(inputs: 70)]
            [Dense(units: 33, activation: Activation.GELU)]
            [Dense(units: 17, activation: Activation.ELU, Slope = 0.5)]
            public partial class Net : Base
            {
                public Net(string name)
                    : this(seed: name.Length)
                {
                }
            }
        }
        """,
        """
        using CompiledNet;
        using Span = System.Int32;

        namespace Ångström.@class;

        public partial record Holder
        {
            public partial interface IPlace
            {
                [CompiledNet.NetworkAttribute(1, Loss = CompiledNet.Loss.BinaryCrossEntropy)]
                [global::CompiledNet.Dense(2, CompiledNet.Activation.SiLU, Name = "émile")]
                [DenseAttribute(1, Activation.Sigmoid, Name = "if")]
                public partial class @event;
            }
        }

        public enum Loss
        {
            None,
        }
        """,
        """
        using CompiledNet;

        namespace Demo;

        [Network(2, Loss = Loss.SquaredError)]
        [Dense(3, Activation.Mish)]
        partial class First;

        [Network(2, Loss = Loss.MeanSquaredError)]
        [Dense(3, Activation.SELU)]
        [Dense(2, Activation.HardSwish)]
        partial class Second
        {
            partial class Nested
            {
                [Network(2, Loss = Loss.MeanAbsoluteError)]
                [Dense(2, Activation.HardSigmoid)]
                [Dense(2, Activation.Softplus)]
                partial class Third;
            }
        }

        partial class Second : System.IDisposable
        {
            public void Dispose()
            {
            }
        }
        """,
    ];
}

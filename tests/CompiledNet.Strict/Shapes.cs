using CompiledNet;

namespace CompiledNet.Strict
{
    /// <summary>Generic, around a network.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    public partial class Outer<T>
    {
        /// <summary>A member of its own.</summary>
        public T? Value { get; set; }

        [Network(9, Loss = Loss.CategoricalCrossEntropy)]
        [Dense(12, Activation.Tanh)]
        [Dense(9, Activation.Softmax)]
        internal sealed partial class Inside;
    }

    /// <summary>A record around a network.</summary>
    /// <param name="Title">Its title.</param>
    public partial record Holder(string Title)
    {
        [Network(9, Loss = Loss.Huber)]
        [Dense(12, Activation.Sigmoid)]
        [Dense(9)]
        internal sealed partial class Inside;
    }

    /// <summary>A structure around a network.</summary>
    internal partial struct Place
    {
        [Network(2, Loss = Loss.SquaredError)]
        [Dense(3, Activation.Mish)]
        internal sealed partial class Inside;
    }

    /// <summary>A static class around a network.</summary>
    public static partial class Networks
    {
        [Network(2, Loss = Loss.MeanSquaredError)]
        [Dense(30, Activation.ReLU)]
        [Dense(2)]
        internal sealed partial class Inside;
    }

    /// <summary>A generic network.</summary>
    /// <typeparam name="TTag">What tells one kind of it from another.</typeparam>
    [Network(9, Loss = Loss.BinaryCrossEntropy)]
    [Dense(12, Activation.SiLU)]
    [Dense(9, Activation.Sigmoid)]
    public sealed partial class Tagged<TTag>;

    /// <summary>Layers called like types that generated code uses, so that it writes their full names.</summary>
    [Network(9, Loss = Loss.MeanAbsoluteError)]
    [Dense(12, Activation.Softplus, Name = "Span")]
    [Dense(12, Activation.ReLU, Name = "MathF")]
    [Dense(2, Name = "MatrixProduct")]
    public sealed partial class FullNames;

    [Network(2, Loss = Loss.HalfSquaredError)]
    [Dense(3, Activation.Sigmoid, Name = "event")]
    [Dense(2, Name = "int")]
    internal sealed partial class @class;
}

namespace CompiledNet.Strict.@namespace
{
    [Network(9)]
    [Dense(12, Activation.ELU, Name = "return")]
    internal sealed partial class @operator;
}

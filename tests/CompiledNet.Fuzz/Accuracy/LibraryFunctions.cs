using System.Numerics;

namespace CompiledNet.Fuzz.Accuracy;

/// <summary>The library's functions on registers, each as a type.</summary>
internal static class LibraryFunctions
{
    internal readonly struct Exp : IVectorFunction
    {
        public static TV Of<TV, T>(TV x)
            where TV : struct, ISimd<TV, T>
            where T : unmanaged, IFloatingPointIeee754<T> => VectorMath.Exp<TV, T>(x);
    }

    internal readonly struct ExpMinusOne : IVectorFunction
    {
        public static TV Of<TV, T>(TV x)
            where TV : struct, ISimd<TV, T>
            where T : unmanaged, IFloatingPointIeee754<T> => VectorMath.ExpMinusOne<TV, T>(x);
    }

    internal readonly struct Log : IVectorFunction
    {
        public static TV Of<TV, T>(TV x)
            where TV : struct, ISimd<TV, T>
            where T : unmanaged, IFloatingPointIeee754<T> => VectorMath.Log<TV, T>(x);
    }

    internal readonly struct LogOnePlus : IVectorFunction
    {
        public static TV Of<TV, T>(TV x)
            where TV : struct, ISimd<TV, T>
            where T : unmanaged, IFloatingPointIeee754<T> => VectorMath.LogOnePlus<TV, T>(x);
    }

    internal readonly struct Erf : IVectorFunction
    {
        public static TV Of<TV, T>(TV x)
            where TV : struct, ISimd<TV, T>
            where T : unmanaged, IFloatingPointIeee754<T> => VectorMath.Erf<TV, T>(x);
    }

    internal readonly struct Sigmoid : IVectorFunction
    {
        public static TV Of<TV, T>(TV x)
            where TV : struct, ISimd<TV, T>
            where T : unmanaged, IFloatingPointIeee754<T> => VectorActivations.Sigmoid<TV, T>(x);
    }

    internal readonly struct Tanh : IVectorFunction
    {
        public static TV Of<TV, T>(TV x)
            where TV : struct, ISimd<TV, T>
            where T : unmanaged, IFloatingPointIeee754<T> => VectorActivations.Tanh<TV, T>(x);
    }

    internal readonly struct Elu : IVectorFunction
    {
        public static TV Of<TV, T>(TV x)
            where TV : struct, ISimd<TV, T>
            where T : unmanaged, IFloatingPointIeee754<T> => VectorActivations.Elu<TV, T>(x, T.One);
    }

    internal readonly struct Selu : IVectorFunction
    {
        public static TV Of<TV, T>(TV x)
            where TV : struct, ISimd<TV, T>
            where T : unmanaged, IFloatingPointIeee754<T> => VectorActivations.Selu<TV, T>(x);
    }

    internal readonly struct EluDerivative : IVectorFunction
    {
        public static TV Of<TV, T>(TV x)
            where TV : struct, ISimd<TV, T>
            where T : unmanaged, IFloatingPointIeee754<T> => VectorActivations.EluDelta<TV, T>(TV.Number(1), x, T.One);
    }

    internal readonly struct SeluDerivative : IVectorFunction
    {
        public static TV Of<TV, T>(TV x)
            where TV : struct, ISimd<TV, T>
            where T : unmanaged, IFloatingPointIeee754<T> => VectorActivations.SeluDelta<TV, T>(TV.Number(1), x);
    }

    internal readonly struct Softplus : IVectorFunction
    {
        public static TV Of<TV, T>(TV x)
            where TV : struct, ISimd<TV, T>
            where T : unmanaged, IFloatingPointIeee754<T> => VectorActivations.Softplus<TV, T>(x);
    }

    internal readonly struct SoftplusDerivative : IVectorFunction
    {
        public static TV Of<TV, T>(TV x)
            where TV : struct, ISimd<TV, T>
            where T : unmanaged, IFloatingPointIeee754<T> => VectorActivations.SoftplusDelta<TV, T>(TV.Number(1), x);
    }

    internal readonly struct Gelu : IVectorFunction
    {
        public static TV Of<TV, T>(TV x)
            where TV : struct, ISimd<TV, T>
            where T : unmanaged, IFloatingPointIeee754<T> => VectorActivations.Gelu<TV, T>(x);
    }

    internal readonly struct GeluDerivative : IVectorFunction
    {
        public static TV Of<TV, T>(TV x)
            where TV : struct, ISimd<TV, T>
            where T : unmanaged, IFloatingPointIeee754<T> => VectorActivations.GeluDelta<TV, T>(TV.Number(1), x);
    }

    internal readonly struct Silu : IVectorFunction
    {
        public static TV Of<TV, T>(TV x)
            where TV : struct, ISimd<TV, T>
            where T : unmanaged, IFloatingPointIeee754<T> => VectorActivations.Silu<TV, T>(x);
    }

    internal readonly struct SiluDerivative : IVectorFunction
    {
        public static TV Of<TV, T>(TV x)
            where TV : struct, ISimd<TV, T>
            where T : unmanaged, IFloatingPointIeee754<T> => VectorActivations.SiluDelta<TV, T>(TV.Number(1), x);
    }

    internal readonly struct Mish : IVectorFunction
    {
        public static TV Of<TV, T>(TV x)
            where TV : struct, ISimd<TV, T>
            where T : unmanaged, IFloatingPointIeee754<T> => VectorActivations.Mish<TV, T>(x);
    }

    internal readonly struct MishDerivative : IVectorFunction
    {
        public static TV Of<TV, T>(TV x)
            where TV : struct, ISimd<TV, T>
            where T : unmanaged, IFloatingPointIeee754<T> => VectorActivations.MishDelta<TV, T>(TV.Number(1), x);
    }

    internal readonly struct HardSigmoid : IVectorFunction
    {
        public static TV Of<TV, T>(TV x)
            where TV : struct, ISimd<TV, T>
            where T : unmanaged, IFloatingPointIeee754<T> => VectorActivations.HardSigmoid<TV, T>(x);
    }

    internal readonly struct HardSwish : IVectorFunction
    {
        public static TV Of<TV, T>(TV x)
            where TV : struct, ISimd<TV, T>
            where T : unmanaged, IFloatingPointIeee754<T> => VectorActivations.HardSwish<TV, T>(x);
    }

    internal readonly struct HardSwishDerivative : IVectorFunction
    {
        public static TV Of<TV, T>(TV x)
            where TV : struct, ISimd<TV, T>
            where T : unmanaged, IFloatingPointIeee754<T> => VectorActivations.HardSwishDelta<TV, T>(TV.Number(1), x);
    }
}

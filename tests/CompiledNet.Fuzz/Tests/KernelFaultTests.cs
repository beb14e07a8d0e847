using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>
/// A test of the tests: faults that the library's kernels could have. A class of the kernel's name passes the call on, with one thing wrong,
/// and is what the generated code finds first. Each fault must be seen twice, see <see cref="PlantedFault"/>.
/// </summary>
public sealed class KernelFaultTests
{
    // The shape that a kernel is given, but for what a test replaces.
    private const string Shape = """
        using CompiledNet;
        using CompiledNet.Generated;
        using System.Numerics;

        namespace Fuzz;

        internal readonly struct Wrong<TShape, T> : IProductShape<T>
            where TShape : struct, IProductShape<T>
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            public static int Lanes => TShape.Lanes;
            public static int Columns => TShape.Columns;
            public static int Depth => TShape.Depth;
            public static int RowStride => TShape.RowStride;
            public static int DepthStride => TShape.DepthStride;
            public static int ResultStride => TShape.ResultStride;
            public static int TileRows => TShape.TileRows;
            public static int TileRowsOf16 => TShape.TileRowsOf16;
            public static bool AddsToResult => TShape.AddsToResult;
            public static bool HasBiases => TShape.HasBiases;
            public static TVector Finish<TVector>(TVector sums) where TVector : struct, ISimd<TVector, T> => TShape.Finish(sums);
        }

        """;

    private const string MatrixProduct = Shape + """
        internal static class MatrixProduct
        {
            public static void Run<TShape, TVector, T>(ref T a, ref T b, ref T c, ref T biases, int rows, int depth)
                where TShape : struct, IProductShape<T>
                where TVector : struct, ISimd<TVector, T>
                where T : unmanaged, IFloatingPointIeee754<T> =>
                global::CompiledNet.Generated.MatrixProduct.Run<Wrong<TShape, T>, TVector, T>(ref a, ref b, ref c, ref biases, rows, depth);
        }
        """;

    private const string VectorProduct = Shape + """
        internal static class VectorProduct
        {
            public static void Run<TShape, TVector, T>(ref T x, ref T b, ref T y, ref T biases)
                where TShape : struct, IProductShape<T>
                where TVector : struct, ISimd<TVector, T>
                where T : unmanaged, IFloatingPointIeee754<T> =>
                global::CompiledNet.Generated.VectorProduct.Run<Wrong<TShape, T>, TVector, T>(ref x, ref b, ref y, ref biases);
        }
        """;

    private const string SoftmaxDelta = Shape + """
        internal static class SoftmaxDelta
        {
            public static void OfGradient<TShape, T>(System.ReadOnlySpan<T> a, int stride, System.Span<T> delta, int rows)
                where TShape : struct, IProductShape<T>
                where T : unmanaged, IFloatingPointIeee754<T> =>
                global::CompiledNet.Generated.SoftmaxDelta.OfGradient<Wrong<TShape, T>, T>(a, stride, delta, rows);
        }
        """;

    private const string Elements = """
        using CompiledNet;
        using CompiledNet.Generated;
        using System.Numerics;

        namespace Fuzz;

        internal static class Elements
        {
            public static void Activate<TFunction, T>(System.ReadOnlySpan<T> z, System.Span<T> a, int length)
                where TFunction : struct, IElementFunction<T>
                where T : unmanaged, IFloatingPointIeee754<T> =>
                global::CompiledNet.Generated.Elements.Activate<TFunction, T>(z, a, length);

            public static void Derive<TFunction, T>(System.ReadOnlySpan<T> kept, System.Span<T> delta, int length)
                where TFunction : struct, IElementFunction<T>
                where T : unmanaged, IFloatingPointIeee754<T> =>
                global::CompiledNet.Generated.Elements.Derive<TFunction, T>(kept, delta, length);

            public static void CopyRows<T>(System.ReadOnlySpan<T> z, int stride, System.Span<T> a, int units, int rows)
                where T : unmanaged =>
                global::CompiledNet.Generated.Elements.CopyRows(z, stride, a, units, rows);
        }
        """;

    private const string Transposition = """
        namespace Fuzz;

        internal static class Transposition
        {
            public static void Copy<T>(
                System.ReadOnlySpan<T> source, int sourceStride, System.Span<T> destination, int destinationStride, int rows, int columns)
                where T : unmanaged =>
                global::CompiledNet.Generated.Transposition.Copy(source, sourceStride, destination, destinationStride, rows, columns);
        }
        """;

    // The kernels that the steps of a dense layer call: a copy of the library's steps calls the ones that are planted.
    private static readonly string[] s_kernelsOfSteps = ["MatrixProduct", "VectorProduct", "Transposition"];

    [Theory]
    [InlineData("MatrixProduct", MatrixProduct)]
    [InlineData("VectorProduct", VectorProduct)]
    [InlineData("Transposition", Transposition)]
    [InlineData("SoftmaxDelta", SoftmaxDelta)]
    [InlineData("Elements", Elements)]
    public void Without_a_fault_nothing_is_seen(string kernel, string replacement)
    {
        (string called, string source) = WithSteps(kernel, replacement);
        var fault = new Fault(text => text.Replace($"{called}.", $"global::Fuzz.{called}.", StringComparison.Ordinal), source);
        Assert.All(
            NetworkFuzz.CheckAll([PlantedFault.WithKernels, PlantedFault.WithSoftmax], new Tally(), fault),
            failures => Assert.Empty(failures));
    }

    [LongKernelTheory]
    [InlineData("the last k is skipped", "=> TShape.Depth;", "=> TShape.Depth > 0 ? TShape.Depth - 1 : 0;")]
    [InlineData("the last k is skipped where the depth is no constant", "rows, depth);", "rows, depth - 1);")]
    [InlineData("the row after the last tile is left out", "biases, rows, depth);", "biases, rows - (rows % 4 == 0 ? 0 : 1), depth);")]
    [InlineData("the rows before the last tile are left out", "ref c, ref biases, rows,", "ref c, ref biases, rows % 4,")]
    [InlineData("the last column is masked", "TShape.Columns", "TShape.Columns - 1")]
    [InlineData("biases are left out", "TShape.HasBiases", "false")]
    [InlineData("the sums are doubled", "TShape.Finish(sums)", "TShape.Finish(sums + sums)")]
    [InlineData("what is there is not added to", "AddsToResult => TShape.AddsToResult", "AddsToResult => false")]
    [InlineData("A is read as if it were transposed", "RowStride => TShape.RowStride", "RowStride => TShape.DepthStride")]
    public void A_fault_in_the_matrix_product_is_seen_twice(string fault, string right, string wrong) =>
        AssertSeenTwice(fault, PlantedFault.WithKernels, "MatrixProduct", MatrixProduct, right, wrong);

    [LongKernelTheory]
    [InlineData("the last k is skipped", "=> TShape.Depth;", "=> TShape.Depth - 1;")]
    [InlineData("the last column is masked", "TShape.Columns", "TShape.Columns - 1")]
    [InlineData("biases are left out", "TShape.HasBiases", "false")]
    public void A_fault_in_the_vector_product_is_seen_twice(string fault, string right, string wrong) =>
        AssertSeenTwice(fault, PlantedFault.OneSample, "VectorProduct", VectorProduct, right, wrong);

    [LongKernelTheory]
    [InlineData("the last row is left out", "destinationStride, rows,", "destinationStride, rows - 1,")]
    [InlineData("the last column is left out", "rows, columns);", "rows, columns - 1);")]
    [InlineData("a wrong stride", "destinationStride, rows, columns);", "destinationStride - 1, rows, columns);")]
    public void A_fault_in_the_transposition_is_seen_twice(string fault, string right, string wrong) =>
        AssertSeenTwice(fault, PlantedFault.WithKernels, "Transposition", Transposition, right, wrong);

    [LongKernelTheory]
    [InlineData("the last unit is left out", "TShape.Columns", "TShape.Columns - 1")]
    [InlineData("the last row is left out", "delta, rows);", "delta, rows - 1);")]
    [InlineData("rows of a as far apart as those of z are not", "(a, stride,", "(a, stride - 1,")]
    public void A_fault_in_delta_of_a_softmax_is_seen_twice(string fault, string right, string wrong) =>
        AssertSeenTwice(fault, PlantedFault.WithSoftmax, "SoftmaxDelta", SoftmaxDelta, right, wrong);

    [LongKernelTheory]
    [InlineData("the last activations are left out", "(z, a, length);", "(z, a, length - 8);")]
    [InlineData("the last deltas are left out", "(kept, delta, length);", "(kept, delta, length - 8);")]
    [InlineData("the last row is not copied", "units, rows);", "units, rows - 1);")]
    public void A_fault_in_what_goes_element_by_element_is_seen_twice(string fault, string right, string wrong) =>
        AssertSeenTwice(fault, PlantedFault.WithKernels, "Elements", Elements, right, wrong);

    private static void AssertSeenTwice(string fault, NetworkSpec spec, string kernel, string source, string right, string wrong)
    {
        Assert.True(source.Contains(right, StringComparison.Ordinal), $"{fault}: not planted");
        (string called, string planted) = WithSteps(kernel, source.Replace(right, wrong, StringComparison.Ordinal));
        PlantedFault.AssertSeenTwice(spec, called, planted);
    }

    // What generated code calls of it, and the classes to plant.
    private static (string Called, string Source) WithSteps(string kernel, string source)
    {
        if (!s_kernelsOfSteps.Contains(kernel))
        {
            return (kernel, source);
        }

        using var reader = new StreamReader(typeof(KernelFaultTests).Assembly.GetManifestResourceStream("DenseSteps.cs")!);
        string steps = reader.ReadToEnd();
        int start = steps.IndexOf("[EditorBrowsable", StringComparison.Ordinal);
        string usings = "using System;\nusing System.ComponentModel;\nusing System.Runtime.CompilerServices;\nusing System.Runtime.InteropServices;\nusing System.Runtime.Intrinsics;\n"
            + (source.Contains("using CompiledNet.Generated;", StringComparison.Ordinal) ? "" : "using System.Numerics;\nusing CompiledNet.Generated;\n");
        return ("DenseSteps", usings + source + "\n" + steps[start..]);
    }
}

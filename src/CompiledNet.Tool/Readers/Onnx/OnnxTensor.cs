using System.Globalization;

namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>A constant of an ONNX graph. Numbers of every type are kept as doubles; 64-bit integers are sizes, which they hold exactly.</summary>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Dims">Its sizes.</param>
/// <param name="Values">Its numbers, row-major.</param>
internal sealed record OnnxTensor(TensorProto.Types.DataType Type, int[] Dims, double[] Values)
{
    public bool IsInteger => Type is not (TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Double
        or TensorProto.Types.DataType.Float16 or TensorProto.Types.DataType.Bfloat16);

    /// <summary>The only number.</summary>
    public double Single => Values.Length == 1
        ? Values[0]
        : throw new ImportException(string.Create(CultureInfo.InvariantCulture, $"A constant of {Values.Length} numbers stands where one was expected."));

    public static OnnxTensor Of(int[] dims, double[] values) => new(TensorProto.Types.DataType.Float, dims, values);

    public static OnnxTensor Integers(IReadOnlyList<double> values) => new(TensorProto.Types.DataType.Int64, [values.Count], [.. values]);

    /// <summary>The numbers as whole ones.</summary>
    public long[] ToIntegers() => [.. Values.Select(value => (long)Math.Clamp(value, long.MinValue, long.MaxValue))];
}

using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Onnx;

/// <summary>Activations, and what does nothing in inference.</summary>
internal static class OnnxElementwise
{
    /// <summary>An activation without conditions; null for other operators.</summary>
    public static OnnxValue? TryActivation(OnnxLowering lowering, OnnxNode node)
    {
        (Activation Activation, double? Slope)? found = node.Operator switch
        {
            "Relu" => (Activation.ReLU, null),
            "Sigmoid" => (Activation.Sigmoid, null),
            "Tanh" => (Activation.Tanh, null),
            "Softplus" => (Activation.Softplus, null),
            "Mish" => (Activation.Mish, null),
            "HardSwish" => (Activation.HardSwish, null),
            "LeakyRelu" => (Activation.LeakyReLU, Unless(node.Number("alpha", 0.01), 0.01f)),
            "Elu" => (Activation.ELU, Unless(node.Number("alpha", 1), 1)),
            "Selu" => Selu(node),
            "Gelu" => Gelu(node),
            "Swish" => Expect(node, "alpha", 1, 1, Activation.SiLU),
            "Celu" => Expect(node, "alpha", 1, 1, Activation.ELU),
            _ => null,
        };
        if (found is not { } activation)
        {
            return null;
        }

        OnnxValue value = lowering.Value(node);
        return value.With(GraphBuilder.Activate(value.Layer!, activation.Activation, activation.Slope));
    }

    /// <summary>A change of type, which is none between floats of the same size.</summary>
    public static OnnxValue Cast(OnnxLowering lowering, OnnxNode node)
    {
        var type = (TensorProto.Types.DataType)node.Integer("to", 0);
        return type is TensorProto.Types.DataType.Float or TensorProto.Types.DataType.Double
            ? lowering.Value(node)
            : throw new LayerException($"it makes numbers of the type {type}", "a network computes with 32-bit or 64-bit floats");
    }

    /// <summary>A dropout, which does something in training alone.</summary>
    public static OnnxValue Dropout(OnnxLowering lowering, OnnxNode node)
    {
        OnnxValue value = lowering.Value(node);
        if (lowering.Constant(node, 2, "training mode") is { } training && training.Single != 0)
        {
            throw new LayerException("it drops in inference, too", "export the model in evaluation mode: model.eval()");
        }

        double rate = lowering.Constant(node, 1, "ratio")?.Single ?? node.Number("ratio", 0.5);
        return rate is > 0 and < 1 ? value.With(GraphBuilder.Dropout(value.Layer!, rate)) : value;
    }

    /// <summary>Bounds, such as those of ReLU6.</summary>
    public static OnnxValue Clip(OnnxLowering lowering, OnnxNode node)
    {
        OnnxValue value = lowering.Value(node);
        double least = lowering.Constant(node, 1, "minimum")?.Single ?? node.Number("min", double.NegativeInfinity);
        double most = lowering.Constant(node, 2, "maximum")?.Single ?? node.Number("max", double.PositiveInfinity);
        return value.With(GraphBuilder.Clip(value.Layer!, least, most));
    }

    /// <summary>clamp(α x + β, 0, 1) of any α and β.</summary>
    public static OnnxValue HardSigmoid(OnnxLowering lowering, OnnxNode node)
    {
        OnnxValue value = lowering.Value(node);
        double alpha = node.Number("alpha", 0.2f);
        double beta = node.Number("beta", 0.5);
        LayerNode scaled = Math.Abs(alpha - (1.0 / 6)) < 1e-6 && beta == 0.5 ? value.Layer! : GraphBuilder.Scaled(value.Layer!, 6 * alpha, (6 * beta) - 3);
        return value.With(GraphBuilder.Activate(scaled, Activation.HardSigmoid));
    }

    /// <summary>A softmax over the channels.</summary>
    public static OnnxValue Softmax(OnnxLowering lowering, OnnxNode node)
    {
        OnnxValue value = lowering.Value(node);
        int axis = OnnxShapes.Axis(node.Integer("axis", lowering.Opset < 13 ? 1 : -1), value.Axes.Length);
        IEnumerable<Axis> over = lowering.Opset < 13 ? value.Axes.Skip(axis) : [value.Axes[axis]];
        return over.Count(item => item == Axis.Channel) == 1 && over.All(item => item is Axis.Channel or Axis.One)
            ? value.With(GraphBuilder.Activate(value.Layer!, Activation.Softmax))
            : throw new LayerException("it goes over another axis than the channels", "transpose before it, so that the channels are its axis");
    }

    /// <summary>A learned slope for each channel.</summary>
    public static OnnxValue PRelu(OnnxLowering lowering, OnnxNode node)
    {
        OnnxValue value = lowering.Value(node);
        OnnxTensor slopes = lowering.Required(node, 1, "slope");
        double[] channels = slopes.Dims.Length == 1 && slopes.Values.Length == value.Layer!.Shape.Channels && lowering.Opset < 7
            ? slopes.Values
            : OnnxArithmetic.PerChannel(lowering, value, slopes, padRight: 0);
        return value.With(GraphBuilder.PReLU(value.Layer!, [.. channels]));
    }

    private static double? Unless(double value, double usual) => (float)value == (float)usual ? null : value;

    private static (Activation, double?) Selu(OnnxNode node)
    {
        const double Alpha = 1.67326319217681884765625;
        const double Gamma = 1.05070102214813232421875;
        _ = Expect(node, "alpha", Alpha, Alpha, Activation.SELU);
        return Expect(node, "gamma", Gamma, Gamma, Activation.SELU);
    }

    private static (Activation, double?) Gelu(OnnxNode node) => node.Text("approximate", "none") == "none"
        ? (Activation.GELU, null)
        : throw new LayerException("it is the approximation by tanh", "use GELU by erf: nn.GELU() without approximate='tanh'");

    private static (Activation, double?) Expect(OnnxNode node, string name, double usual, double expected, Activation activation)
    {
        double value = node.Number(name, usual);
        return Math.Abs(value - expected) < 1e-6
            ? (activation, null)
            : throw new LayerException($"its {name} is {GraphBuilder.Number(value)}", $"only {GraphBuilder.Number(expected)} has an equivalent");
    }
}

using System.Globalization;

namespace CompiledNet.Tool.Graph;

/// <summary>
/// Makes layers, each with the shape that it gives. All readers build their networks with it, so what a layer takes is checked in one place.
/// </summary>
internal static partial class GraphBuilder
{
    // Beyond it, what a shift rounds off would be seen in single precision.
    private const double MostBound = 64;

    /// <summary>The network's input.</summary>
    public static LayerNode Input(Shape shape) => new() { Kind = LayerNode.InputKind, Inputs = [], Shape = Checked(shape) };

    /// <summary>W·x + b of a vector, or of each step of a sequence.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="units">Rows of the matrix.</param>
    /// <param name="weight">units × channels, row-major.</param>
    /// <param name="bias">units numbers; null for none.</param>
    public static LayerNode Dense(LayerNode input, int units, double[] weight, double[]? bias)
    {
        if (input.Shape.Rank == 2)
        {
            throw new LayerException(
                $"it takes each pixel of an image of {input.Shape} on its own, and [Dense] takes vectors and sequences",
                "use a convolution with kernel 1, or flatten the image first");
        }

        Expect(weight, "weight", units, input.Shape.Channels);
        var node = new LayerNode
        {
            Kind = "Dense",
            Inputs = [input],
            Shape = Checked(input.Shape with { Channels = units }),
            Sizes = [units],
        };
        node.Tensors.Add(new LayerTensor("weight", [units, input.Shape.Channels], weight));
        AddBias(node, bias, units);
        return node;
    }

    /// <summary>Some rows of a dense layer or of a convolution without groups, as a layer of their own.</summary>
    public static LayerNode Rows(LayerNode product, int first, int count)
    {
        var node = new LayerNode
        {
            Kind = product.Kind,
            Inputs = [.. product.Inputs],
            Shape = product.Shape with { Channels = count },
            Sizes = [count, .. product.Sizes.Skip(1)],
            Source = product.Source,
            Suggestion = product.Suggestion,
            Remark = string.Create(CultureInfo.InvariantCulture, $"rows {first} to {first + count - 1}"),
        };
        foreach ((string name, string value) in product.Arguments)
        {
            node.Arguments.Add(name, value);
        }

        foreach (LayerTensor tensor in product.Tensors)
        {
            int row = tensor.Values.Length / tensor.Shape[0];
            node.Tensors.Add(new LayerTensor(tensor.Name, [count, .. tensor.Shape.Skip(1)], tensor.Values[(first * row)..((first + count) * row)]));
        }

        return node;
    }

    /// <summary>A layer that gives the shape that it takes, without tensors.</summary>
    public static LayerNode Activate(LayerNode input, Activation activation, double? slope = null) =>
        new() { Kind = "Activate", Inputs = [input], Shape = input.Shape, Activation = activation, Slope = slope };

    /// <summary>Drops in training alone.</summary>
    public static LayerNode Dropout(LayerNode input, double rate)
    {
        var node = new LayerNode { Kind = "Dropout", Inputs = [input], Shape = input.Shape };
        node.Arguments["rate"] = Number(rate);
        return node;
    }

    /// <summary>A slope for each channel.</summary>
    public static LayerNode PReLU(LayerNode input, double[] slopes)
    {
        Expect(slopes, "slopes", input.Shape.Channels);
        return new LayerNode
        {
            Kind = "PReLU",
            Inputs = [input],
            Shape = input.Shape,
            Tensors = [new LayerTensor("weight", [slopes.Length], slopes)],
        };
    }

    /// <summary>Normalizes over the channels.</summary>
    public static LayerNode LayerNorm(LayerNode input, double[] scale, double[] bias, double epsilon) =>
        Norm("LayerNorm", input, epsilon, ("weight", scale), ("bias", bias));

    /// <summary>Normalizes each channel by statistics.</summary>
    public static LayerNode BatchNorm(LayerNode input, double[] scale, double[] bias, double[] mean, double[] variance, double epsilon)
    {
        if (variance.Any(value => !(value >= 0)))
        {
            throw new LayerException("its running variance has a negative number", "check the file: a variance is not negative");
        }

        return Norm("BatchNorm", input, epsilon, ("weight", scale), ("bias", bias), ("running_mean", mean), ("running_var", variance));
    }

    /// <summary>scale ⊙ x + shift for each channel: a BatchNorm of mean 0 and variance 1 − ε.</summary>
    public static LayerNode Scale(LayerNode input, double[] scale, double[] shift)
    {
        var variance = new double[scale.Length];
        Array.Fill(variance, 1 - LayerNode.UsualEpsilon);
        LayerNode norm = BatchNorm(input, [.. scale], [.. shift], new double[scale.Length], variance, LayerNode.UsualEpsilon);
        return new LayerNode { Kind = norm.Kind, Inputs = norm.Inputs, Shape = norm.Shape, Tensors = norm.Tensors, IsScale = true };
    }

    /// <summary>
    /// Bounds for every number. Two are said by HardSigmoid, clamp(z / 6 + ½, 0, 1), one by ReLU, each between a scale and a shift that most often become part of the
    /// layers beside.
    /// </summary>
    public static LayerNode Clip(LayerNode input, double least, double most)
    {
        bool hasLeast = !(least <= -float.MaxValue);
        bool hasMost = !(most >= float.MaxValue);
        if (!hasLeast && !hasMost)
        {
            return input;
        }

        if ((hasLeast && !(Math.Abs(least) <= MostBound)) || (hasMost && !(Math.Abs(most) <= MostBound)) || !(least < most))
        {
            throw new LayerException($"it clips to {Number(least)} … {Number(most)}", $"bounds from −{MostBound} to {MostBound} have an equivalent, the first less than the second");
        }

        if (least >= 0 && input.Kind == "Activate" && input.Activation == Activation.ReLU)
        {
            input = input.Inputs[0]; // ReLU6 is exported as both.
        }

        string remark = string.Create(CultureInfo.InvariantCulture, $"clip to {(float)least} … {(float)most}").Replace("Infinity", "∞", StringComparison.Ordinal);
        if (!hasLeast || !hasMost)
        {
            (double sign, double bound) = hasLeast ? (1, least) : (-1, most);
            LayerNode clipped = Activate(Scaled(input, sign, -sign * bound), Activation.ReLU);
            clipped.Remark = bound == 0 ? "" : remark;
            return Scaled(clipped, sign, bound);
        }

        double factor = 6 / (most - least);
        LayerNode ramp = Activate(Scaled(input, factor, (-factor * least) - 3), Activation.HardSigmoid);
        ramp.Remark = remark;
        return Scaled(ramp, most - least, least);
    }

    /// <summary>scale · x + shift, the same for all channels; nothing where that is x.</summary>
    public static LayerNode Scaled(LayerNode input, double scale, double shift)
    {
        if (scale == 1 && shift == 0)
        {
            return input;
        }

        var scales = new double[input.Shape.Channels];
        var shifts = new double[input.Shape.Channels];
        Array.Fill(scales, scale);
        Array.Fill(shifts, shift);
        return Scale(input, scales, shifts);
    }

    /// <summary>Add, Multiply or Concatenate.</summary>
    public static LayerNode Join(string kind, IReadOnlyList<LayerNode> inputs)
    {
        Shape first = inputs[0].Shape;
        bool fits = kind == "Concatenate"
            ? inputs.All(input => input.Shape with { Channels = 0 } == first with { Channels = 0 })
            : inputs.All(input => input.Shape == first);
        if (!fits)
        {
            throw new LayerException(
                $"its inputs have the shapes {string.Join(" and ", inputs.Select(input => $"({input.Shape})"))}, which [{kind}] does not join",
                kind == "Concatenate" ? "join values that differ in their channels alone" : "give its inputs one shape");
        }

        int channels = kind == "Concatenate" ? (int)Math.Min(inputs.Sum(input => (long)input.Shape.Channels), int.MaxValue) : first.Channels;
        return new LayerNode { Kind = kind, Inputs = [.. inputs], Shape = Checked(first with { Channels = channels }) };
    }

    /// <summary>All numbers of a sequence or an image as a vector.</summary>
    public static LayerNode Flatten(LayerNode input, bool channelsFirst)
    {
        Shape shape = input.Shape;
        if (shape.Rank == 0)
        {
            return input;
        }

        RefuseOpen(shape, "it makes a vector of a sequence");
        var node = new LayerNode { Kind = "Flatten", Inputs = [input], Shape = Shape.Vector((int)shape.Count) };
        if (channelsFirst && shape.Channels > 1 && shape.Count > shape.Channels)
        {
            node.Arguments["Order"] = "FlattenOrder.ChannelsFirst";
        }

        return node;
    }

    /// <summary>GlobalAveragePool, GlobalMaxPool or LastStep.</summary>
    public static LayerNode Reduce(string kind, LayerNode input)
    {
        if (input.Shape.Rank == 0 || (kind == "LastStep" && input.Shape.Rank != 1))
        {
            throw new LayerException($"its input of shape ({input.Shape}) has no steps", "use it on a sequence");
        }

        RefuseOpen(input.Shape, "it takes all steps of a sequence");
        return new LayerNode { Kind = kind, Inputs = [input], Shape = Shape.Vector(input.Shape.Channels) };
    }

    /// <summary>A layer of gates over a sequence.</summary>
    /// <param name="kind">GRU or LSTM.</param>
    /// <param name="input">A sequence.</param>
    /// <param name="units">Numbers of its state.</param>
    /// <param name="weights">weight_ih, weight_hh, bias_ih, bias_hh in the library's order of gates; the biases null for none.</param>
    /// <param name="resetAfter">Of a GRU: whether h is reset after the product.</param>
    public static LayerNode Recurrent(string kind, LayerNode input, int units, (double[] Input, double[] State, double[]? InputBias, double[]? StateBias) weights, bool resetAfter = true)
    {
        if (input.Shape.Rank != 1)
        {
            throw new LayerException($"its input of shape ({input.Shape}) is no sequence", "feed it a sequence");
        }

        int gates = kind == "GRU" ? 3 : 4;
        Expect(weights.Input, "weight_ih", gates * (long)units, input.Shape.Channels);
        Expect(weights.State, "weight_hh", gates * (long)units, units);
        var node = new LayerNode { Kind = kind, Inputs = [input], Shape = Checked(input.Shape with { Channels = units }), Sizes = [units] };
        node.Tensors.Add(new LayerTensor("weight_ih", [gates * units, input.Shape.Channels], weights.Input));
        node.Tensors.Add(new LayerTensor("weight_hh", [gates * units, units], weights.State));
        if (!resetAfter)
        {
            node.Arguments["ResetAfter"] = "false";
        }

        if (weights.InputBias is null && weights.StateBias is null)
        {
            node.Arguments["Bias"] = "false";
            return node;
        }

        double[] inputBias = weights.InputBias ?? new double[gates * units];
        double[] stateBias = weights.StateBias ?? new double[gates * units];
        Expect(inputBias, "bias_ih", gates * (long)units);
        Expect(stateBias, "bias_hh", gates * (long)units);
        node.Tensors.Add(new LayerTensor("bias_ih", [gates * units], inputBias));
        node.Tensors.Add(new LayerTensor("bias_hh", [gates * units], stateBias));
        return node;
    }

    /// <summary>A number as C# reads it.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static LayerNode Norm(string kind, LayerNode input, double epsilon, params (string Name, double[] Values)[] tensors)
    {
        foreach ((string name, double[] values) in tensors)
        {
            Expect(values, name, input.Shape.Channels);
        }

        if (!(epsilon >= 0 && double.IsFinite(epsilon)))
        {
            throw new LayerException($"its ε is {Number(epsilon)}", "ε must be a positive number, such as 1e-5");
        }

        return new LayerNode
        {
            Kind = kind,
            Inputs = [input],
            Shape = input.Shape,
            Epsilon = epsilon,
            Tensors = [.. tensors.Select(tensor => new LayerTensor(tensor.Name, [tensor.Values.Length], tensor.Values))],
        };
    }

    private static void AddBias(LayerNode node, double[]? bias, int units)
    {
        if (bias is null)
        {
            node.Arguments["Bias"] = "false";
            return;
        }

        Expect(bias, "bias", units);
        node.Tensors.Add(new LayerTensor("bias", [units], bias));
    }

    private static void Expect(double[] values, string name, params long[] sizes)
    {
        long count = 1;
        foreach (long size in sizes)
        {
            count = size < 0 || count > int.MaxValue ? long.MaxValue : count * size;
        }

        if (values.LongLength != count)
        {
            throw new LayerException(
                string.Create(CultureInfo.InvariantCulture, $"its {name} has {values.Length} numbers, and {string.Join(" × ", sizes)} were expected"),
                "check the file: weights and sizes do not fit");
        }
    }

    private static void RefuseOpen(Shape shape, string what)
    {
        if (shape.IsOpen)
        {
            throw new LayerException($"{what} of any length", "fix the length with --length N");
        }
    }

    private static Shape Checked(Shape shape) =>
        shape.Channels < 1 || shape.Width < 1 || shape.Height < 0 || shape.Count > Limits.MostSampleNumbers
            ? throw new LayerException(
                string.Create(CultureInfo.InvariantCulture, $"a value has the shape ({shape})"),
                $"sizes must be at least 1, and a value may have {Limits.MostSampleNumbers:N0} numbers")
            : shape;
}

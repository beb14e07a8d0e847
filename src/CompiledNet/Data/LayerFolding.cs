using System.Globalization;
using System.Numerics;

namespace CompiledNet;

/// <summary>The numbers of a scaler: y = (x − shift) / scale + offset, for each column.</summary>
internal readonly ref struct ColumnScaling(ReadOnlySpan<double> shifts, ReadOnlySpan<double> scales, double offset)
{
    public ReadOnlySpan<double> Shifts { get; } = shifts;

    public ReadOnlySpan<double> Scales { get; } = scales;

    public double Offset { get; } = offset;
}

/// <summary>Puts a scaling into the weights and biases of a layer. In double; nothing is written before all is known to be finite.</summary>
internal static class LayerFolding
{
    /// <summary>W · ((x − shift) / scale + offset) + b as W′ · x + b′.</summary>
    public static void ScaleInputs<T>(LayerView<T> layer, ColumnScaling scaling, string name, string argument)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var weights = new T[layer.Weights.Length];
        double[] biases = Biases(layer);
        for (int unit = 0, k = 0; unit < biases.Length; unit++)
        {
            for (int input = 0; input < scaling.Scales.Length; input++, k++)
            {
                double w = double.CreateTruncating(layer.Weights[unit, input]);
                weights[k] = T.CreateTruncating(w / scaling.Scales[input]);
                biases[unit] += (scaling.Offset * w) - (double.CreateTruncating(weights[k]) * scaling.Shifts[input]);
            }
        }

        Write(layer, weights, biases, name, argument);
    }

    /// <summary>(W · a + b − offset) · scale + shift as W′ · a + b′.</summary>
    public static void UnscaleOutputs<T>(LayerView<T> layer, ColumnScaling scaling, string name, string argument)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var weights = new T[layer.Weights.Length];
        double[] biases = Biases(layer);
        for (int unit = 0, k = 0; unit < biases.Length; unit++)
        {
            for (int input = 0; input < layer.Weights.Columns; input++, k++)
            {
                weights[k] = T.CreateTruncating(double.CreateTruncating(layer.Weights[unit, input]) * scaling.Scales[unit]);
            }

            biases[unit] = ((biases[unit] - scaling.Offset) * scaling.Scales[unit]) + scaling.Shifts[unit];
        }

        Write(layer, weights, biases, name, argument);
    }

    private static double[] Biases<T>(LayerView<T> layer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] biases = new double[layer.Weights.Rows];
        for (int unit = 0; unit < layer.Biases.Length; unit++)
        {
            biases[unit] = double.CreateTruncating(layer.Biases[unit]);
        }

        return biases;
    }

    private static void Write<T>(LayerView<T> layer, T[] weights, double[] biases, string name, string argument)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] rounded = [.. biases.Select(T.CreateTruncating)];
        foreach (T value in weights.Concat(rounded))
        {
            if (!T.IsFinite(value))
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name} would get a weight or bias of {value}: a column's spread is too far from 1 for {typeof(T).Name}."),
                    argument);
            }
        }

        if (layer.Biases.Length == 0 && biases.AsSpan().ContainsAnyExcept(0))
        {
            throw new ArgumentException(
                $"{name} has no biases, and what is to be folded into it shifts its numbers: declare it with Bias = true, or keep the "
                + "scaler beside the network.",
                argument);
        }

        layer.Weights.CopyFrom(weights);
        if (layer.Biases.Length > 0)
        {
            layer.Biases.CopyFrom(rounded);
        }
    }
}

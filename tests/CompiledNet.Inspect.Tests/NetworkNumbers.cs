using System.Globalization;
using System.Numerics;
using Inspect;

namespace CompiledNet.Inspect.Tests;

/// <summary>
/// The numbers of a network, taken from its workspace: not the way on which the page gets them, which is OnForward and OnBackward.
/// </summary>
internal static class NetworkNumbers
{
    public static Dictionary<string, double> OfNote0()
    {
        Note0 net = Note0Sample.CreateNetwork();
        var workspace = new Note0.Workspace(batchSize: 1, inputGradient: true);
        net.Forward(Note0Sample.Input(), workspace);
        double loss = net.Backward(Note0Sample.Target(), workspace);
        var numbers = new Dictionary<string, double> { ["loss"] = loss, ["learningRate"] = Note0Sample.LearningRate };
        Add(numbers, "x", Note0Sample.Input());
        Add(numbers, "y", Note0Sample.Target());
        Add<double>(numbers, "dx", workspace.InputGradient);
        AddLayer(numbers, 1, net.Layer1, workspace.Layer1, Note0Sample.LearningRate);
        AddLayer(numbers, 2, net.Layer2, workspace.Layer2, Note0Sample.LearningRate);

        new Sgd(Note0Sample.LearningRate).Step(net.Parameters, workspace.Gradients);
        net.Forward(Note0Sample.Input(), workspace);
        numbers["lossAfter"] = net.EvaluateLoss(Note0Sample.Target(), workspace);
        return numbers;
    }

    public static Dictionary<string, double> OfDigits()
    {
        DigitSample sample = Samples.Digits;
        float[] x = sample.Test.InputOf(sample.LeastCertain).ToArray();
        int[] digit = [sample.Test.ClassOf(sample.LeastCertain)];
        float[] y = new float[10];
        y[digit[0]] = 1;

        var net = new Digits.DigitNet();
        sample.Network.Parameters.CopyTo(net.Parameters);
        var workspace = new Digits.DigitNet.Workspace(batchSize: 1, inputGradient: true);
        net.Forward(x, workspace);
        float loss = net.BackwardClasses(digit, workspace);
        var numbers = new Dictionary<string, double> { ["loss"] = loss, ["learningRate"] = DigitSample.LearningRate };
        Add(numbers, "x", x);
        Add(numbers, "y", y);
        Add<float>(numbers, "dx", workspace.InputGradient);
        AddLayer(numbers, 1, net.Layer1, workspace.Layer1, (float)DigitSample.LearningRate);
        AddLayer(numbers, 2, net.Layer2, workspace.Layer2, (float)DigitSample.LearningRate);

        new Sgd(DigitSample.LearningRate).Step(net.Parameters, workspace.Gradients);
        net.Forward(x, workspace);
        numbers["lossAfter"] = net.EvaluateLossClasses(digit, workspace);
        return numbers;
    }

    public static Dictionary<string, double> OfStrokes()
    {
        StrokeSample sample = Samples.Strokes;
        float[] x = sample.Test.InputOf(sample.LeastCertain).ToArray();
        int[] digit = [sample.Test.ClassOf(sample.LeastCertain)];
        float[] y = new float[10];
        y[digit[0]] = 1;

        var net = new StrokeNet();
        sample.Network.Parameters.CopyTo(net.Parameters);
        var workspace = new StrokeNet.Workspace(batchSize: 1, inputGradient: true);
        net.Forward(x, workspace);
        float loss = net.BackwardClasses(digit, workspace);
        var numbers = new Dictionary<string, double> { ["loss"] = loss, ["learningRate"] = StrokeSample.LearningRate };
        Add(numbers, "x", x);
        Add(numbers, "y", y);
        Add<float>(numbers, "dx", workspace.InputGradient);
        AddLayer(numbers, 4, net.Layer4, workspace.Layer4, (float)StrokeSample.LearningRate);
        for (int i = 0; i < 64; i++)
        {
            numbers[$"a3/{i}"] = workspace.Layer3.Activations[0, i];
            for (int f = 0; f < 4; f++)
            {
                numbers[$"z1/{i}/{f}"] = workspace.Layer1.PreActivations[i, f];
                numbers[$"a1/{i}/{f}"] = workspace.Layer1.Activations[i, f];
                numbers[$"δ1/{i}/{f}"] = workspace.Layer1.Deltas[i, f];
                if (i < 16)
                {
                    numbers[$"a2/{i}/{f}"] = workspace.Layer2.Activations[i, f];
                    numbers[$"δ2/{i}/{f}"] = workspace.Layer2.Deltas[i, f];
                }
            }
        }

        for (int f = 0; f < 4; f++)
        {
            numbers[$"b1/{f}"] = net.Layer1.Biases[f];
            for (int tap = 0; tap < 9; tap++)
            {
                numbers[$"W1/{f}/{tap}"] = net.Layer1.Weights[f, 0, tap / 3, tap % 3];
                numbers[$"dW1/{f}/{tap}"] = workspace.Layer1.Weights[f, 0, tap / 3, tap % 3];
            }
        }

        new Sgd(StrokeSample.LearningRate).Step(net.Parameters, workspace.Gradients);
        net.Forward(x, workspace);
        numbers["lossAfter"] = net.EvaluateLossClasses(digit, workspace);
        return numbers;
    }

    /// <summary>As the page is to write a number.</summary>
    public static string TextOf(double value)
    {
        double size = Math.Abs(value);
        string text = size == Math.Floor(size) ? size.ToString(CultureInfo.InvariantCulture)
            : size >= 0.001 ? size.ToString("F4", CultureInfo.InvariantCulture)
            : Power(size.ToString("0.00e0", CultureInfo.InvariantCulture));
        return value < 0 ? "−" + text : text;
    }

    private static string Power(string text)
    {
        string[] parts = text.Split("e-");
        return parts[0] + "·10⁻" + string.Concat(parts[1].Select(digit => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']));
    }

    private static void AddLayer<T>(
        Dictionary<string, double> numbers, int l, LayerView<T> layer, LayerWorkspaceView<T> values, T learningRate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int j = 0; j < layer.Weights.Rows; j++)
        {
            numbers[$"z{l}/{j}"] = double.CreateChecked(values.PreActivations[0, j]);
            numbers[$"a{l}/{j}"] = double.CreateChecked(values.Activations[0, j]);
            numbers[$"δ{l}/{j}"] = double.CreateChecked(values.Deltas[0, j]);
            numbers[$"b{l}/{j}"] = double.CreateChecked(layer.Biases[j]);
            numbers[$"db{l}/{j}"] = double.CreateChecked(values.Biases[j]);
            numbers[$"b{l}′/{j}"] = double.CreateChecked(layer.Biases[j] - (learningRate * values.Biases[j]));
            for (int i = 0; i < layer.Weights.Columns; i++)
            {
                numbers[$"W{l}/{j}/{i}"] = double.CreateChecked(layer.Weights[j, i]);
                numbers[$"dW{l}/{j}/{i}"] = double.CreateChecked(values.Weights[j, i]);
                numbers[$"W{l}′/{j}/{i}"] = double.CreateChecked(layer.Weights[j, i] - (learningRate * values.Weights[j, i]));
            }
        }
    }

    private static void Add<T>(Dictionary<string, double> numbers, string name, ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            numbers[$"{name}/{i}"] = double.CreateChecked(values[i]);
        }
    }

    private static void Add<T>(Dictionary<string, double> numbers, string name, T[] values)
        where T : unmanaged, IFloatingPointIeee754<T> => Add<T>(numbers, name, values.AsSpan());
}

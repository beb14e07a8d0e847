using CompiledNet.Fuzz.Graphs;
using CompiledNet.Fuzz.Naive;
using CompiledNet.Tests.Common;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>The gradients of the naive graph against differences of its own loss, of random graphs of each kind: no network is compiled.</summary>
public sealed class NaiveGraphTests
{
    private const double Widest = 1e-4;
    private const double MostError = 1e-6;

    private static readonly int s_graphs = LongTests.Run ? 20 : 5;

    // A loss is smooth over some of them only, and is rounded more visibly over the others.
    private static readonly double[] s_steps = [Widest, 1e-5, 1e-6];

    public static TheoryData<string> Kinds => [.. Enum.GetNames<GraphKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Gradients_are_the_numeric_ones(string kind)
    {
        var tally = new Tally();
        for (int i = 0; i < s_graphs; i++)
        {
            new Differences(GraphGen.At(11, i, [Enum.Parse<GraphKind>(kind)]), tally).Check();
        }

        Assert.True(tally.Compared > 5 * s_graphs && tally.IllConditioned * 20 < tally.Compared, $"{tally.Compared} compared, {tally.IllConditioned} left out");
    }

    // One graph with random parameters.
    private sealed class Differences
    {
        private readonly GraphSpec _spec;
        private readonly Tally _tally;
        private readonly Random _random;
        private readonly Dictionary<string, double[]> _parameters = [];
        private readonly NaiveGraph _graph;
        private readonly NaiveBatch _batch;
        private readonly NaiveGoal _goal;

        public Differences(GraphSpec spec, Tally tally)
        {
            _spec = spec with { Batch = Math.Min(spec.Batch, 5) };
            _tally = tally;
            _random = new Random(spec.Seed);
            for (int value = 1; value <= spec.Nodes.Count; value++)
            {
                GraphNode node = spec.Nodes[value - 1];
                foreach (GraphTensor tensor in node.TensorsOf(spec.ShapeOf(node.Inputs[0]).Channels))
                {
                    int inputs = tensor.Shape.Skip(1).Aggregate(1, (product, size) => product * size);
                    double[] numbers = Array.ConvertAll(Rows(1, tensor.Shape[0] * inputs)[0], number => number / Math.Sqrt(inputs));
                    _parameters.Add($"{spec.NameOf(value)}.{tensor.Name}", tensor.Name == "running_var" ? Array.ConvertAll(numbers, number => 1 + (number * number)) : numbers);
                }
            }

            _graph = new NaiveGraph(_spec, _parameters);
            var masks = Enumerable.Range(1, spec.Nodes.Count).Where(value => spec.Nodes[value - 1].Kind == NodeKind.Dropout).ToDictionary(value => value, MaskOf);
            var batch = new NaiveBatch(Inputs(), IsTraining: true, masks);
            // Of a window of a stream: the gradient stops where the window before ends.
            _batch = spec.Input.IsOpen ? batch with { Inputs = Inputs(), Before = _graph.Forward(batch, NaiveRounding.None) } : batch;
            GraphShape output = spec.Output;
            double[][] targets = Array.ConvertAll(Rows(_spec.Batch * output.Positions, output.Channels), row => Array.ConvertAll(row, TargetOf));
            _goal = spec.Loss == Loss.None ? new NaiveGoal(null, targets, null) : new NaiveGoal(targets, null, Rows(1, _spec.Batch)[0]);
        }

        public void Check()
        {
            NaiveGradients gradients = _graph.Backward(_graph.Forward(_batch, NaiveRounding.None), _goal);
            foreach ((string name, double[] tensor) in _parameters.Where(tensor => !tensor.Key.Contains("running", StringComparison.Ordinal)))
            {
                Check(name, tensor, gradients.Gradients[name].Values);
            }

            int row = _random.Next(_batch.Inputs.Length);
            Check("Input", _batch.Inputs[row], gradients.InputGradients[row].Values);
        }

        // The largest of a tensor, and any one.
        private void Check(string name, double[] numbers, double[] gradients)
        {
            double largest = Tensors.Largest(gradients);
            foreach (int place in new[] { Array.FindIndex(gradients, gradient => Math.Abs(gradient).Equals(largest)), _random.Next(numbers.Length) })
            {
                if (place < 0 || !double.IsFinite(gradients[place]) || !IsSmooth(numbers, place))
                {
                    _tally.AddIllConditioned();
                    continue;
                }

                _tally.AddCompared();
                Assert.True(
                    s_steps.Any(step => Agrees(numbers, place, step, gradients[place], 1e-3 * largest)),
                    $"{name}[{place}]: {gradients[place]:R}, {Numeric(numbers, place, s_steps[1]):R} by differences, in\n{_spec}");
            }
        }

        private bool Agrees(double[] numbers, int place, double step, double gradient, double least)
        {
            double numeric = Numeric(numbers, place, step);
            double rounding = 1e-13 * Math.Abs(LossAt(numbers, place, 0)) / step;
            double size = Math.Max(Math.Max(Math.Abs(numeric), Math.Abs(gradient)), least);
            return Math.Abs(numeric - gradient) <= (MostError * size) + rounding;
        }

        // Central differences of the fourth order.
        private double Numeric(double[] numbers, int place, double step)
        {
            double near = LossAt(numbers, place, step) - LossAt(numbers, place, -step);
            double far = LossAt(numbers, place, 2 * step) - LossAt(numbers, place, -2 * step);
            return ((8 * near) - far) / (12 * step);
        }

        private bool IsSmooth(double[] numbers, int place)
        {
            List<int> sides = SidesAt(numbers, place, 0);
            return new[] { -2 * Widest, 2 * Widest }.All(step => SidesAt(numbers, place, step).SequenceEqual(sides));
        }

        private List<int> SidesAt(double[] numbers, int place, double step) =>
            Moved(numbers, place, step, pass => Kinks.SidesOf(_spec, pass, _goal.Targets ?? pass.Values[^1]));

        private double LossAt(double[] numbers, int place, double step) => Moved(numbers, place, step, pass => _goal.OutputGradients is { } gradient
            ? Tensors.Flat(pass.Values[^1]).Zip(Tensors.Flat(gradient), (a, d) => a * d).Sum()
            : _graph.Loss(pass, _goal));

        private T Moved<T>(double[] numbers, int place, double step, Func<NaiveForward, T> result)
        {
            double kept = numbers[place];
            numbers[place] += step;
            T moved = result(_graph.Forward(_batch, NaiveRounding.None));
            numbers[place] = kept;
            return moved;
        }

        private double[][] Inputs() => Rows(_spec.Batch * _spec.Input.Positions, _spec.Input.Channels);

        private double[][] MaskOf(int value)
        {
            GraphShape shape = _spec.ShapeOf(value);
            return Array.ConvertAll(Rows(_spec.Batch * shape.Positions, shape.Channels), row => Array.ConvertAll(row, number => number > 0 ? 1.5 : 0));
        }

        // A share where the loss is of shares.
        private double TargetOf(double number) =>
            _spec.Loss is Loss.BinaryCrossEntropy or Loss.CategoricalCrossEntropy ? NaiveMath.Sigmoid(number) : number;

        private double[][] Rows(int count, int columns) => [.. Enumerable.Range(0, count).Select(_ => GraphData.Normals(_random, columns))];
    }
}

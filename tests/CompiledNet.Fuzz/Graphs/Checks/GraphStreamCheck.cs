using System.Numerics;

namespace CompiledNet.Fuzz.Graphs.Checks;

/// <summary>
/// A long sequence against the naive reference, and the same bits step by step, in blocks of random lengths, and from a state that was saved and put back.
/// </summary>
internal sealed class GraphStreamCheck<T>(GraphTrial<T> trial, ISequenceNetwork<T> network)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // More than two blocks of a stream.
    private const int MostSteps = 150;
    private const int LongestBlock = 70;

    private readonly int _inputs = trial.Spec.Input.Channels;
    private readonly int _outputs = trial.Spec.Output.Channels;
    private readonly Random _random = new(trial.Spec.Seed);

    public void Run()
    {
        int steps = _random.Next(1, MostSteps + 1);
        double[][] rows = [.. Enumerable.Range(0, steps).Select(_ => GraphData.Normals(_random, _inputs))];
        T[] input = Tensors.Convert<T>(rows);
        T[] whole = new T[steps * _outputs];
        network.Forward(input, whole);
        NaiveGraph graph = trial.NaiveOf(trial.Spec with { Input = trial.Spec.Input with { Height = steps } });
        NaiveForward[] passes = GraphTrial<T>.Forward(graph, new NaiveBatch(rows, IsTraining: false, trial.Masks), before: null);
        trial.Compare(Kind.Reference, "a long sequence", passes.Select(pass => Tensors.Flat(pass.Values[^1])), Tensors.Doubles<T>(whole));

        SequenceStream<T> stream = network.CreateStream();
        trial.RequireSame(Kind.Stream, "a stream gives other bits step by step", whole, InBlocks(stream, input, () => 1));
        stream.Reset();
        trial.RequireSame(Kind.Stream, "a stream gives other bits in blocks", whole, InBlocks(stream, input, () => _random.Next(LongestBlock)));
        CheckState(stream, input, whole);
    }

    private void CheckState(SequenceStream<T> stream, T[] input, T[] whole)
    {
        int first = _random.Next((input.Length / _inputs) + 1);
        stream.Reset();
        InBlocks(stream, input.AsSpan(0, first * _inputs), () => _random.Next(LongestBlock));
        T[] state = stream.State.ToArray();
        InBlocks(stream, input, () => _random.Next(LongestBlock));
        state.CopyTo(stream.State);
        T[] rest = InBlocks(stream, input.AsSpan(first * _inputs), () => _random.Next(LongestBlock));
        trial.RequireSame(Kind.Stream, $"a stream gives other bits from its state after {first} steps", whole.AsSpan(first * _outputs), rest);
        SequenceStream<T> other = network.CreateStream();
        state.CopyTo(other.State);
        trial.RequireSame(Kind.Stream, "another stream gives other bits from that state", rest, InBlocks(other, input.AsSpan(first * _inputs), () => 1));
    }

    // Blocks of one step are given to Step.
    private T[] InBlocks(SequenceStream<T> stream, ReadOnlySpan<T> input, Func<int> length)
    {
        int steps = input.Length / _inputs;
        T[] output = new T[steps * _outputs];
        for (int first = 0; first < steps;)
        {
            int count = Math.Min(length(), steps - first);
            ReadOnlySpan<T> block = input.Slice(first * _inputs, count * _inputs);
            Span<T> result = output.AsSpan(first * _outputs, count * _outputs);
            if (count == 1)
            {
                stream.Step(block, result);
            }
            else
            {
                stream.Process(block, result);
            }

            first += count;
        }

        return output;
    }
}

using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>Where derivatives jump, and who stands close to it.</summary>
internal static class Kinks
{
    /// <summary>
    /// The samples some number of which rounding could move over a kink: it is closer to one than <see cref="Tensors.Slack"/> times what rounding errors move the
    /// layer's numbers by, or the largest number of a window is that close to another. One that stands on a kink and is not moved, such as the 0 of a ReLU, is on one side of it for all.
    /// </summary>
    /// <param name="spec">The graph.</param>
    /// <param name="passes">A pass without errors, and some with.</param>
    public static HashSet<int> SamplesNear(GraphSpec spec, NaiveForward[] passes)
    {
        HashSet<int> near = [];
        for (int value = 1; value <= spec.Nodes.Count; value++)
        {
            GraphNode node = spec.Nodes[value - 1];
            if (node.IsMaxPool)
            {
                AddTies(spec, value, passes, near);
                continue;
            }

            double[] kinks = Of(node);
            if (kinks.Length == 0)
            {
                continue;
            }

            double[][] exact = passes[0].TestedBy(value);
            double moved = passes.Skip(1).Max(noisy => Tensors.Distance(Tensors.Flat(exact), Tensors.Flat(noisy.TestedBy(value))));
            for (int row = 0; row < exact.Length; row++)
            {
                for (int j = 0; j < exact[row].Length; j++)
                {
                    double number = exact[row][j];
                    bool stays = passes.All(noisy => noisy.TestedBy(value)[row][j].Equals(number));
                    if (!stays && kinks.Any(kink => Math.Abs(number - kink) < Tensors.Slack * moved))
                    {
                        near.Add(row / passes[0].Shapes[value].Positions);
                    }
                }
            }
        }

        return near;
    }

    /// <summary>Whether all numbers stay on their side of every kink whatever the rounding errors, those of the loss too.</summary>
    public static bool AreClear(GraphSpec spec, NaiveForward[] passes, NaiveGoal goal)
    {
        if (SamplesNear(spec, passes).Count > 0)
        {
            return false;
        }

        if (spec.Loss != Loss.MeanAbsoluteError || goal.Targets is null)
        {
            return true;
        }

        double[] outputs = Tensors.Flat(passes[0].Values[^1]);
        double moved = passes.Skip(1).Max(noisy => Tensors.Distance(outputs, Tensors.Flat(noisy.Values[^1])));
        return outputs.Zip(Tensors.Flat(goal.Targets)).All(pair => Math.Abs(pair.First - pair.Second) > Tensors.Slack * moved);
    }

    /// <summary>
    /// On which side of each kink each number stands, of the loss too, and which number of a window is the largest. Two passes of the same sides lie on one smooth piece of the loss.
    /// </summary>
    public static List<int> SidesOf(GraphSpec spec, NaiveForward pass, double[][] targets)
    {
        List<int> sides = [];
        for (int value = 1; value <= spec.Nodes.Count; value++)
        {
            GraphNode node = spec.Nodes[value - 1];
            if (node.IsMaxPool)
            {
                NaivePool pool = PoolOf(spec, value);
                pool.ForEachWindow(pass, (_, rows) => sides.AddRange(
                    Enumerable.Range(0, pass.Shapes[value].Channels).Select(channel => pool.LargestOf(pass, rows, channel))));
                continue;
            }

            // The second derivative of an ELU jumps whatever its slope is.
            double[] kinks = node.Activation == Activation.ELU ? [0] : Of(node);
            foreach (double kink in kinks)
            {
                sides.AddRange(pass.TestedBy(value).SelectMany(row => row.Select(number => number > kink ? 1 : 0)));
            }
        }

        double[] ofLoss = spec.Loss switch
        {
            Loss.MeanAbsoluteError => [0],
            Loss.Huber => [-1, 1],
            _ => [],
        };
        foreach (double kink in ofLoss)
        {
            sides.AddRange(pass.Values[^1].Zip(targets).SelectMany(pair => pair.First.Zip(pair.Second, (a, y) => a - y > kink ? 1 : 0)));
        }

        return sides;
    }

    // The samples in which rounding could make another number the largest of a window.
    private static void AddTies(GraphSpec spec, int value, NaiveForward[] passes, HashSet<int> near)
    {
        NaivePool pool = PoolOf(spec, value);
        int input = spec.Nodes[value - 1].Inputs[0];
        double[][] exact = passes[0].Values[input];
        double moved = passes.Skip(1).Max(noisy => Tensors.Distance(Tensors.Flat(exact), Tensors.Flat(noisy.Values[input])));
        pool.ForEachWindow(passes[0], (window, rows) =>
        {
            for (int j = 0; j < passes[0].Shapes[value].Channels; j++)
            {
                int channel = j;
                int largest = pool.LargestOf(passes[0], rows, channel);
                bool isFixed = Stays(largest, channel);
                bool canChange = rows.Any(row => row != largest && exact[largest][channel] - exact[row][channel] < 2 * Tensors.Slack * moved
                    && !(isFixed && Stays(row, channel)));
                if (canChange)
                {
                    near.Add(window / passes[0].Shapes[value].Positions);
                }
            }
        });

        bool Stays(int row, int channel) => passes.All(noisy => noisy.Values[input][row][channel].Equals(exact[row][channel]));
    }

    private static NaivePool PoolOf(GraphSpec spec, int value) => new(spec, new Dictionary<string, double[]>(), value);

    private static double[] Of(GraphNode node) => node.Kind == NodeKind.PReLU ? [0] : NaiveMath.Kinks(node.Activation, node.EffectiveSlope);
}

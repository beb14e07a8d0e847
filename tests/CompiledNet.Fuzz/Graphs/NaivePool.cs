namespace CompiledNet.Fuzz.Graphs;

/// <summary>The mean, or the largest number, of each channel of a window. What lies outside of the input does not count.</summary>
internal sealed class NaivePool(GraphSpec spec, IReadOnlyDictionary<string, double[]> parameters, int value) : NaiveLayer(spec, parameters, value)
{
    public override double[][] Forward(NaiveForward pass)
    {
        NaiveSums[] z = Rows(pass);
        ForEachWindow(pass, (row, positions) =>
        {
            double[][] x = Array.ConvertAll(positions, position => pass.Values[Input][position]);
            for (int j = 0; j < InputShape.Channels; j++)
            {
                if (Node.IsMaxPool)
                {
                    z[row].Add(j, x.Max(numbers => numbers[j]), size: 0);
                    continue;
                }

                foreach (double[] numbers in x)
                {
                    z[row].Add(j, numbers[j] / x.Length);
                }
            }
        });
        return Array.ConvertAll(z, row => row.Rounded(pass.Rounding));
    }

    public override void Backward(NaiveForward pass, double[][] delta, NaiveBackward back)
    {
        NaiveSums[] ofInputs = back.OfValue(Input);
        ForEachWindow(pass, (row, positions) =>
        {
            for (int j = 0; j < InputShape.Channels; j++)
            {
                if (Node.IsMaxPool)
                {
                    ofInputs[LargestOf(pass, positions, j)].Add(j, delta[row][j]);
                    continue;
                }

                foreach (int position in positions)
                {
                    ofInputs[position].Add(j, delta[row][j] / positions.Length);
                }
            }
        });
    }

    /// <summary>Visits each window and channel of a largest number: the row of the output, the channel, and the rows of the input.</summary>
    public void ForEachWindow(NaiveForward pass, Action<int, int[]> action)
    {
        (int Window, int[] Positions)[] windows =
        [
            .. NaiveWindows.Of(Node, InputShape)!.Taps.GroupBy(tap => tap.Window, tap => tap.Position).Select(window => (window.Key, window.ToArray())),
        ];
        for (int s = 0; s < pass.Samples; s++)
        {
            int first = s * InputShape.Positions;
            foreach ((int window, int[] positions) in windows)
            {
                action((s * OutputShape.Positions) + window, Array.ConvertAll(positions, position => first + position));
            }
        }
    }

    /// <summary>Of some rows of the input the one with the largest number of a channel, the first of several.</summary>
    public int LargestOf(NaiveForward pass, int[] rows, int channel) => rows.MaxBy(row => pass.Values[Input][row][channel]);

    private NaiveSums[] Rows(NaiveForward pass) =>
        [.. Enumerable.Range(0, pass.Samples * OutputShape.Positions).Select(_ => new NaiveSums(OutputShape.Channels))];
}

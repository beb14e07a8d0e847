namespace CompiledNet.Fuzz.Graphs;

/// <summary>z[w, f] = b[f] + Σ over the positions p of window w and the channels i of f's group W[f, i, p] x[p, i].</summary>
internal sealed class NaiveConvolution(GraphSpec spec, IReadOnlyDictionary<string, double[]> parameters, int value) : NaiveLayer(spec, parameters, value)
{
    private int ChannelsOfGroup => InputShape.Channels / Node.Window!.Groups;

    public override double[][] Forward(NaiveForward pass)
    {
        double[] weights = Tensor("weight")!;
        NaiveSums[] z = [.. Enumerable.Range(0, pass.Samples * OutputShape.Positions).Select(_ => new NaiveSums(Node.Units))];
        foreach (NaiveSums row in z)
        {
            for (int f = 0; f < Node.Units && Node.Bias; f++)
            {
                row.Add(f, Tensor("bias")![f]);
            }
        }

        ForEach(pass, (s, tap, x) =>
        {
            NaiveSums row = z[(s * OutputShape.Positions) + tap.Window];
            for (int f = 0; f < Node.Units; f++)
            {
                for (int i = 0; i < ChannelsOfGroup; i++)
                {
                    row.Add(f, weights[WeightOf(f, i, tap)] * x[ChannelOf(f, i)]);
                }
            }
        });
        return Array.ConvertAll(z, row => row.Rounded(pass.Rounding));
    }

    public override void Backward(NaiveForward pass, double[][] delta, NaiveBackward back)
    {
        double[] weights = Tensor("weight")!;
        NaiveSums ofWeights = back.OfTensor(NameOf("weight"));
        NaiveSums[] ofInputs = back.OfValue(Input);
        foreach (double[] row in delta)
        {
            for (int f = 0; f < Node.Units && Node.Bias; f++)
            {
                back.OfTensor(NameOf("bias")).Add(f, row[f]);
            }
        }

        ForEach(pass, (s, tap, x) =>
        {
            double[] d = delta[(s * OutputShape.Positions) + tap.Window];
            for (int f = 0; f < Node.Units; f++)
            {
                for (int i = 0; i < ChannelsOfGroup; i++)
                {
                    ofWeights.Add(WeightOf(f, i, tap), d[f] * x[ChannelOf(f, i)]);
                    if (tap.Position >= 0)
                    {
                        ofInputs[(s * InputShape.Positions) + tap.Position].Add(ChannelOf(f, i), d[f] * weights[WeightOf(f, i, tap)]);
                    }
                }
            }
        });
    }

    private void ForEach(NaiveForward pass, Action<int, NaiveTap, double[]> action)
    {
        IReadOnlyList<NaiveTap> taps = NaiveWindows.Of(Node, InputShape)!.Taps;
        for (int s = 0; s < pass.Samples; s++)
        {
            foreach (NaiveTap tap in taps)
            {
                if (pass.RowOf(Input, s, tap.Position) is { } x)
                {
                    action(s, tap, x);
                }
            }
        }
    }

    private int WeightOf(int filter, int channel, NaiveTap tap) => (((filter * ChannelsOfGroup) + channel) * Node.Window!.Taps) + tap.Tap;

    // The channel of the input that a filter sees as channel i of its group.
    private int ChannelOf(int filter, int i) => (filter / (Node.Units / Node.Window!.Groups) * ChannelsOfGroup) + i;
}

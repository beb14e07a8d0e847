namespace CompiledNet.Fuzz.Graphs;

/// <summary>A vector of numbers of a sample: of its last step, or of all its positions.</summary>
internal sealed class NaiveChoice(GraphSpec spec, IReadOnlyDictionary<string, double[]> parameters, int value) : NaiveLayer(spec, parameters, value)
{
    public override double[][] Forward(NaiveForward pass)
    {
        double[][] z = [.. Enumerable.Range(0, pass.Samples).Select(_ => new double[OutputShape.Channels])];
        ForEach(pass, (s, unit, row, channel) => z[s][unit] = pass.Values[Input][row][channel]);
        return z;
    }

    public override void Backward(NaiveForward pass, double[][] delta, NaiveBackward back) =>
        ForEach(pass, (s, unit, row, channel) => back.OfValue(Input)[row].Add(channel, delta[s][unit]));

    private void ForEach(NaiveForward pass, Action<int, int, int, int> action)
    {
        for (int s = 0; s < pass.Samples; s++)
        {
            for (int p = Node.Kind == NodeKind.LastStep ? InputShape.Positions - 1 : 0; p < InputShape.Positions; p++)
            {
                for (int j = 0; j < InputShape.Channels; j++)
                {
                    action(s, UnitOf(p, j), (s * InputShape.Positions) + p, j);
                }
            }
        }
    }

    private int UnitOf(int position, int channel) =>
        Node.Kind == NodeKind.LastStep ? channel
        : Node.Order == FlattenOrder.ChannelsFirst ? (channel * InputShape.Positions) + position
        : (position * InputShape.Channels) + channel;
}

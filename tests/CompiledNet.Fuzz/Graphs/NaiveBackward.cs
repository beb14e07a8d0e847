using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>Backward propagation through a graph: the gradients of its values, to which each reader adds, and of its parameters.</summary>
internal sealed class NaiveBackward
{
    private readonly GraphSpec _spec;
    private readonly NaiveForward _pass;
    private readonly IReadOnlyDictionary<string, double[]> _parameters;
    private readonly Dictionary<int, NaiveSums[]> _ofValues = [];
    private readonly Dictionary<string, NaiveSums> _ofParameters = [];

    public NaiveBackward(GraphSpec spec, NaiveForward pass, IReadOnlyDictionary<string, double[]> parameters)
    {
        _spec = spec;
        _pass = pass;
        _parameters = parameters;
        foreach ((string name, double[] tensor) in parameters)
        {
            _ofParameters.Add(name, new NaiveSums(tensor.Length));
        }

        for (int value = 0; value < spec.Nodes.Count; value++)
        {
            _ofValues.Add(value, Array.ConvertAll(pass.Values[value], row => new NaiveSums(row.Length)));
        }
    }

    /// <summary>The gradient of a value, of each row.</summary>
    public NaiveSums[] OfValue(int value) => _ofValues[value];

    /// <summary>The gradient of a tensor.</summary>
    public NaiveSums OfTensor(string name) => _ofParameters[name];

    /// <summary>∂L/∂z of a layer, of each row, once all who read its output have added to its gradient.</summary>
    public double[][] DeltaOf(int value, NaiveActivation activation)
    {
        double[][] gradients = Array.ConvertAll(_ofValues[value], sums => sums.Rounded(_pass.Rounding));
        return _spec.Nodes[value - 1].HasActivation
            ? [.. gradients.Select((gradient, s) => activation.TimesDerivative(_pass.PreActivations[value][s], _pass.Values[value][s], gradient, _pass.Rounding))]
            : gradients;
    }

    public IReadOnlyDictionary<string, NaiveSums> RoundedGradients()
    {
        foreach (NaiveSums sums in _ofParameters.Values)
        {
            sums.Rounded(_pass.Rounding);
        }

        return _ofParameters;
    }

    public NaiveSums[] RoundedInputGradients()
    {
        foreach (NaiveSums sums in _ofValues[0])
        {
            sums.Rounded(_pass.Rounding);
        }

        return _ofValues[0];
    }

    /// <summary>From ∂L/∂z of a layer to its parameters and to the values that it takes.</summary>
    public void PassBack(int value, double[][] delta)
    {
        GraphNode node = _spec.Nodes[value - 1];
        switch (node.Kind)
        {
            case NodeKind.Dense:
                Dense(value, node, delta);
                break;
            case NodeKind.Activate or NodeKind.Add:
                foreach (int input in node.Inputs)
                {
                    ForEach(delta, (s, j, d) => _ofValues[input][s].Add(j, d));
                }

                break;
            case NodeKind.PReLU:
                PReLU(value, node, delta);
                break;
            case NodeKind.Dropout:
                double[][] mask = _pass.MaskOf(value);
                ForEach(delta, (s, j, d) => _ofValues[node.Inputs[0]][s].Add(j, d * mask[s][j]));
                break;
            case NodeKind.LayerNorm or NodeKind.BatchNorm:
                Normalization(value, node, delta);
                break;
            case NodeKind.Multiply:
                Multiply(node, delta);
                break;
            case NodeKind.Concatenate:
                Concatenate(node, delta);
                break;
            default:
                NaiveLayer.Of(_spec, _parameters, value).Backward(_pass, delta, this);
                break;
        }
    }

    private static void ForEach(double[][] rows, Action<int, int, double> action)
    {
        for (int s = 0; s < rows.Length; s++)
        {
            for (int j = 0; j < rows[s].Length; j++)
            {
                action(s, j, rows[s][j]);
            }
        }
    }

    private NaiveSums GradientOf(int value, string name) => _ofParameters[$"{_spec.NameOf(value)}.{name}"];

    private void Dense(int value, GraphNode node, double[][] delta)
    {
        double[][] x = _pass.Values[node.Inputs[0]];
        double[] weights = _parameters[$"{_spec.NameOf(value)}.weight"];
        NaiveSums ofWeights = GradientOf(value, "weight");
        NaiveSums? ofBiases = node.Bias ? GradientOf(value, "bias") : null;
        NaiveSums[] ofInputs = _ofValues[node.Inputs[0]];
        ForEach(delta, (s, j, d) =>
        {
            for (int i = 0; i < x[s].Length; i++)
            {
                int weight = (j * x[s].Length) + i;
                ofWeights.Add(weight, d * x[s][i]);
                ofInputs[s].Add(i, d * weights[weight]);
            }

            ofBiases?.Add(j, d);
        });
    }

    private void PReLU(int value, GraphNode node, double[][] delta)
    {
        double[][] x = _pass.Values[node.Inputs[0]];
        double[] slopes = _parameters[$"{_spec.NameOf(value)}.weight"];
        NaiveSums ofSlopes = GradientOf(value, "weight");
        ForEach(delta, (s, j, d) =>
        {
            _ofValues[node.Inputs[0]][s].Add(j, x[s][j] > 0 ? d : d * slopes[j]);
            ofSlopes.Add(j, x[s][j] > 0 ? 0 : d * x[s][j]);
        });
    }

    private void Normalization(int value, GraphNode node, double[][] delta)
    {
        bool isOfBatch = node.Kind == NodeKind.BatchNorm;
        double[] scale = _parameters[$"{_spec.NameOf(value)}.weight"];
        NaiveMoments[] moments = _pass.Moments[value];
        NaiveSums ofScale = GradientOf(value, "weight");
        NaiveSums ofBiases = GradientOf(value, "bias");
        ForEach(delta, (s, j, d) =>
        {
            ofScale.Add(j, d * (isOfBatch ? moments[j].Normalized[s] : moments[s].Normalized[j]));
            ofBiases.Add(j, d);
        });

        // Of the numbers that were normalized together: of each channel, or of each row.
        double[][] scaled = Array.ConvertAll(delta, row => row.Select((d, j) => d * scale[j]).ToArray());
        double[][] gradients = isOfBatch ? NaiveGraph.Transposed(scaled) : scaled;
        for (int k = 0; k < moments.Length; k++)
        {
            (double Value, double Size)[] terms = moments[k].PassBack(gradients[k]);
            for (int n = 0; n < terms.Length; n++)
            {
                (int s, int j) = isOfBatch ? (n, k) : (k, n);
                _ofValues[node.Inputs[0]][s].Add(j, terms[n].Value, terms[n].Size);
            }
        }
    }

    // To each factor δ times the others.
    private void Multiply(GraphNode node, double[][] delta)
    {
        for (int i = 0; i < node.Inputs.Count; i++)
        {
            int factor = i;
            ForEach(delta, (s, j, d) =>
            {
                double product = d;
                for (int other = 0; other < node.Inputs.Count; other++)
                {
                    product *= other == factor ? 1 : _pass.Values[node.Inputs[other]][s][j];
                }

                _ofValues[node.Inputs[factor]][s].Add(j, product);
            });
        }
    }

    private void Concatenate(GraphNode node, double[][] delta)
    {
        int start = 0;
        foreach (int input in node.Inputs)
        {
            int size = _pass.Shapes[input].Channels;
            int from = start;
            ForEach(delta, (s, j, d) =>
            {
                if (j >= from && j < from + size)
                {
                    _ofValues[input][s].Add(j - from, d);
                }
            });
            start += size;
        }
    }
}

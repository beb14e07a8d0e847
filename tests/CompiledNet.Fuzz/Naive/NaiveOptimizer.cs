namespace CompiledNet.Fuzz.Naive;

/// <summary>The update rules as PyTorch's documentation writes them, for one parameter at a time.</summary>
internal sealed class NaiveOptimizer(OptimizerSpec spec, int parameters)
{
    private readonly double[] _first = new double[parameters];
    private readonly double[] _second = new double[parameters];
    private int _steps;

    /// <summary>One step.</summary>
    public void Step(double[] parameters, double[] gradients)
    {
        _steps++;
        for (int k = 0; k < parameters.Length; k++)
        {
            parameters[k] = Update(k, parameters[k], gradients[k]);
        }
    }

    private double Update(int k, double w, double g)
    {
        double rate = spec.LearningRate;
        switch (spec.Kind)
        {
            case OptimizerKind.Sgd:
                return w - (rate * (g + (spec.WeightDecay * w)));
            case OptimizerKind.Momentum:
                g += spec.WeightDecay * w;
                _first[k] = (spec.Momentum * _first[k]) + g;
                return w - (rate * _first[k]);
            case OptimizerKind.Nesterov:
                g += spec.WeightDecay * w;
                _first[k] = (spec.Momentum * _first[k]) + g;
                return w - (rate * (g + (spec.Momentum * _first[k])));
            case OptimizerKind.RmsProp:
                _first[k] = (spec.Decay * _first[k]) + ((1 - spec.Decay) * g * g);
                return w - (rate * g / (Math.Sqrt(_first[k]) + spec.Epsilon));
            case OptimizerKind.Adagrad:
                _first[k] += g * g;
                return w - (rate * g / (Math.Sqrt(_first[k]) + spec.Epsilon));
            default:
                if (spec.Kind == OptimizerKind.AdamW)
                {
                    w -= rate * spec.WeightDecay * w;
                }

                _first[k] = (spec.Beta1 * _first[k]) + ((1 - spec.Beta1) * g);
                _second[k] = (spec.Beta2 * _second[k]) + ((1 - spec.Beta2) * g * g);
                double mean = _first[k] / (1 - Math.Pow(spec.Beta1, _steps));
                double variance = _second[k] / (1 - Math.Pow(spec.Beta2, _steps));
                return w - (rate * mean / (Math.Sqrt(variance) + spec.Epsilon));
        }
    }
}

using System.Numerics;

namespace CompiledNet.Generated;

/// <summary>
/// Draws the parameters that a new network starts with. Every number is computed in double by <see cref="SeededRandom"/> and then
/// rounded to the network's type: a seed gives the same bits on every machine, and a Single network is its Double twin, rounded.
/// </summary>
public static class ParameterInitializer
{
    /// <summary>Draws the weights of one layer, row by row.</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="weights">The weights, units × inputs, overwritten.</param>
    /// <param name="initializer">How; the generator has resolved <see cref="Initializer.Auto"/> already.</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="layer">The index of the layer. Each layer has streams of its own, so that none depends on the size of another.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="initializer"/> is Auto or undefined.</exception>
    public static void Weights<T>(MatrixView<T> weights, Initializer initializer, long seed, int layer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var draw = new WeightDraw(initializer, weights.Columns, weights.Rows, new SeededRandom(seed, 2 * layer));
        for (int row = 0; row < weights.Rows; row++)
        {
            for (int column = 0; column < weights.Columns; column++)
            {
                weights[row, column] = T.CreateTruncating(draw.Next());
            }
        }
    }

    /// <summary>
    /// Draws the filters of a convolution, one after the other, each channel by channel. The inputs of a filter are the channels that it sees times the
    /// positions of its window; its outputs, for the Glorot initializers, all filters times those positions, as PyTorch has it.
    /// </summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="filters">The filters, overwritten.</param>
    /// <param name="initializer">How; the generator has resolved <see cref="Initializer.Auto"/> already.</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="layer">The index of the layer.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="initializer"/> is Auto or undefined.</exception>
    public static void Filters<T>(FilterView<T> filters, Initializer initializer, long seed, int layer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double window = (double)filters.Rows * filters.Columns;
        var draw = new WeightDraw(initializer, filters.Channels * window, filters.Filters * window, new SeededRandom(seed, 2 * layer));
        for (int filter = 0; filter < filters.Filters; filter++)
        {
            for (int channel = 0; channel < filters.Channels; channel++)
            {
                for (int row = 0; row < filters.Rows; row++)
                {
                    for (int column = 0; column < filters.Columns; column++)
                    {
                        filters[filter, channel, row, column] = T.CreateTruncating(draw.Next());
                    }
                }
            }
        }
    }

    /// <summary>
    /// Draws the parameters of a GRU or an LSTM, W_ih before W_hh, b_ih before b_hh. <see cref="Initializer.Auto"/> is uniform within ±1/√units, as PyTorch has
    /// it, and so is <see cref="BiasInitializer.Uniform"/>; for the other initializers each gate is a matrix of its own.
    /// </summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="view">The layer, overwritten.</param>
    /// <param name="initializer">How the weights are drawn.</param>
    /// <param name="biasInitializer">How the biases are drawn.</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="layer">The index of the layer.</param>
    /// <exception cref="ArgumentOutOfRangeException">An initializer is undefined.</exception>
    public static void Recurrent<T>(RecurrentView<T> view, Initializer initializer, BiasInitializer biasInitializer, long seed, int layer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int units = view.RecurrentWeights.Columns;
        double limit = 1 / Math.Sqrt(units);
        var weights = new SeededRandom(seed, 2 * layer);
        Fill(view.InputWeights, initializer, limit, units, ref weights);
        Fill(view.RecurrentWeights, initializer, limit, units, ref weights);
        var biases = new SeededRandom(seed, (2 * layer) + 1);
        limit = biasInitializer switch
        {
            BiasInitializer.Zeros => 0,
            BiasInitializer.Uniform => limit,
            _ => throw new ArgumentOutOfRangeException(
                nameof(biasInitializer), biasInitializer, "A defined way of drawing the biases was expected."),
        };
        Fill(view.InputBiases, limit, ref biases);
        Fill(view.RecurrentBiases, limit, ref biases);
    }

    /// <summary>Draws the biases of one layer.</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="biases">The biases, overwritten; may be empty.</param>
    /// <param name="initializer">How.</param>
    /// <param name="inputs">Inputs of the layer.</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="layer">The index of the layer.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="initializer"/> is undefined.</exception>
    public static void Biases<T>(VectorView<T> biases, BiasInitializer initializer, int inputs, long seed, int layer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double limit = initializer switch
        {
            BiasInitializer.Zeros => 0,
            BiasInitializer.Uniform => 1 / Math.Sqrt(inputs),
            _ => throw new ArgumentOutOfRangeException(
                nameof(initializer), initializer, "A defined way of drawing the biases was expected."),
        };

        var random = new SeededRandom(seed, (2 * layer) + 1);
        Fill(biases, limit, ref random);
    }

    /// <summary>Sets a vector to one value: a scale that begins at 1, slopes that begin at 0.25.</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="vector">The vector, overwritten.</param>
    /// <param name="value">The value.</param>
    public static void Constant<T>(VectorView<T> vector, double value)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] = T.CreateTruncating(value);
        }
    }

    private static void Fill<T>(VectorView<T> biases, double limit, ref SeededRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < biases.Length; i++)
        {
            biases[i] = T.CreateTruncating(Within(limit, ref random));
        }
    }

    private static void Fill<T>(MatrixView<T> weights, Initializer initializer, double limit, int units, ref SeededRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var draw = initializer == Initializer.Auto ? new WeightDraw(limit, random) : new WeightDraw(initializer, weights.Columns, units, random);
        for (int row = 0; row < weights.Rows; row++)
        {
            for (int column = 0; column < weights.Columns; column++)
            {
                weights[row, column] = T.CreateTruncating(draw.Next());
            }
        }

        random = draw.Random;
    }

    /// <summary>Uniform in [−limit, limit); exactly +0 where the limit is 0.</summary>
    private static double Within(double limit, ref SeededRandom random) => (limit * 2 * random.NextDouble()) - limit;

    // The weights of a layer one after the other.
    private ref struct WeightDraw
    {
        private readonly double _limit;
        private readonly double _deviation;
        private SeededRandom _random;

        public WeightDraw(Initializer initializer, double inputs, double units, SeededRandom random)
        {
            (_limit, _deviation) = initializer switch
            {
                Initializer.GlorotUniform => (Math.Sqrt(6 / (inputs + units)), 0d),
                Initializer.GlorotNormal => (0d, Math.Sqrt(2 / (inputs + units))),
                Initializer.HeUniform => (Math.Sqrt(6 / inputs), 0d),
                Initializer.HeNormal => (0d, Math.Sqrt(2 / inputs)),
                Initializer.LeCunNormal => (0d, Math.Sqrt(1 / inputs)),
                Initializer.Zeros => (0d, 0d),
                _ => throw new ArgumentOutOfRangeException(
                    nameof(initializer), initializer, "A particular way of drawing the weights was expected."),
            };
            _random = random;
        }

        public WeightDraw(double limit, SeededRandom random)
        {
            _limit = limit;
            _random = random;
        }

        public readonly SeededRandom Random => _random;

        public double Next() => _deviation > 0 ? _deviation * _random.NextNormal() : Within(_limit, ref _random);
    }
}

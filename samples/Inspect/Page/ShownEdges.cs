namespace Inspect;

/// <summary>
/// Which edges of the graph are drawn: all of a layer that has few; of a larger one those with the largest numbers, since two thousand
/// lines show nothing. What counts is what goes over the edge in that step: W·a forward, W·δ backward, dW for gradients and update.
/// </summary>
/// <param name="numbers">The numbers.</param>
internal sealed class ShownEdges(Inspection numbers)
{
    /// <summary>How many edges of one layer are drawn at the most.</summary>
    public const int Most = 40;

    /// <summary>The edges of layer l in a direction, each as unit and input.</summary>
    /// <param name="direction">forward, backward or gradient.</param>
    /// <param name="l">The layer, from 1.</param>
    /// <exception cref="ArgumentException">There is no such direction.</exception>
    public int[][] Of(string direction, int l)
    {
        (Tensor w, Tensor dW, Tensor input, Tensor delta) = (numbers[$"W{l}"], numbers[$"dW{l}"], numbers.InputOf(l), numbers[$"δ{l}"]);
        Func<int, int, double> weight = direction switch
        {
            "forward" => (j, i) => w[j, i] * input[i],
            "backward" => (j, i) => w[j, i] * delta[j],
            "gradient" => (j, i) => dW[j, i],
            _ => throw new ArgumentException($"No edge goes {direction}.", nameof(direction)),
        };

        // The first ones of equals, in the order of units and inputs: the page is the same at every run.
        return
        [
            .. Enumerable.Range(0, w.Rows)
                .SelectMany(j => Enumerable.Range(0, w.Columns).Select(i => new[] { j, i }))
                .Where(edge => w.Values.Length <= Most || weight(edge[0], edge[1]) != 0)
                .OrderByDescending(edge => w.Values.Length <= Most ? 0 : Math.Abs(weight(edge[0], edge[1])))
                .Take(Most),
        ];
    }
}

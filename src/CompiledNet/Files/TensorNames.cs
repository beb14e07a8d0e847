using System.Globalization;
using System.Numerics;

namespace CompiledNet;

/// <summary>
/// What the tensors of a network are called in a file: a prefix for each layer that has any, followed by <c>.weight</c>, <c>.bias</c>, <c>.running_mean</c> and
/// so on.
/// </summary>
public sealed class TensorNames
{
    private readonly Func<IReadOnlyList<LayerInfo>, string[]> _prefixes;

    private TensorNames(Func<IReadOnlyList<LayerInfo>, string[]> prefixes) => _prefixes = prefixes;

    /// <summary>
    /// The names of the layers, <c>Layer1.weight</c>: those of a PyTorch module whose attributes are called as the layers are. What is
    /// meant where nothing is said.
    /// </summary>
    public static TensorNames Layers { get; } = new(layers => [.. WithTensors(layers).Select(layer => layer.Name)]);

    /// <summary>
    /// The names in PyTorch's <c>nn.Sequential</c>, which numbers all modules from 0: a <c>Linear</c> for each layer and, but for
    /// <see cref="Activation.Identity"/>, one for its activation. A network of two layers with activations has <c>0.weight</c> and
    /// <c>2.weight</c>. Other kinds of layers count likewise. A network with branches has no such names, and is refused.
    /// </summary>
    public static TensorNames Sequential { get; } = new(NumberModules);

    /// <summary>Names of another program's choice, such as <c>encoder.fc1</c>.</summary>
    /// <param name="prefixes">What comes before <c>.weight</c> and <c>.bias</c>, for each layer that has tensors, from the first; no two the same.</param>
    /// <returns>The names.</returns>
    /// <exception cref="ArgumentException">One is null or no Unicode, or two are the same.</exception>
    public static TensorNames Of(params string[] prefixes)
    {
        ArgumentNullException.ThrowIfNull(prefixes);
        string[] own = [.. prefixes];
        int missing = Array.IndexOf(own, null);
        if (missing >= 0)
        {
            throw new ArgumentException($"prefixes[{missing}] is null; what comes before .weight and .bias of a layer was expected.", nameof(prefixes));
        }

        // As UTF-8, half a surrogate pair would become another character, and not be found again.
        int broken = Array.FindIndex(own, prefix => !IsUnicode(prefix));
        if (broken >= 0)
        {
            throw new ArgumentException($"prefixes[{broken}] holds half a surrogate pair, which is no Unicode character.", nameof(prefixes));
        }

        foreach (IGrouping<string, string> same in own.GroupBy(prefix => prefix, StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            throw new ArgumentException($"The prefix '{same.Key}' stands there {same.Count()} times; each layer needs its own.", nameof(prefixes));
        }

        return new TensorNames(_ => own);
    }

    /// <summary>The tensors of a network, in the order in which a file has them.</summary>
    internal TensorSpec[] TensorsOf<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        string[] prefixes = _prefixes(network.Layers);
        LayerInfo[] layers = [.. WithTensors(network.Layers)];
        if (prefixes.Length != layers.Length)
        {
            throw new ArgumentException(
                $"There are names for {Counted.Of(prefixes.Length, "layer")}; {layers.Length} {(layers.Length == 1 ? "was" : "were")} expected, "
                + $"for those of {network.GetType().Name}.",
                nameof(network));
        }

        return
        [
            .. layers.Zip(prefixes).SelectMany(pair => pair.First.Tensors.Select(
                tensor => new TensorSpec($"{pair.Second}.{tensor.Suffix}", tensor))),
        ];
    }

    private static IEnumerable<LayerInfo> WithTensors(IEnumerable<LayerInfo> layers) => layers.Where(layer => layer.Tensors.Count > 0);

    private static bool IsUnicode(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    private static string[] NumberModules(IReadOnlyList<LayerInfo> layers)
    {
        var numbers = new List<string>();
        int module = 0;
        foreach (LayerInfo layer in layers)
        {
            if (layer.From.Count > 0)
            {
                throw new ArgumentException(
                    $"{layer.Name} takes {string.Join(" and ", layer.From)}: a network with branches is no Sequential. Use TensorNames.Layers, or TensorNames.Of.",
                    nameof(layers));
            }

            if (layer.Tensors.Count > 0)
            {
                numbers.Add(module.ToString(CultureInfo.InvariantCulture));
            }

            // A layer that is an activation is one module.
            module += layer.Activation == Activation.Identity || layer.Kind == "Activate" ? 1 : 2;
        }

        return [.. numbers];
    }
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace CompiledNet.Tool.Readers.Torch;

/// <summary>
/// Finds the tensors of a declared network among those of a file: by the names of its layers, by PyTorch's numbers in <c>nn.Sequential</c>, or module after
/// module where the shapes leave no choice.
/// </summary>
internal static partial class TensorNaming
{
    private static readonly string[] s_prefixes = ["module.", "model.", "_orig_mod.", "net."];

    /// <summary>For each tensor of the network the one of the file.</summary>
    /// <exception cref="ImportException">They do not fit.</exception>
    public static IReadOnlyList<(TensorInfo Tensor, string Name, double[] Values)> Match(
        IReadOnlyList<TensorInfo> tensors, IReadOnlyList<(string Name, int[] Shape, double[] Values)> file, string path)
    {
        if (file.Count == 0)
        {
            throw new ImportException($"'{path}' holds no tensors.");
        }

        int prefix = CommonPrefix(file).Length;
        var known = file.ToDictionary(tensor => tensor.Name[prefix..], tensor => tensor, StringComparer.Ordinal);
        List<string>? names = ByLayer(tensors, known) ?? ByOrder(tensors, known);
        if (names is null || names.Count != known.Count)
        {
            throw new ImportException(
                $"'{path}' does not fit the declaration.\n  It holds {Listed(file.Select(tensor => (tensor.Name, (IReadOnlyList<int>)tensor.Shape)))}.\n  "
                + $"The declaration has {Listed(tensors.Select(tensor => (tensor.Name, tensor.Shape)))}.\n  "
                + "Give the layers the names of the modules (Name = \"fc1\"), or declare them in the order of the file.");
        }

        return [.. tensors.Zip(names, (tensor, name) => (tensor, known[name].Name, known[name].Values))];
    }

    // Names of layers that are those of modules; the number of a layer in a stacked recurrent module is left out.
    private static List<string>? ByLayer(IReadOnlyList<TensorInfo> tensors, Dictionary<string, (string Name, int[] Shape, double[] Values)> known)
    {
        var names = new List<string>();
        foreach (TensorInfo tensor in tensors)
        {
            string? name = new[] { tensor.Name, tensor.Name + "_l0" }.FirstOrDefault(known.ContainsKey);
            if (name is null || !known[name].Shape.SequenceEqual(tensor.Shape))
            {
                return null;
            }

            names.Add(name);
        }

        return names;
    }

    // Module after module, in the order of numbers within names: 2 before 10.
    private static List<string>? ByOrder(IReadOnlyList<TensorInfo> tensors, Dictionary<string, (string Name, int[] Shape, double[] Values)> known)
    {
        string[] modules = [.. known.Keys.Select(ModuleOf).Distinct(StringComparer.Ordinal).OrderBy(Sortable, StringComparer.Ordinal)];
        string[] layers = [.. tensors.Select(tensor => ModuleOf(tensor.Name)).Distinct(StringComparer.Ordinal)];
        if (modules.Length != layers.Length)
        {
            return null;
        }

        var moduleOfLayer = layers.Zip(modules).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        var byPlace = known.ToDictionary(pair => (ModuleOf(pair.Key), Suffix(pair.Key)), pair => pair.Key);
        var names = new List<string>();
        foreach (TensorInfo tensor in tensors)
        {
            if (!byPlace.TryGetValue((moduleOfLayer[ModuleOf(tensor.Name)], Suffix(tensor.Name)), out string? name) || !known[name].Shape.SequenceEqual(tensor.Shape))
            {
                return null;
            }

            names.Add(name);
        }

        return names;
    }

    // What every name begins with says nothing: "module." of DataParallel.
    private static string CommonPrefix(IReadOnlyList<(string Name, int[] Shape, double[] Values)> file)
    {
        string common = "";
        while (s_prefixes.FirstOrDefault(prefix => file.All(tensor => tensor.Name.StartsWith(common + prefix, StringComparison.Ordinal))) is { } next)
        {
            common += next;
        }

        return common;
    }

    private static string ModuleOf(string name)
    {
        string prefix = name.Contains('.', StringComparison.Ordinal) ? name[..name.LastIndexOf('.')] : "";
        return LayerNumber().Match(name) is { Success: true } number ? prefix + number.Value : prefix;
    }

    private static string Suffix(string name) => LayerNumber().Replace(name[(name.LastIndexOf('.') + 1)..], "");

    private static string Sortable(string name) => Digits().Replace(name, match => match.Value.PadLeft(10, '0'));

    private static string Listed(IEnumerable<(string Name, IReadOnlyList<int> Shape)> tensors)
    {
        string[] all = [.. tensors.Select(tensor => string.Create(CultureInfo.InvariantCulture, $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]"))];
        return string.Join(", ", all.Take(20)) + (all.Length > 20 ? string.Create(CultureInfo.InvariantCulture, $" and {all.Length - 20} more") : "");
    }

    [GeneratedRegex(@"_l\d+$")]
    private static partial Regex LayerNumber();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}

using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Kernels;

/// <summary>The runtime's vector operations of one width as text, for kernels that are written out once for each width.</summary>
internal sealed class Registers(Vocabulary vocabulary, int bits)
{
    /// <summary>The widths for which kernels are written, widest first.</summary>
    public static readonly IReadOnlyList<int> Widths = [512, 256, 128];

    public int Bits => bits;

    /// <summary>Lanes of one register.</summary>
    public int Count => bits / 8 / vocabulary.ElementSize;

    /// <inheritdoc cref="SampleProductPlan.MostSums"/>
    public int MostSums => SampleProductPlan.MostSums(bits / 8);

    public string Type => $"{Class}<{vocabulary.T}>";

    public string Zero => Type + ".Zero";

    /// <summary>The library's register, over which its functions are generic.</summary>
    public string Simd => $"{vocabulary.Type($"Simd{bits}")}<{vocabulary.T}>";

    private string Class => vocabulary.Type($"Vector{bits}");

    /// <summary>The same at no more than the given number of lanes.</summary>
    public Registers AtMost(int lanes)
    {
        int wanted = lanes * vocabulary.ElementSize * 8;
        return wanted < bits ? new Registers(vocabulary, wanted) : this;
    }

    public string Load(string reference, int index) =>
        index == 0 ? $"{Class}.LoadUnsafe(ref {reference})" : $"{Class}.LoadUnsafe(ref {reference}, {index})";

    public string Store(string value, string reference, int index) =>
        $"{Class}.StoreUnsafe({value}, ref {reference}{(index == 0 ? "" : ", " + LayerNames.Text(index))});";

    public string Element(string value, int lane) => $"{Class}.GetElement({value}, {lane})";

    public string Create(string scalar) => $"{Class}.Create({scalar})";

    public string MultiplyAdd(string a, string b, string c) => $"{Class}.FusedMultiplyAdd({a}, {b}, {c})";
}

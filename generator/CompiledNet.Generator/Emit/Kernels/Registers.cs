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

    /// <summary>The lower half of a register and its upper half, added up: a register of half the width.</summary>
    public string HalfSum(string value) => $"{Class}.GetLower({value}) + {Class}.GetUpper({value})";

    /// <summary>A narrower register with zeros above.</summary>
    public string WidenedFrom(Registers narrow, string value)
    {
        for (int from = narrow.Bits; from < bits; from *= 2)
        {
            value = $"{vocabulary.Type($"Vector{from}")}.ToVector{2 * from}({value})";
        }

        return value;
    }

    /// <summary>Indices for <see cref="Shuffle"/>: each lane from <paramref name="first"/> on as often as <paramref name="times"/> says.</summary>
    public string Repeat(int first, int times) =>
        $"{Class}.Create({string.Join(", ", Enumerable.Range(0, Count).Select(lane => Index(first + (lane / times))))})";

    public string Shuffle(string value, string indices) => $"{Class}.ShuffleNative({value}, {indices})";

    /// <summary>The type of the indices.</summary>
    public string IndexType => $"{Class}<{(vocabulary.ElementSize == sizeof(float) ? "int" : "long")}>";

    private string Index(int lane) => vocabulary.ElementSize == sizeof(float) ? LayerNames.Text(lane) : LayerNames.Text(lane) + "L";

    /// <summary>
    /// Whether <see cref="CreatePair"/> exists: the widest registers of single precision, which are an x86 processor's.
    /// </summary>
    public bool HasPairs => bits == 512 && vocabulary.ElementSize == sizeof(float);

    /// <summary>Two numbers that lie one after the other, in turn in all lanes.</summary>
    public string CreatePair(string first)
    {
        string pair = $"{vocabulary.Type("Unsafe")}.As<{vocabulary.T}, double>(ref {first})";
        return $"{Class}.AsSingle({Class}.Create({pair}))";
    }

    /// <summary>One number of a pair in all lanes.</summary>
    public string OfPair(string pair, int which) =>
        $"{vocabulary.Type("Avx512F")}.Duplicate{(which == 0 ? "Even" : "Odd")}Indexed({pair})";

    public string Create(string scalar) => $"{Class}.Create({scalar})";

    public string MultiplyAdd(string a, string b, string c) => $"{Class}.FusedMultiplyAdd({a}, {b}, {c})";
}

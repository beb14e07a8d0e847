using System.Text.Json;

namespace CompiledNet.Tool.Checking.Plain;

/// <summary>A nested list of numbers, addressed by its indices.</summary>
internal sealed class PlainTensor
{
    private readonly List<double> _values = [];
    private readonly List<int> _sizes = [];

    public PlainTensor(JsonElement element)
    {
        for (JsonElement first = element; first.ValueKind == JsonValueKind.Array; first = first[0])
        {
            _sizes.Add(first.GetArrayLength());
        }

        Add(element);
    }

    public double this[params ReadOnlySpan<int> index]
    {
        get
        {
            int place = 0;
            for (int i = 0; i < index.Length; i++)
            {
                place = (place * _sizes[i]) + index[i];
            }

            return _values[place];
        }
    }

    /// <summary>The numbers, row-major.</summary>
    public IReadOnlyList<double> Values => _values;

    public int Rank => _sizes.Count;

    public int Size(int axis) => _sizes[axis];

    private void Add(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            _values.Add(element.GetDouble());
            return;
        }

        foreach (JsonElement item in element.EnumerateArray())
        {
            Add(item);
        }
    }
}

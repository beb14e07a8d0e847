using System.Text.Json.Serialization;
using CompiledNet.Benchmarks.Measuring;

namespace CompiledNet.Benchmarks.Table;

/// <summary>What is timed.</summary>
internal enum Work
{
    /// <summary>Inference of one sample, calls that may overlap.</summary>
    Inference,

    /// <summary>Inference of one sample, each call waiting for the one before.</summary>
    DependentInference,

    /// <summary>Inference of a batch.</summary>
    BatchInference,

    /// <summary>Forward, backward and Adam.</summary>
    Step,
}

/// <summary>One line of the comparison.</summary>
/// <param name="Work">What was timed.</param>
/// <param name="Batch">Samples at a time.</param>
/// <param name="Network">The network's sizes.</param>
/// <param name="Figures">Times by contestant.</param>
/// <param name="Allocated">Bytes that ours allocated in a thousand operations.</param>
internal sealed record Row(Work Work, int Batch, string Network, IReadOnlyDictionary<string, Figure> Figures, long Allocated)
{
    /// <summary>The name of our column.</summary>
    public const string Ours = "CompiledNet";

    /// <summary>The name of the column of the same network in double precision.</summary>
    public const string Double = "in double";

    /// <summary>What it says of the work.</summary>
    [JsonIgnore]
    public string Title => Work switch
    {
        Work.Inference => "inference",
        Work.DependentInference => "inference, each call waiting for the last",
        Work.BatchInference => $"inference of {Batch} samples",
        _ => $"training step, batch {Batch}",
    };

    /// <summary>Of two runs of the same line the lesser times.</summary>
    public Row OrLess(Row other) => this with
    {
        Figures = Figures.ToDictionary(pair => pair.Key, pair => pair.Value.OrLess(other.Figures[pair.Key])),
        Allocated = Math.Max(Allocated, other.Allocated),
    };

    /// <summary>The same line with one more contestant, where that has a figure.</summary>
    public Row With(string name, Figure? figure) =>
        figure is null ? this : this with { Figures = new Dictionary<string, Figure>(Figures) { [name] = figure } };
}

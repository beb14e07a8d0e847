using System.Globalization;
using System.Numerics;

namespace CompiledNet;

/// <summary>
/// What a training that goes on must have in common with the one that was saved. What only decides when it ends, and who is told, may differ.
/// </summary>
internal static class TrainingSettings
{
    private const string Prefix = "setting.training.";
    private const string None = "none";

    // Of a training by a team alone: files of others do not have it.
    private const string Shards = Prefix + nameof(TrainingOptions.Shards);
    private const int MostWeights = 1000;

    /// <summary>The settings, as the metadata of a file say them.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="options">The options.</param>
    /// <param name="training">What is learned from.</param>
    /// <param name="validation">What is validated with; null for nothing.</param>
    /// <param name="metrics">Metrics besides loss and accuracy.</param>
    public static KeyValuePair<string, string>[] Of<T>(TrainingOptions options, BatchPass<T>? training, BatchPass<T>? validation, Metric[] metrics)
        where T : unmanaged, IFloatingPointIeee754<T> =>
    [
        new(Prefix + "data", training?.Source ?? None),
        new(Prefix + "validation", validation?.Source ?? None),
        new(Prefix + nameof(options.BatchSize), Text(options.BatchSize)),
        new(Prefix + nameof(options.BatchesPerEpoch), Text(options.BatchesPerEpoch)),
        new(Prefix + nameof(options.Shuffle), options.Shuffle.ToString()),
        new(Prefix + nameof(options.Seed), Text(options.Seed)),
        new(Prefix + nameof(options.Schedule), options.Schedule is null ? None : "given"),
        new(Prefix + nameof(options.ReduceOnPlateau), options.ReduceOnPlateau?.Settings ?? None),
        new(Prefix + nameof(options.WeightDecay), SavedNumbers.Text(options.WeightDecay)),
        new(Prefix + nameof(options.ClipValue), Text(options.ClipValue)),
        new(Prefix + nameof(options.ClipNorm), Text(options.ClipNorm)),
        new(Prefix + nameof(options.SampleWeights), options.SampleWeights is null ? None : "given"),
        new(Prefix + nameof(options.ClassWeights), Text(options.ClassWeights)),
        new(Prefix + nameof(options.Augmentation), options.Augmentation?.ToString() ?? None),
        new(Prefix + nameof(options.Metrics), metrics.Length == 0 ? None : string.Join(", ", metrics.Select(metric => metric.Name))),
        new(Prefix + nameof(options.Monitor), options.Monitor.Name),
        .. options.Team is null ? Array.Empty<KeyValuePair<string, string>>() : [new(Shards, Text(options.Shards))],
        new(Prefix + "samples", training?.SamplesDigest ?? None),
        new(Prefix + "validationSamples", validation?.SamplesDigest ?? None),
    ];

    /// <summary>Compares.</summary>
    /// <exception cref="NetworkFileException">One is another, or missing.</exception>
    public static void Check(TensorHeader header, KeyValuePair<string, string>[] settings)
    {
        bool isOfTeam = false;
        foreach ((string key, string value) in settings)
        {
            isOfTeam |= key == Shards;
            CheckSame(key, key == Shards ? header.FindMetadata(key) ?? None : SavedNumbers.ReadText(header, key), value);
        }

        if (!isOfTeam)
        {
            CheckSame(Shards, header.FindMetadata(Shards) ?? None, None);
        }
    }

    private static void CheckSame(string key, string saved, string value)
    {
        if (saved != value)
        {
            throw new NetworkFileException(
                $"It was saved by a training with {key[Prefix.Length..]} = {TensorHeader.Shorten(saved)}; {TensorHeader.Shorten(value)} was "
                + "expected, that of the training which is to go on with it.");
        }
    }

    /// <summary>Settings in groups: of the training set, of the validation set, and the rest.</summary>
    public static string[] Group(KeyValuePair<string, string>[] settings)
    {
        string[] groups = ["", "", ""];
        foreach ((string key, string value) in settings)
        {
            int group = key[Prefix.Length..] switch
            {
                "data" or "samples" => 0,
                "validation" or "validationSamples" => 1,
                _ => 2,
            };
            groups[group] += $"{key}={value};";
        }

        return groups;
    }

    // As many as a header has room for; those of a set are in the digest of its samples, too.
    private static string Text(IReadOnlyList<double>? weights) =>
        weights is null ? None : string.Join(' ', weights.Take(MostWeights).Select(SavedNumbers.Text));

    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? None;
}

using CompiledNet;

namespace Tabular;

/// <summary>A table, and how a network learns it. The numbers were set once, for all folds alike.</summary>
internal sealed record Study
{
    /// <summary>What the table is called.</summary>
    public required string Name { get; init; }

    /// <summary>The table.</summary>
    public required DataSet<float> Data { get; init; }

    /// <summary>Makes a network from a seed.</summary>
    public required Func<long, INetwork<float>> Create { get; init; }

    /// <summary>Adam's learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>How much of a weight, times the learning rate, each step takes away.</summary>
    public required double WeightDecay { get; init; }

    /// <summary>Whether classes are told apart; otherwise a number is predicted.</summary>
    public bool IsClassification => Data.HasClasses;

    /// <summary>What is measured on the samples of a test fold.</summary>
    public string Measure => IsClassification ? "accuracy" : "R2";

    /// <summary>The layers' sizes.</summary>
    public string Network
    {
        get
        {
            INetwork<float> network = Create(0);
            return string.Join('-', network.Layers.Select(layer => layer.OutputSize).Prepend(network.InputSize));
        }
    }
}

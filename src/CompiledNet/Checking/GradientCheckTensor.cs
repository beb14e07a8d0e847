namespace CompiledNet;

/// <summary>How the gradient of one weight matrix, one bias vector or the input compares with its numeric twin.</summary>
public sealed record GradientCheckTensor
{
    /// <summary>The layer's name; <c>Input</c> for the gradient of the input.</summary>
    public required string Layer { get; init; }

    /// <summary>What it is the gradient of: <c>Layer1.Weights</c>, <c>Layer1.Biases</c>, or <c>Input</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Number of elements.</summary>
    public required int Count { get; init; }

    /// <summary>How many of them were looked at.</summary>
    public required int CheckedCount { get; init; }

    /// <summary>
    /// How many of those stand at a kink of the loss, where its slopes to both sides differ, with a gradient that is neither: they were not compared.
    /// </summary>
    public int KinkCount { get; init; }

    /// <summary>Row and column of the first of these, if there is one.</summary>
    public (int Row, int Column)? FirstKink { get; init; }

    /// <summary>The largest relative error of those that were compared; infinite where a gradient is NaN or infinite.</summary>
    public required double MaxRelativeError { get; init; }

    /// <summary>The row of the element with the largest error: the unit, or the sample of the input.</summary>
    public required int WorstRow { get; init; }

    /// <summary>The column of the element with the largest error: the input of the weight, or that of the sample; 0 for biases.</summary>
    public required int WorstColumn { get; init; }

    /// <summary>What Backward says of that element.</summary>
    public required double Analytic { get; init; }

    /// <summary>What the differences say of that element.</summary>
    public required double Numeric { get; init; }
}

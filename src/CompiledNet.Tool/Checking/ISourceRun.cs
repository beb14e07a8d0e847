namespace CompiledNet.Tool.Checking;

/// <summary>
/// A file's own meaning, to compare the imported network with. It shares no code with the reader that imports the file.
/// </summary>
internal interface ISourceRun
{
    /// <summary>What computes it, for a person: "ONNX Runtime".</summary>
    string Name { get; }

    /// <summary>Steps of zeros that come before a sequence on both sides, until states are equal.</summary>
    int WarmUp => 0;

    /// <summary>A sample in the order that the imported network takes.</summary>
    /// <param name="sample">The sample in the order of the file.</param>
    double[] FromSource(double[] sample) => sample;

    /// <summary>Infers one sample, or one sequence.</summary>
    /// <param name="input">The sample, in the order that the imported network takes.</param>
    /// <param name="steps">Steps of the sequence where its length is open, else 1.</param>
    /// <returns>The output, in the order that the imported network gives.</returns>
    double[] Run(ReadOnlySpan<double> input, int steps);
}

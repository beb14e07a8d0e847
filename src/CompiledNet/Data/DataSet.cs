namespace CompiledNet;

/// <summary>What is known of a <see cref="DataSet{T}"/> whatever its number type.</summary>
public abstract class DataSet
{
    private protected DataSet(int count, int inputSize, int outputSize)
    {
        Count = count;
        InputSize = inputSize;
        OutputSize = outputSize;
    }

    /// <summary>Number of samples, at least 1.</summary>
    public int Count { get; }

    /// <summary>Numbers in the input of one sample.</summary>
    public int InputSize { get; }

    /// <summary>Numbers in the target of one sample; where the targets are classes, how many classes there are.</summary>
    public int OutputSize { get; }

    /// <summary>Whether a sample's target is the index of its class.</summary>
    public abstract bool HasClasses { get; }
}

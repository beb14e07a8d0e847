using System.Numerics;

namespace CompiledNet;

/// <summary>How recordings are cut into windows to train with.</summary>
/// <remarks>
/// A network begins each window at zero state. Without a warm-up its first outputs would be judged before it could have heard what they depend on: the steps
/// before the window go through it first, and do not count. Gradients go back to the first step of the window, and no further.
/// </remarks>
public sealed record RecordingWindows
{
    /// <summary>Steps of a window, at least 1; 1,024 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Steps
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1024;

    /// <summary>Steps of the warm-up, at least 0; 0 unless set. Of convolutions alone, what their windows reach back to is enough.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int WarmUp
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>
    /// Cuts recordings: the windows of each follow one another, with the steps before as their warm-up (zeros before the first step). What is left at
    /// the end of a recording, less than a window, is left out.
    /// </summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="recordings">The recordings.</param>
    /// <param name="inputSize">Numbers in the input of a step.</param>
    /// <param name="outputSize">Numbers in the output of a step.</param>
    /// <returns>A sample for each window: (warm-up + steps) × inputs numbers, and steps × outputs numbers as its target.</returns>
    /// <exception cref="ArgumentException">A recording's input and target are not of the same number of whole steps, or none is as long as a window.</exception>
    public DataSet<T> Cut<T>(IReadOnlyList<SequenceRecording<T>> recordings, int inputSize, int outputSize)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(recordings);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputSize, 1);
        int windows = 0;
        for (int i = 0; i < recordings.Count; i++)
        {
            windows += StepsOf(recordings[i], i, inputSize, outputSize) / Steps;
        }

        if (windows == 0)
        {
            throw new ArgumentException($"No recording has the {Counted.Of(Steps, "step")} of a window: record more, or set Steps.", nameof(recordings));
        }

        int length = checked((WarmUp + Steps) * inputSize);
        var inputs = new T[checked(windows * length)];
        var targets = new T[checked(windows * Steps * outputSize)];
        int window = 0;
        foreach (SequenceRecording<T> recording in recordings)
        {
            int count = recording.Input.Length / inputSize / Steps;
            for (int k = 0; k < count; k++, window++)
            {
                int first = (k * Steps) - WarmUp;
                int silent = Math.Max(0, -first);
                recording.Input.Span.Slice((first + silent) * inputSize, (WarmUp + Steps - silent) * inputSize)
                    .CopyTo(inputs.AsSpan((window * length) + (silent * inputSize)));
                recording.Target.Span.Slice(k * Steps * outputSize, Steps * outputSize).CopyTo(targets.AsSpan(window * Steps * outputSize));
            }
        }

        return new DataSet<T>(inputs, length, targets, Steps * outputSize);
    }

    internal static int StepsOf<T>(SequenceRecording<T> recording, int index, int inputSize, int outputSize)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int steps = recording.Input.Length / inputSize;
        if (recording.Input.Length != steps * inputSize || recording.Target.Length != (long)steps * outputSize)
        {
            throw new ArgumentException(
                $"Recording {index} has {recording.Input.Length} numbers of input and {recording.Target.Length} of target; as many steps of both were "
                + $"expected, {inputSize} and {outputSize} numbers each.",
                nameof(recording));
        }

        return steps;
    }
}

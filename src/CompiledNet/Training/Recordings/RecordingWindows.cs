using System.Numerics;

namespace CompiledNet;

/// <summary>How recordings are cut into windows to train with.</summary>
/// <remarks>
/// Unless <see cref="CarriesState"/>, a network begins each window at zero state. Without a warm-up its first outputs would be judged before it could have heard
/// what they depend on: the steps before the window go through it first, and do not count. Gradients go back to the first step of the window, and no further.
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
    /// Whether a window begins in the state in which the window before it ended (truncated backpropagation through time); false unless set: each begins at
    /// zero state, with a warm-up of its own. If true, the recordings are divided into as many parts of about equal length as a batch has samples, and go
    /// through the network side by side; only the first window of a part has a warm-up.
    /// </summary>
    public bool CarriesState { get; init; }

    /// <summary>What of some recordings is learned from, the longest pieces first. Less than a window at the end of a recording is left out.</summary>
    /// <exception cref="ArgumentException">No recording is as long as a window, or one does not fit.</exception>
    internal RecordingPiece[] PiecesToLearn<T>(IReadOnlyList<SequenceRecording<T>> recordings, int inputSize, int outputSize, int batchSize)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] windows = [.. recordings.Select((recording, i) => StepsOf(recording, i, inputSize, outputSize) / Steps)];
        long all = windows.Sum(count => (long)count);
        if (all == 0)
        {
            throw new ArgumentException($"No recording has the {Counted.Of(Steps, "step")} of a window: record more, or set Steps.", nameof(recordings));
        }

        long most = CarriesState ? ((all - 1) / batchSize) + 1 : 1;
        var pieces = new List<RecordingPiece>();
        for (int i = 0; i < windows.Length; i++)
        {
            // In parts that differ by one window at the most.
            long parts = (windows[i] + most - 1) / most;
            for (long part = 0; part < parts; part++)
            {
                int first = (int)(part * windows[i] / parts);
                int end = (int)((part + 1) * windows[i] / parts);
                pieces.Add(new RecordingPiece(i, first * Steps, (end - first) * Steps));
            }
        }

        return [.. pieces.OrderByDescending(piece => piece.Steps)];
    }

    /// <summary>Recordings as they are, to be measured one by one.</summary>
    /// <exception cref="ArgumentException">There is none with a step, or one does not fit.</exception>
    internal static RecordingPiece[] WholePieces<T>(IReadOnlyList<SequenceRecording<T>> recordings, int inputSize, int outputSize)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RecordingPiece[] pieces =
        [
            .. recordings.Select((recording, i) => new RecordingPiece(i, 0, StepsOf(recording, i, inputSize, outputSize))).Where(piece => piece.Steps > 0),
        ];
        return pieces.Length > 0 ? pieces : throw new ArgumentException("No recording to validate with has a step.", nameof(recordings));
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

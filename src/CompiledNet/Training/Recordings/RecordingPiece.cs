namespace CompiledNet;

/// <summary>Steps of a recording that one lane of a batch goes through, window by window.</summary>
/// <param name="Recording">The index of the recording.</param>
/// <param name="Start">The first of its steps.</param>
/// <param name="Steps">How many, at least 1.</param>
internal readonly record struct RecordingPiece(int Recording, int Start, int Steps);

using System.ComponentModel;

namespace CompiledNet.Generated;

/// <summary>The rows that fall to one part of a piece of work. For generated code.</summary>
/// <remarks>
/// Multiples of a step, so that parts fill the tiles of a matrix product; the last part has what is left over. No sum is cut, so the bits do not
/// depend on the number of parts.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TeamShare
{
    /// <summary>A part of fewer rows is not worth handing over: the rows of the largest tile.</summary>
    public const int LeastRows = 12;

    /// <summary>Below this, handing numbers to be copied or updated to another thread (about 1 µs) costs more than it saves.</summary>
    internal const int LeastNumbers = 16_384;

    // Every tile has a multiple of so many rows, and equal parts are worth more than whole tiles of 12.
    private const int Rows = 4;

    private TeamShare(int first, int count)
    {
        First = first;
        Count = count;
    }

    /// <summary>The first row.</summary>
    public int First { get; }

    /// <summary>Number of rows, perhaps none.</summary>
    public int Count { get; }

    /// <summary>Deals out rows.</summary>
    /// <param name="rows">How many there are.</param>
    /// <param name="part">From 0 to <paramref name="parts"/> − 1.</param>
    /// <param name="parts">How many parts.</param>
    /// <param name="step">Rows that are not divided.</param>
    /// <returns>The part's own.</returns>
    public static TeamShare Of(int rows, int part, int parts, int step = Rows)
    {
        int steps = rows / step;
        int first = (int)((long)steps * part / parts) * step;
        int end = part == parts - 1 ? rows : (int)((long)steps * (part + 1) / parts) * step;
        return new TeamShare(first, end - first);
    }
}

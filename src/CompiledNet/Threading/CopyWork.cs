using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>
/// Copies the rows of a batch in parts. Those of a large one are the parts in which it is taken forward, so that a thread finds its samples in its cache.
/// </summary>
/// <param name="rows">Number of rows.</param>
/// <param name="columns">Numbers in a row.</param>
internal readonly struct CopyWork<T>(int rows, int columns) : ITeamWork<T, T>
{
    /// <summary>Copies all rows.</summary>
    /// <param name="input">The rows; may overlap with where they go, but are not shared then.</param>
    /// <param name="output">Where they go.</param>
    /// <param name="columns">Numbers in a row.</param>
    /// <param name="threads">Threads among which it is shared where it is worth it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(ReadOnlySpan<T> input, Span<T> output, int columns, int threads)
    {
        int rows = input.Length / columns;
        int parts = Math.Min(threads, Math.Min(rows / TeamShare.LeastRows, input.Length / TeamShare.LeastNumbers));
        if (parts > 1 && !input.Overlaps(output))
        {
            Share(input, output, columns, rows, parts);
        }
        else
        {
            input.CopyTo(output);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Share(ReadOnlySpan<T> input, Span<T> output, int columns, int rows, int parts)
    {
        var work = new CopyWork<T>(rows, columns);
        ThreadTeam.Run(ref work, input, output, parts);
    }

    /// <inheritdoc/>
    public void Run(ReadOnlySpan<T> input, Span<T> output, int part, int parts)
    {
        TeamShare share = TeamShare.Of(rows, part, parts);
        input.Slice(share.First * columns, share.Count * columns).CopyTo(output[(share.First * columns)..]);
    }
}

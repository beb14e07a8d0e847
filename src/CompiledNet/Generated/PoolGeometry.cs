using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>
/// The windows of a pooling over images, or over sequences as images of one row. Positions that lie outside are left out; each window has at least one
/// inside. For generated code.
/// </summary>
/// <param name="Height">Rows of the input.</param>
/// <param name="Width">Columns of the input.</param>
/// <param name="Rows">Rows of the output.</param>
/// <param name="Columns">Columns of the output.</param>
/// <param name="WindowHeight">Rows of a window.</param>
/// <param name="WindowWidth">Columns of a window.</param>
/// <param name="StrideHeight">From one window to the one below.</param>
/// <param name="StrideWidth">From one window to the next.</param>
/// <param name="Top">Rows above the input that the first window has.</param>
/// <param name="Left">Columns before the input that the first window has.</param>
/// <param name="Channels">Numbers of a position.</param>
/// <param name="Stride">Distance from one position of the input to the next.</param>
/// <param name="ResultStride">Distance from one position of the output to the next, which may be written.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
public readonly record struct PoolGeometry(
    int Height,
    int Width,
    int Rows,
    int Columns,
    int WindowHeight,
    int WindowWidth,
    int StrideHeight,
    int StrideWidth,
    int Top,
    int Left,
    int Channels,
    int Stride,
    int ResultStride)
{
    internal int SampleStride => Height * Width * Stride;

    internal int SampleResultStride => Rows * Columns * ResultStride;

    /// <summary>Whether windows are two by two, and none reaches out of the input.</summary>
    internal bool IsOfFours
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => WindowHeight == 2
            && WindowWidth == 2
            && (Top | Left) == 0
            && ((Rows - 1) * StrideHeight) + 2 <= Height
            && ((Columns - 1) * StrideWidth) + 2 <= Width;
    }

    /// <summary>The positions of a window that lie inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Window WindowAt(int row, int column) => new(
        Math.Max(0, (row * StrideHeight) - Top),
        Math.Min(Height, (row * StrideHeight) - Top + WindowHeight),
        Math.Max(0, (column * StrideWidth) - Left),
        Math.Min(Width, (column * StrideWidth) - Left + WindowWidth));

    internal readonly record struct Window(int FirstRow, int EndRow, int FirstColumn, int EndColumn)
    {
        public int Count
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => (EndRow - FirstRow) * (EndColumn - FirstColumn);
        }
    }
}

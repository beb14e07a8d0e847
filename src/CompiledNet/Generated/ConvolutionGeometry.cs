using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>The windows of a convolution over images, or over sequences as images of one row. For generated code.</summary>
/// <param name="Height">Rows of the input.</param>
/// <param name="Width">Columns of the input.</param>
/// <param name="Channels">Numbers of a position of the input.</param>
/// <param name="Stride">Distance from one position of the input to the next.</param>
/// <param name="Rows">Rows of the output.</param>
/// <param name="Columns">Columns of the output.</param>
/// <param name="ResultStride">Distance from one position of the output to the next.</param>
/// <param name="WindowHeight">Rows of a window.</param>
/// <param name="WindowWidth">Columns of a window.</param>
/// <param name="StrideHeight">From one window to the one below.</param>
/// <param name="StrideWidth">From one window to the next.</param>
/// <param name="DilationHeight">From one row of a window to the next.</param>
/// <param name="DilationWidth">From one column of a window to the next.</param>
/// <param name="Top">Rows of zeros above the input.</param>
/// <param name="Bottom">Rows of zeros below the input.</param>
/// <param name="Left">Columns of zeros before the input.</param>
/// <param name="Right">Columns of zeros after the input.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
public readonly record struct ConvolutionGeometry(
    int Height,
    int Width,
    int Channels,
    int Stride,
    int Rows,
    int Columns,
    int ResultStride,
    int WindowHeight,
    int WindowWidth,
    int StrideHeight,
    int StrideWidth,
    int DilationHeight,
    int DilationWidth,
    int Top,
    int Bottom,
    int Left,
    int Right)
{
    /// <summary>Whether windows reach out of the input, which kernels then take from a copy with zeros around it.</summary>
    internal bool IsPadded => (Top | Bottom | Left | Right) != 0;

    /// <summary>Positions of a window.</summary>
    internal int Taps => WindowHeight * WindowWidth;

    /// <summary>Whether the output has the same positions as the input, and each comes from one.</summary>
    internal bool IsOfPositions
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Taps == 1 && StrideHeight == 1 && StrideWidth == 1 && !IsPadded;
    }

    /// <summary>Whether the columns of a window lie in memory without a gap.</summary>
    internal bool HasWholeRows => Stride == Channels && DilationWidth == 1;

    /// <summary>Distance from one row of the copy to the next.</summary>
    internal nint Pitch => (nint)(Left + Width + Right) * Stride;

    /// <summary>Distance from one sample of the copy to the next.</summary>
    internal nint PaddedSampleStride => (Top + Height + Bottom) * Pitch;

    /// <summary>Distance from one sample of the input to the next.</summary>
    internal nint SampleStride => (nint)Height * Width * Stride;

    /// <summary>Distance from one sample of the output to the next.</summary>
    internal nint SampleResultStride => (nint)Rows * Columns * ResultStride;

    /// <summary>Where a position of the window begins in the copy, from that of the window's first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal nint OffsetOf(int row, int column) => (row * DilationHeight * Pitch) + ((nint)column * DilationWidth * Stride);

    /// <summary>The windows of a row whose position in that column lies inside of the input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal (int First, int End) WindowsInside(int column)
    {
        int offset = (column * DilationWidth) - Left;
        int first = offset >= 0 ? 0 : (-offset + StrideWidth - 1) / StrideWidth;
        int end = Width - offset <= 0 ? 0 : Math.Min(Columns, ((Width - offset - 1) / StrideWidth) + 1);
        return (first, end);
    }

    /// <summary>The row of the input under a row of a window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int InputRow(int row, int windowRow) => (row * StrideHeight) + (windowRow * DilationHeight) - Top;
}

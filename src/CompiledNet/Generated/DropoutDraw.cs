using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>
/// What the masks of one dropout in one step are drawn from. A mask is a function of seed, step, layer, sample and unit alone: SplitMix64's output function
/// (Steele, Lea and Flood, 2014) of a counter, so that any part of it can be drawn by any thread. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DropoutDraw
{
    private const int Bits = 53;

    private readonly ulong _key;
    private readonly bool _isActive;

    internal DropoutDraw(long seed, long step, int layer, int firstSample)
    {
        // Mixed between any two, so that neighbours do not meet on the generator's one orbit.
        ulong state = (ulong)seed;
        state = SeededRandom.SplitMix64(ref state) + (ulong)step;
        state = SeededRandom.SplitMix64(ref state) + (uint)layer;
        _key = SeededRandom.SplitMix64(ref state);
        if (firstSample != 0)
        {
            // A part of a batch: its own masks, whose rows are counted from 0 as those of the first part are.
            state = _key + (uint)firstSample;
            _key = SeededRandom.SplitMix64(ref state);
        }

        _isActive = true;
    }

    /// <summary>Draws the masks of some samples: 0 with a probability of rate, else 1 / (1 − rate); 1 where the Forward is none of training.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="mask">A row for each sample, written.</param>
    /// <param name="units">Numbers of a row that count; the rest of it is set to 0.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="firstSample">The index in the batch of the first sample.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="rate">The share that is dropped.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Draw<T>(Span<T> mask, int units, int stride, int firstSample, int samples, double rate)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T kept = T.CreateTruncating(_isActive ? 1 / (1 - rate) : 1);
        ulong dropped = _isActive ? (ulong)(rate * (1UL << Bits)) : 0;
        for (int s = 0; s < samples; s++)
        {
            Span<T> row = mask.Slice(s * stride, stride);
            ulong counter = _key + ((ulong)(firstSample + s) << 32);
            for (int j = 0; j < units; j++)
            {
                ulong state = counter + (ulong)j;
                row[j] = SeededRandom.SplitMix64(ref state) >> (64 - Bits) < dropped ? T.Zero : kept;
            }

            row[units..].Clear();
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNet;

/// <summary>
/// Knows which of a network's parameters are statistics, for optimizers, which see nothing of the network but its parameters: by the address of the buffer, which is
/// pinned. Only networks that have statistics are here.
/// </summary>
internal static class TrackedStatistics
{
    private static readonly Lock s_lock = new();

    // Replaced as a whole, so that it can be read without the lock.
    private static volatile Entry[] s_entries = [];

    /// <summary>Remembers a network's statistics, for as long as its buffer lives.</summary>
    public static void Add<T>(AlignedBuffer<T> buffer, IReadOnlyList<TensorInfo> tensors)
        where T : unmanaged
    {
        Range[] ranges =
        [
            .. tensors.Where(tensor => tensor.Role == TensorRole.Statistic).Select(tensor => tensor.IndexOf(0)..(tensor.IndexOf(tensor.Count - 1) + 1)),
        ];
        if (ranges.Length == 0)
        {
            return;
        }

        lock (s_lock)
        {
            s_entries =
            [
                .. s_entries.Where(entry => entry.Buffer.TryGetTarget(out _)),
                new Entry(new WeakReference<object>(buffer), AddressOf<T>(buffer.Span), buffer.Length, ranges),
            ];
        }
    }

    /// <summary>Where the statistics lie in a network's parameters; empty if there are none, or the span is not a network's whole buffer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<Range> In<T>(ReadOnlySpan<T> parameters)
        where T : unmanaged => s_entries.Length == 0 ? default : Find(parameters);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ReadOnlySpan<Range> Find<T>(ReadOnlySpan<T> parameters)
        where T : unmanaged
    {
        nint address = AddressOf(parameters);
        foreach (Entry entry in s_entries)
        {
            // The buffer of an entry whose object is gone may be another one's by now.
            if (entry.Address == address && entry.Length == parameters.Length && entry.Buffer.TryGetTarget(out _))
            {
                return entry.Ranges;
            }
        }

        return default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint AddressOf<T>(ReadOnlySpan<T> span) => Unsafe.ByteOffset(ref Unsafe.NullRef<T>(), ref MemoryMarshal.GetReference(span));

    private sealed record Entry(WeakReference<object> Buffer, nint Address, int Length, Range[] Ranges);
}

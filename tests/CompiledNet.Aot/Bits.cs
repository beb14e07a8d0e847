using System.Numerics;
using System.Runtime.InteropServices;

namespace Ahead;

/// <summary>A hash of numbers' bits (FNV-1a of 64 bits): the runtime's own need a library of the system that a bare machine may lack.</summary>
internal sealed class Bits
{
    private ulong _hash = 14695981039346656037;

    public void Add<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged, INumberBase<T>
    {
        foreach (byte part in MemoryMarshal.AsBytes(numbers))
        {
            _hash = (_hash ^ part) * 1099511628211;
        }
    }

    public override string ToString() => _hash.ToString("x16", null);
}

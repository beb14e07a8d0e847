using System.ComponentModel;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNet.Generated;

/// <summary>The numbers of a large frozen network, an embedded resource that is checked once. For generated code.</summary>
/// <remarks>
/// Where the resource lies on a boundary of 64 bytes, or was exported to be read in place, the numbers are read where they are: part of the
/// program, shared by all processes that run it. Elsewhere they are copied to such a boundary once, since loads across it are two.
/// </remarks>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class FrozenResource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // The program, as long as its numbers are used.
    private readonly Assembly _assembly;
    private readonly AlignedBuffer<T>? _copy;
    private readonly T* _place;
    private readonly int _length;

    internal FrozenResource(Assembly assembly, string name, int length, ulong checksum, bool inPlace)
    {
        _assembly = assembly;
        _length = length;
        (Stream stream, string found) = FrozenResourceSearch.Open<T>(assembly, name, length, checksum);
        using Stream closed = stream;
        if (stream is UnmanagedMemoryStream memory && MayStay(memory.PositionPointer, inPlace))
        {
            _place = (T*)memory.PositionPointer;
        }
        else
        {
            _copy = new AlignedBuffer<T>(length);
            stream.ReadExactly(MemoryMarshal.AsBytes(_copy.Span));
        }

        if (FrozenImage.Checksum(Numbers) != checksum)
        {
            throw FrozenResourceSearch.Fault(found, "was changed: its checksum is another one");
        }
    }

    /// <summary>The numbers, as the network's parameters lie.</summary>
    public ReadOnlySpan<T> Numbers => _copy is null ? new ReadOnlySpan<T>(_place, _length) : _copy.Span;

    private static bool MayStay(byte* place, bool inPlace) =>
        (nuint)place % (inPlace ? (nuint)sizeof(T) : AlignedBuffer<T>.Alignment) == 0;
}

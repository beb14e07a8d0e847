using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompiledNet.Generated;

/// <summary>Which registers numbers that lie side by side fill.</summary>
internal static class WideRegisters
{
    /// <summary>How many of them fill whole registers of the widest kind of which they fill one.</summary>
    /// <param name="count">Numbers side by side.</param>
    /// <param name="bytes">The width of the register: 64, 32, 16, or 0 where they fill none.</param>
    /// <returns>A multiple of the register, at most <paramref name="count"/>; the others are left to be taken one by one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Fill<T>(int count, out int bytes)
        where T : unmanaged
    {
        int filled = count * Unsafe.SizeOf<T>();
        bytes = Vector512.IsHardwareAccelerated && filled >= 64 ? 64
            : Vector256.IsHardwareAccelerated && filled >= 32 ? 32
            : Vector128.IsHardwareAccelerated && filled >= 16 ? 16
            : 0;
        return bytes == 0 ? 0 : count - (count % (bytes / Unsafe.SizeOf<T>()));
    }
}

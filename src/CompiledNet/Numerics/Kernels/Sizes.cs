using System.Runtime.InteropServices;

namespace CompiledNet.Generated;

// Counts as types, for methods of which each count has machine code of its own: Unsafe.SizeOf is the count, and the JIT knows it before it looks at the branch that
// depends on it.

[StructLayout(LayoutKind.Sequential, Size = 1)]
internal readonly struct Size1;

[StructLayout(LayoutKind.Sequential, Size = 2)]
internal readonly struct Size2;

[StructLayout(LayoutKind.Sequential, Size = 3)]
internal readonly struct Size3;

[StructLayout(LayoutKind.Sequential, Size = 4)]
internal readonly struct Size4;

[StructLayout(LayoutKind.Sequential, Size = 5)]
internal readonly struct Size5;

[StructLayout(LayoutKind.Sequential, Size = 6)]
internal readonly struct Size6;

[StructLayout(LayoutKind.Sequential, Size = 7)]
internal readonly struct Size7;

[StructLayout(LayoutKind.Sequential, Size = 8)]
internal readonly struct Size8;

[StructLayout(LayoutKind.Sequential, Size = 9)]
internal readonly struct Size9;

[StructLayout(LayoutKind.Sequential, Size = 10)]
internal readonly struct Size10;

[StructLayout(LayoutKind.Sequential, Size = 11)]
internal readonly struct Size11;

[StructLayout(LayoutKind.Sequential, Size = 12)]
internal readonly struct Size12;

[StructLayout(LayoutKind.Sequential, Size = 14)]
internal readonly struct Size14;

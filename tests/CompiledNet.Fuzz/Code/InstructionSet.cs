using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace CompiledNet.Fuzz.Code;

/// <summary>A set of instructions that generated code is compiled for, and how a process is confined to it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="HasFma">Whether multiply and add are one operation: then the bits are the same as in every other such set.</param>
/// <param name="Settings">Environment variables of a process that has these instructions and no more.</param>
internal sealed record InstructionSet(string Name, bool HasFma, params (string Name, string Value)[] Settings)
{
    public const string Avx512 = "AVX-512";
    public const string Avx2 = "AVX2";
    public const string WithoutFma = "without FMA";
    public const string AdvancedSimd = "AdvSimd";
    public const string None = "none";

    /// <summary>Those of x64, the richest first.</summary>
    public static IReadOnlyList<InstructionSet> X64 { get; } =
    [
        new(Avx512, HasFma: true),
        new(Avx2, HasFma: true, ("DOTNET_EnableAVX512", "0")),
        new(WithoutFma, HasFma: false, ("DOTNET_EnableAVX2", "0")),
        new(None, HasFma: false, ("DOTNET_EnableHWIntrinsic", "0")),
    ];

    /// <summary>Those of arm64, where FMA belongs to the least that a processor has.</summary>
    public static IReadOnlyList<InstructionSet> Arm64 { get; } =
        [new(AdvancedSimd, HasFma: true), new(None, HasFma: false, ("DOTNET_EnableHWIntrinsic", "0"))];

    /// <summary>The name of the set that this process has.</summary>
    public static string Current =>
        Avx512F.IsSupported && Simd512<float>.IsSupported ? Avx512
        : Fma.IsSupported && Simd256<float>.IsSupported ? Avx2
        : AdvSimd.IsSupported && Simd128<float>.IsSupported ? AdvancedSimd
        : Simd128<float>.IsSupported ? (Simd128<float>.HasFma ? "128 bits, with FMA" : WithoutFma)
        : None;

    /// <summary>Those that a processor has whose richest set is this one.</summary>
    public static IReadOnlyList<InstructionSet> UpTo(string richest) =>
        [.. (Arm64.Any(set => set.Name == richest && set.HasFma) ? Arm64 : X64).SkipWhile(set => set.Name != richest)];
}

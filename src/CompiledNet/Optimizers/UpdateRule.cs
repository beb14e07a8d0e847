using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CompiledNet;

/// <summary>An optimizer's rule for a run of parameters, written once for registers of any width.</summary>
/// <remarks>
/// Products and sums are rounded one by one, without fused multiply-adds, so that a parameter comes out the same in a register and alone,
/// and on every machine. Implementations are compiled with full optimisation at the first call and never inlined, for the reasons that
/// <see cref="MatrixProduct"/> gives: Adam on 100,000 parameters takes 23 µs a step, and took 1,300 once the loop was inlined into its caller.
/// What leads to them is compiled with full optimisation at once too: for a small network it is most of the step, and a program may have
/// ended before the JIT comes back to it.
/// </remarks>
/// <typeparam name="T">The number type.</typeparam>
internal interface IUpdateRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Updates the parameters from start to end, a register at a time.</summary>
    /// <typeparam name="TVector">The register.</typeparam>
    /// <param name="places">Where parameters, gradients and state lie.</param>
    /// <param name="start">The first.</param>
    /// <param name="end">Whole registers further.</param>
    void Update<TVector>(in UpdatePlaces<T> places, nint start, nint end)
        where TVector : struct, ISimd<TVector, T>;
}

/// <summary>Where the numbers of an update lie, each at the same index.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal readonly ref struct UpdatePlaces<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Span<T> _parameters;

    public UpdatePlaces(Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state)
    {
        _parameters = parameters;
        Parameters = ref MemoryMarshal.GetReference(parameters);
        Gradients = ref MemoryMarshal.GetReference(gradients);

        // Rules of fewer state vectors do not read these.
        First = ref state.Vectors > 0 ? ref MemoryMarshal.GetReference(state[0]) : ref Parameters;
        Second = ref state.Vectors > 1 ? ref MemoryMarshal.GetReference(state[1]) : ref Parameters;
    }

    public readonly ref T Parameters;

    public readonly ref readonly T Gradients;

    public readonly ref T First;

    public readonly ref T Second;

    public int Length => _parameters.Length;
}

/// <summary>Runs a rule over all parameters in the widest registers, and over the rest one by one.</summary>
internal static class UpdateLoop
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TRule, T>(TRule rule, Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state)
        where TRule : struct, IUpdateRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var places = new UpdatePlaces<T>(parameters, gradients, state);
        int parts = state.Threads == 1 ? 1 : Math.Min(state.Threads, parameters.Length / TeamShare.LeastNumbers);
        if (parts > 1)
        {
            Share(rule, in places, parts);
        }
        else
        {
            Run(rule, in places, 0, places.Length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Share<TRule, T>(TRule rule, in UpdatePlaces<T> places, int parts)
        where TRule : struct, IUpdateRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var work = new UpdateWork<TRule, T>(rule, in places);
        ThreadTeam.Run(ref work, parts);
    }

    /// <summary>Runs a rule over the parameters from start, where a line of 64 bytes begins, to end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TRule, T>(TRule rule, in UpdatePlaces<T> places, nint start, nint end)
        where TRule : struct, IUpdateRule<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Run<TRule, Simd512<T>, T>(rule, in places, start, end);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Run<TRule, Simd256<T>, T>(rule, in places, start, end);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Run<TRule, Simd128<T>, T>(rule, in places, start, end);
        }
        else
        {
            rule.Update<SimdScalar<T>>(in places, start, end);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run<TRule, TVector, T>(TRule rule, in UpdatePlaces<T> places, nint start, nint end)
        where TRule : struct, IUpdateRule<T>
        where TVector : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint whole = start + ((end - start) & -TVector.Count);
        if (whole > start)
        {
            rule.Update<TVector>(in places, start, whole);
        }

        // Never for a network, whose parameters fill whole registers.
        if (whole < end)
        {
            rule.Update<SimdScalar<T>>(in places, whole, end);
        }
    }
}

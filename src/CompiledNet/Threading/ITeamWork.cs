using System.ComponentModel;

namespace CompiledNet.Generated;

/// <summary>
/// Work in parts that <see cref="ThreadTeam"/> shares among threads. Implemented by a struct, which may be a ref struct with spans in it.
/// For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITeamWork
{
    /// <summary>
    /// Does one part. It may run on any thread, at the same time as the others or after them, so it must not wait for another part, and
    /// what it computes must depend on its number alone.
    /// </summary>
    /// <param name="part">From 0 to <paramref name="parts"/> − 1; each comes once.</param>
    /// <param name="parts">How many parts there are.</param>
    void Run(int part, int parts);
}

/// <summary>
/// Work in parts on two spans of the caller's, which the compiler of C# 12 has no way to keep in an <see cref="ITeamWork"/>. For
/// generated code.
/// </summary>
/// <typeparam name="TInput">What is read.</typeparam>
/// <typeparam name="TOutput">What is written.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITeamWork<TInput, TOutput>
{
    /// <summary>Does one part, as <see cref="ITeamWork.Run"/> does.</summary>
    /// <param name="input">The whole input, whatever the part.</param>
    /// <param name="output">The whole output, whatever the part.</param>
    /// <param name="part">From 0 to <paramref name="parts"/> − 1; each comes once.</param>
    /// <param name="parts">How many parts there are.</param>
    void Run(ReadOnlySpan<TInput> input, Span<TOutput> output, int part, int parts);
}

namespace CompiledNet.Generated;

/// <summary>Work with the two spans that it is given, as work that has everything itself.</summary>
internal readonly ref struct WorkWithSpans<TWork, TInput, TOutput> : ITeamWork
    where TWork : struct, ITeamWork<TInput, TOutput>
{
    private readonly ref TWork _work;
    private readonly ReadOnlySpan<TInput> _input;
    private readonly Span<TOutput> _output;

    public WorkWithSpans(ref TWork work, ReadOnlySpan<TInput> input, Span<TOutput> output)
    {
        _work = ref work;
        _input = input;
        _output = output;
    }

    public void Run(int part, int parts) => _work.Run(_input, _output, part, parts);
}

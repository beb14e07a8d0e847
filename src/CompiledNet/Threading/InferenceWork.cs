namespace CompiledNet.Generated;

/// <summary>Inference of a batch in parts, each of whole blocks, so that every sample is computed as it is without the others.</summary>
internal readonly ref struct InferenceWork<TInference, T> : ITeamWork
    where TInference : struct, IInference<T>
    where T : unmanaged
{
    private readonly ReadOnlySpan<T> _parameters;
    private readonly ReadOnlySpan<T> _input;
    private readonly Span<T> _output;

    public InferenceWork(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, Span<T> output)
    {
        _parameters = parameters;
        _input = input;
        _output = output;
    }

    public void Run(int part, int parts)
    {
        TeamShare share = TeamShare.Of(_input.Length / TInference.InputSize, part, parts, TInference.BlockSize);
        if (share.Count > 0)
        {
            Scratch.Run<TInference, T>(
                _parameters,
                _input.Slice(share.First * TInference.InputSize, share.Count * TInference.InputSize),
                _output.Slice(share.First * TInference.OutputSize, share.Count * TInference.OutputSize),
                share.Count == 1);
        }
    }
}

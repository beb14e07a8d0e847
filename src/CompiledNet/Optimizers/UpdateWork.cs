using System.Numerics;

namespace CompiledNet;

/// <summary>A rule over all parameters in parts: every parameter is its own, so the bits do not depend on their number.</summary>
internal readonly ref struct UpdateWork<TRule, T> : ITeamWork
    where TRule : struct, IUpdateRule<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TRule _rule;
    private readonly UpdatePlaces<T> _places;

    public UpdateWork(TRule rule, in UpdatePlaces<T> places)
    {
        _rule = rule;
        _places = places;
    }

    public void Run(int part, int parts)
    {
        TeamShare share = TeamShare.Of(_places.Length, part, parts, AlignedBuffer<T>.Alignment);
        UpdateLoop.Run(_rule, in _places, share.First, share.First + share.Count);
    }
}

namespace CompiledNet;

/// <summary><see cref="SeededRandom"/> as .NET's <see cref="Random"/>, which can be started again without a new object.</summary>
internal sealed class SeededSource : Random
{
    /// <summary>What sets its streams apart from those of others that draw from the user's seed.</summary>
    private const int AugmentationStream = -4;

    private SeededRandom _random = new(0, AugmentationStream);

    /// <summary>Starts one of 2⁶⁴ streams of a seed.</summary>
    public void Start(long seed, int pass, int sample)
    {
        ulong state = (uint)pass | ((ulong)(uint)sample << 32);
        _random = new SeededRandom(seed ^ (long)SeededRandom.SplitMix64(ref state), AugmentationStream);
    }

    public override double NextDouble() => _random.NextDouble();

    public override float NextSingle() => (_random.NextUInt64() >> 40) * (1.0f / (1 << 24));

    public override int Next() => Next(int.MaxValue);

    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return maxValue == 0 ? 0 : _random.NextInt(maxValue);
    }

    public override int Next(int minValue, int maxValue) => (int)NextInt64(minValue, maxValue);

    public override long NextInt64() => NextInt64(long.MaxValue);

    public override long NextInt64(long maxValue) => NextInt64(0, maxValue);

    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        ulong range = (ulong)maxValue - (ulong)minValue;
        if (range <= int.MaxValue)
        {
            return range == 0 ? minValue : minValue + _random.NextInt((int)range);
        }

        // Numbers from the last whole multiple of the range on would make some more likely than others.
        ulong beyond = ulong.MaxValue - (((ulong.MaxValue % range) + 1) % range);
        ulong drawn;
        do
        {
            drawn = _random.NextUInt64();
        }
        while (drawn > beyond);
        return (long)((ulong)minValue + (drawn % range));
    }

    public override void NextBytes(byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        NextBytes(buffer.AsSpan());
    }

    public override void NextBytes(Span<byte> buffer)
    {
        foreach (ref byte one in buffer)
        {
            one = (byte)_random.NextUInt64();
        }
    }

    protected override double Sample() => _random.NextDouble();
}

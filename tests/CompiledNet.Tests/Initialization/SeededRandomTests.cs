namespace CompiledNet.Tests.Initialization;

/// <summary>
/// The generator's bits, against published outputs of its two algorithms and against write_known_draws.py, a second implementation;
/// and the shape of its distributions.
/// </summary>
public sealed class SeededRandomTests
{
    [Fact]
    public void SplitMix64_gives_its_published_outputs()
    {
        ulong state = 1234567;
        ulong[] expected =
        [
            6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821,
        ];
        Assert.All(expected, output => Assert.Equal(output, SeededRandom.SplitMix64(ref state)));
    }

    [Fact]
    public void Xoshiro256_gives_its_published_outputs()
    {
        var random = new SeededRandom(1, 2, 3, 4);
        ulong[] expected =
        [
            11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625,
            8476171486693032832, 10595114339597558777, 2904607092377533576,
        ];
        foreach (ulong output in expected)
        {
            Assert.Equal(output, random.NextUInt64());
        }
    }

    [Theory]
    [InlineData(0, 0, 0x8C4986F3F0E565D5, 0xF4547FDF5C2F56B6, 0x6A9E0D6A14F022FB)]
    [InlineData(0, 1, 0xE0465392203590B1, 0xFCF6982D159738FA, 0xD7CCE4162FAB84DA)]
    [InlineData(42, 0, 0xC986FD807E5B8AB5, 0xE071EA15F19664D1, 0x728624137F1E7291)]
    [InlineData(-1, 7, 0x0680F10DE3C47BBF, 0x3F47253A27A3897F, 0x0F6B6F3EDD58D7A0)]
    [InlineData(long.MaxValue, -1, 0x4950E4CDEEF4E1FD, 0x06D885C4D30D9A4A, 0x57CB2899872ADABA)]
    public void A_seed_and_a_stream_give_the_same_words_for_ever(long seed, int stream, ulong first, ulong second, ulong third)
    {
        var random = new SeededRandom(seed, stream);
        Assert.Equal([first, second, third], [random.NextUInt64(), random.NextUInt64(), random.NextUInt64()]);
    }

    [Theory]
    [InlineData(0, 0, 0x3FB0237EDF601D11, 0xBFCD292B0D8BF2E0, 0xBFE009876FE06296)]
    [InlineData(0, 1, 0x3FF2D2C21BC71610, 0x3FE721B99AD3F33B, 0xBFE753B3361885E4)]
    [InlineData(42, 0, 0x3FD206E152D896D0, 0xBFBF88E938BB9C90, 0xBFDB8ABACD0F415F)]
    [InlineData(-1, 7, 0xBFE1EF0315E1C723, 0xC000328D4A10807E, 0x3FECCC988A585AA0)]
    [InlineData(long.MaxValue, -1, 0xBFF228CDBD91FBAC, 0xBFE25B32A6AB852E, 0x3FF3D3F06706B2BF)]
    public void A_seed_and_a_stream_give_the_same_normals_for_ever(long seed, int stream, ulong first, ulong second, ulong third)
    {
        var random = new SeededRandom(seed, stream);
        double[] normals = [random.NextNormal(), random.NextNormal(), random.NextNormal()];
        Assert.Equal([first, second, third], normals.Select(BitConverter.DoubleToUInt64Bits));
    }

    [Fact]
    public void Every_bit_of_a_hundred_thousand_normals_is_as_expected()
    {
        var random = new SeededRandom(3, 0);
        ulong hash = 0;
        for (int i = 0; i < 100_000; i++)
        {
            hash = (hash * 31) + BitConverter.DoubleToUInt64Bits(random.NextNormal());
        }

        Assert.Equal(0x2BDF8350B73A0C4AUL, hash);
    }

    [Fact]
    public void NextDouble_takes_the_upper_53_bits()
    {
        var random = new SeededRandom(1, 2, 3, 4);
        Assert.Equal(5 / Math.Pow(2, 53), random.NextDouble());
        Assert.Equal(0, random.NextDouble());

        // 9 · rotl(5 · s1, 7) is 2⁶⁴ − 9, all ones above, for the s1 below.
        ulong largest = InverseOf(5) * ulong.MaxValue;
        Assert.Equal(1 - Math.Pow(2, -53), new SeededRandom(1, largest, 3, 4).NextDouble());
    }

    [Fact]
    public void NextInt_gives_known_numbers()
    {
        var random = new SeededRandom(42, 0);
        Assert.Equal([787, 876, 447], [random.NextInt(1000), random.NextInt(1000), random.NextInt(1000)]);

        random = new SeededRandom(3, 0);
        long sum = 0;
        for (int i = 0; i < 1000; i++)
        {
            sum += random.NextInt(0x60000000);
        }

        Assert.Equal(783488823929, sum);
    }

    [Fact]
    public void NextInt_is_unbiased_where_2_to_the_32_is_far_from_a_multiple_of_the_bound()
    {
        // Without rejection 8 inputs would fall on 3 outputs as 3, 3, 2: a quarter of the numbers would be 2 modulo 3, not a third.
        var random = new SeededRandom(7, 0);
        int[] counts = new int[3];
        for (int i = 0; i < 60_000; i++)
        {
            counts[random.NextInt(0x60000000) % 3]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 19_500, 20_500));
    }

    [Fact]
    public void NextInt_stays_within_its_bound()
    {
        var random = new SeededRandom(5, 0);
        var seen = new HashSet<int>();
        for (int i = 0; i < 1000; i++)
        {
            Assert.Equal(0, random.NextInt(1));
            Assert.InRange(random.NextInt(int.MaxValue), 0, int.MaxValue - 1);
            seen.Add(random.NextInt(6));
        }

        Assert.Equal([0, 1, 2, 3, 4, 5], seen.Order());
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeededRandom(5, 0).NextInt(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeededRandom(5, 0).NextInt(-1));
    }

    [Fact]
    public void Log_agrees_with_the_platforms_to_the_last_places()
    {
        for (double x = 1e-30; x < 1e30; x *= 1.37)
        {
            Assert.Equal(1, SeededRandom.Log(x) / Math.Log(x), 4e-16);
        }

        for (double x = 0.9; x < 1.1; x += 0.0007)
        {
            Assert.Equal(Math.Log(x), SeededRandom.Log(x), 4e-16 * Math.Abs(Math.Log(x)));
        }

        Assert.Equal(0, SeededRandom.Log(1));
    }

    [Fact]
    public void Normals_have_the_moments_and_tails_of_the_normal_distribution()
    {
        const int Count = 400_000;
        var random = new SeededRandom(11, 0);
        double sum = 0, squares = 0, cubes = 0, fourths = 0;
        int beyondTwo = 0, beyondThree = 0;
        for (int i = 0; i < Count; i++)
        {
            double x = random.NextNormal();
            sum += x;
            squares += x * x;
            cubes += x * x * x;
            fourths += x * x * x * x;
            beyondTwo += Math.Abs(x) > 2 ? 1 : 0;
            beyondThree += Math.Abs(x) > 3 ? 1 : 0;
        }

        // Four standard errors each.
        Assert.Equal(0, sum / Count, 0.0064);
        Assert.Equal(1, squares / Count, 0.009);
        Assert.Equal(0, cubes / Count, 0.025);
        Assert.Equal(3, fourths / Count, 0.063);
        Assert.Equal(0.0455, beyondTwo / (double)Count, 0.0014);
        Assert.Equal(0.0027, beyondThree / (double)Count, 0.00033);
    }

    /// <summary>The inverse of an odd number modulo 2⁶⁴, by Newton's iteration, which doubles the right bits.</summary>
    private static ulong InverseOf(ulong odd)
    {
        ulong inverse = odd;
        for (int i = 0; i < 6; i++)
        {
            inverse *= 2 - (odd * inverse);
        }

        return inverse;
    }
}

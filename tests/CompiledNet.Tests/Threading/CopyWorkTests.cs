namespace CompiledNet.Tests.Threading;

/// <summary>Inputs are copied as by one thread.</summary>
[Collection(nameof(ThreadTeamTests))]
public sealed class CopyWorkTests
{
    private const int Columns = 784;

    [Theory]
    [InlineData(1, 2)]
    [InlineData(23, 2)]
    [InlineData(63, 2)]
    [InlineData(256, 2)]
    [InlineData(257, 3)]
    [InlineData(101, 8)]
    public void Every_row_is_copied(int rows, int threads)
    {
        float[] input = Numbers(rows * Columns);
        float[] output = new float[input.Length + 1];
        CopyWork<float>.Copy(input, output, Columns, threads);

        Assert.Equal(input, output[..^1]);
        Assert.Equal(0, output[^1]);
    }

    // A caller may pass a part of workspace.Input that does not begin where the buffer does.
    [Theory]
    [InlineData(0, Columns)]
    [InlineData(Columns, 0)]
    [InlineData(100 * Columns, 0)]
    public void Rows_may_overlap_with_where_they_go(int from, int to)
    {
        const int Length = 200 * Columns;
        for (int repetition = 0; repetition < 100; repetition++)
        {
            float[] buffer = Numbers(Length + Math.Max(from, to));
            float[] expected = buffer[from..(from + Length)];
            CopyWork<float>.Copy(buffer.AsSpan(from, Length), buffer.AsSpan(to, Length), Columns, threads: 2);

            Assert.Equal(expected, buffer[to..(to + Length)]);
        }
    }

    private static float[] Numbers(int length) => [.. Enumerable.Range(0, length).Select(i => (float)i)];
}

namespace CompiledNet.Tests.Numerics;

/// <summary>Transposed copies of every size up to that of two blocks and some, against the definition.</summary>
public sealed class TranspositionTests
{
    private const int Most = 37;
    private const float Untouched = -1;

    // Exact source spans, as the last layer's weights are, and longer ones, whose rows may be read beyond the columns.
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(3, 2, 0)]
    [InlineData(0, 0, 16)]
    [InlineData(5, 1, 40)]
    public void Every_element_goes_to_its_place_and_nothing_else_is_written(int sourceGap, int destinationGap, int behind)
    {
        for (int rows = 1; rows <= Most; rows++)
        {
            for (int columns = 1; columns <= Most; columns++)
            {
                int sourceStride = columns + sourceGap;
                int destinationStride = rows + destinationGap;
                float[] source = [.. Enumerable.Range(0, ((rows - 1) * sourceStride) + columns + behind).Select(i => (float)i)];
                float[] destination = Filled(columns * destinationStride);
                Transposition.Copy<float>(source, sourceStride, destination, destinationStride, rows, columns);

                float[] expected = Filled(columns * destinationStride);
                for (int row = 0; row < rows; row++)
                {
                    for (int column = 0; column < columns; column++)
                    {
                        expected[(column * destinationStride) + row] = source[(row * sourceStride) + column];
                    }
                }

                Assert.Equal(expected, destination);
            }
        }
    }

    private static float[] Filled(int length)
    {
        float[] array = new float[length];
        Array.Fill(array, Untouched);
        return array;
    }
}

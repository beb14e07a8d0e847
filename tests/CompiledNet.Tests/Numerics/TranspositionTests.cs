using System.Numerics;

namespace CompiledNet.Tests.Numerics;

/// <summary>Transposed copies of every size up to that of two blocks and some, against the definition.</summary>
public sealed class TranspositionTests
{
    private const int Most = 37;
    private const int Untouched = -1;
    private const int Behind = 16;

    // Exact source spans, as the last layer's weights are, and longer ones, whose rows may be read beyond the columns.
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(3, 2, 0)]
    [InlineData(0, 0, 16)]
    [InlineData(5, 1, 40)]
    public void Every_element_goes_to_its_place_and_nothing_else_is_written(int sourceGap, int destinationGap, int behind)
    {
        Check<float>(sourceGap, destinationGap, behind);
        Check<double>(sourceGap, destinationGap, behind);
    }

    private static void Check<T>(int sourceGap, int destinationGap, int behind)
        where T : unmanaged, INumber<T>
    {
        for (int rows = 1; rows <= Most; rows++)
        {
            for (int columns = 1; columns <= Most; columns++)
            {
                int sourceStride = columns + sourceGap;
                int destinationStride = rows + destinationGap;
                T[] source = [.. Enumerable.Range(0, ((rows - 1) * sourceStride) + columns + behind).Select(T.CreateChecked)];
                T[] destination = Filled<T>((columns * destinationStride) + Behind);
                Transposition.Copy<T>(source, sourceStride, destination, destinationStride, rows, columns);

                T[] expected = Filled<T>(destination.Length);
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

    private static T[] Filled<T>(int length)
        where T : INumber<T>
    {
        var array = new T[length];
        Array.Fill(array, T.CreateChecked(Untouched));
        return array;
    }
}

namespace CompiledNet.Tests.Data;

public sealed class OneHotTests
{
    [Fact]
    public void Classes_become_vectors_and_classes_again()
    {
        int[] classes = [2, 0, 1, 2];
        float[] vectors = OneHot.Encode<float>(classes, 3);
        Assert.Equal([0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1], vectors);
        int[] decoded = new int[4];
        OneHot.Decode<float>(vectors, 3, decoded);
        Assert.Equal(classes, decoded);
    }

    [Fact]
    public void What_was_in_the_destination_is_overwritten()
    {
        double[] vectors = [5, 5, 5, 5];
        OneHot.Encode([1, 0], 2, vectors.AsSpan());
        Assert.Equal([0, 1, 1, 0], vectors);
    }

    [Fact]
    public void Outputs_decode_to_the_first_largest_and_NaN_to_none()
    {
        int[] classes = new int[4];
        OneHot.Decode<double>([0.2, 0.7, 0.7, -3, -1, -2, double.NaN, 1, 2, 1, 2, double.NaN], 3, classes);
        Assert.Equal([1, 1, -1, -1], classes);
    }

    [Fact]
    public void What_does_not_fit_is_refused_and_nothing_written()
    {
        double[] vectors = [5, 5, 5, 5];
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => OneHot.Encode([0, 2], 2, vectors.AsSpan()));
        Assert.Contains("classes[1] is 2; an index from 0 to 1", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => OneHot.Encode([0, 1], 2, vectors.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => OneHot.Decode<double>(vectors, 2, new int[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => OneHot.Encode<float>([], 0));
        Assert.Equal([5, 5, 5, 5], vectors);
    }

    [Theory]
    [InlineData(new double[] { 0, 0, 1 }, 2)]
    [InlineData(new double[] { 1 }, 0)]
    [InlineData(new double[] { 0, 0, 0 }, -1)]
    [InlineData(new double[] { 1, 0, 1 }, -1)]
    [InlineData(new double[] { 1, 0.5, 0 }, -1)]
    [InlineData(new double[] { 1, double.NaN }, -1)]
    public void A_vector_is_one_hot_or_is_not(double[] vector, int expected) =>
        Assert.Equal(expected, OneHot.ClassOf<double>(vector));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_data_set_changes_its_targets(bool isPart)
    {
        var classes = new DataSet<double>((double[])[1, 2, 3, 4], 1, (int[])[1, 0, 2, 1], 3);
        if (isPart)
        {
            classes = classes.Subset([3, 1, 2]);
        }

        DataSet<double> vectors = classes.ToOneHot();
        DataSet<double> again = vectors.ToClasses();
        Assert.Equal((classes.Count, 3, false), (vectors.Count, vectors.OutputSize, vectors.HasClasses));
        Assert.Equal((classes.Count, 3, true), (again.Count, again.OutputSize, again.HasClasses));
        for (int i = 0; i < classes.Count; i++)
        {
            Assert.Equal(OneHot.Encode<double>([classes.ClassOf(i)], 3), vectors.TargetOf(i));
            Assert.Equal(classes.ClassOf(i), again.ClassOf(i));
            Assert.Equal(classes.InputOf(i), vectors.InputOf(i));
            Assert.Equal(classes.InputOf(i), again.InputOf(i));
        }

        Assert.Throws<InvalidOperationException>(vectors.ToOneHot);
        Assert.Throws<InvalidOperationException>(again.ToClasses);
    }

    [Fact]
    public void Targets_that_are_not_one_hot_are_refused()
    {
        var data = new DataSet<float>((float[])[1, 2], 1, (float[])[1, 0, 0.5f, 0.5f], 2);
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(data.ToClasses);
        Assert.Contains("sample 1", thrown.Message, StringComparison.Ordinal);
    }
}

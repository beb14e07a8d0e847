namespace CompiledNet.Benchmarks.Networks;

/// <summary>The networks that are measured: the same six in each precision.</summary>
internal static class Subjects
{
    public static IReadOnlyList<Subject<float>> Single { get; } =
    [
        new Subject<Run2x3x2, float>("2-3-2"),
        new Subject<Run4x5x1, float>("4-5-1"),
        new Subject<Run64x32x10, float>("64-32-10"),
        new Subject<Run24x64x64x4, float>("24-64-64-4"),
        new Subject<Run784x128x10, float>("784-128-10"),
        new Subject<Run128x256x256x64, float>("128-256-256-64"),
    ];

    public static IReadOnlyList<Subject<double>> Double { get; } =
    [
        new Subject<Run2x3x2Double, double>("2-3-2"),
        new Subject<Run4x5x1Double, double>("4-5-1"),
        new Subject<Run64x32x10Double, double>("64-32-10"),
        new Subject<Run24x64x64x4Double, double>("24-64-64-4"),
        new Subject<Run784x128x10Double, double>("784-128-10"),
        new Subject<Run128x256x256x64Double, double>("128-256-256-64"),
    ];

    /// <summary>The networks of a number type.</summary>
    public static IReadOnlyList<Subject<T>> Of<T>()
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> =>
        typeof(T) == typeof(float) ? (IReadOnlyList<Subject<T>>)Single : (IReadOnlyList<Subject<T>>)Double;

    /// <summary>The network of a name.</summary>
    public static Subject<T> Find<T>(string name)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => Of<T>().First(subject => subject.Name == name);
}

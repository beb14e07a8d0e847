using System.Numerics;

namespace CompiledNet.Tests.Networks;

/// <summary>What is said to allocate nothing allocates nothing, once it has run.</summary>
public sealed class AllocationTests
{
    private const int Samples = 3;

    [Fact]
    public void Small() => AssertAllocatesNothing(new SmallNet());

    [Fact]
    public void Medium() => AssertAllocatesNothing(new MediumNet());

    [Fact]
    public void Wide_enough_for_a_buffer_of_the_thread() => AssertAllocatesNothing(new WideNet());

    [Fact]
    public void A_million_units() => AssertAllocatesNothing(new MillionUnitsNet());

    [Theory]
    [InlineData(typeof(Sgd))]
    [InlineData(typeof(RmsProp))]
    [InlineData(typeof(Adagrad))]
    [InlineData(typeof(Adam))]
    [InlineData(typeof(AdamW))]
    public void Steps_of_optimizers(Type type)
    {
        var inSingle = (Optimizer)Activator.CreateInstance(type, DefaultArguments(type))!;
        var inDouble = (Optimizer)Activator.CreateInstance(type, DefaultArguments(type))!;
        var single = new MediumNet();
        var twin = new MediumDoubleNet();
        float[] gradients = new float[single.Parameters.Length];
        double[] twinGradients = new double[twin.Parameters.Length];
        AssertAllocatesNothing(type.Name, () => inSingle.Step(single.Parameters, gradients));
        AssertAllocatesNothing(type.Name, () => inDouble.Step(twin.Parameters, twinGradients));
    }

    [Fact]
    public void The_first_step_after_Prepare()
    {
        // Another optimizer has compiled the method; this one has its state already.
        var network = new SmallNet();
        double[] gradients = new double[network.Parameters.Length];
        new Adam().Step(network.Parameters, gradients);
        var optimizer = new Adam();
        optimizer.Prepare(network.Parameters);
        long before = GC.GetAllocatedBytesForCurrentThread();
        optimizer.Step(network.Parameters, gradients);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Class_indices()
    {
        var network = new MediumNet();
        var workspace = new MediumNet.Workspace(Samples);
        network.Forward(TestData.Draw<float>(Samples * MediumNet.InputSize), workspace);
        int[] classes = [1, 2, 3];
        AssertAllocatesNothing("BackwardClasses", () => network.BackwardClasses(classes, workspace));
        AssertAllocatesNothing("EvaluateLossClasses", () => network.EvaluateLossClasses(classes, workspace));
    }

    [Fact]
    public void The_first_inference_of_the_thread_that_made_a_wide_network()
    {
        long allocated = 0;
        var thread = new Thread(() =>
        {
            var network = new WideNet();
            float[] input = new float[WideNet.InputSize];
            float[] output = new float[WideNet.OutputSize];
            long before = GC.GetAllocatedBytesForCurrentThread();
            network.Forward(input, output);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        thread.Start();
        thread.Join();
        Assert.Equal(0, allocated);
    }

    private static object[] DefaultArguments(Type optimizer) =>
        [.. optimizer.GetConstructors().Single().GetParameters().Select(parameter => parameter.DefaultValue!)];

    private static void AssertAllocatesNothing<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] input = TestData.Draw<T>(Samples * network.InputSize);
        T[] output = new T[Samples * network.OutputSize];
        T[] target = new T[Samples * network.OutputSize];
        Workspace<T> workspace = network.CreateWorkspace(Samples, inputGradient: true);
        AssertAllocatesNothing("inference", () => network.Forward(input, output));
        AssertAllocatesNothing("Forward", () => network.Forward(input, workspace));
        AssertAllocatesNothing("EvaluateLoss", () => network.EvaluateLoss(target, workspace));
        AssertAllocatesNothing("Backward", () => network.Backward(target, workspace));
        AssertAllocatesNothing("Backward, accumulated", () => network.Backward(target, workspace, accumulate: true));
        AssertAllocatesNothing("BackwardFrom", () => network.BackwardFrom(target, workspace));
    }

    private static void AssertAllocatesNothing(string what, Action action)
    {
        action();
        action();

        // A collection that another test causes in between can count what is left of this thread's block of memory, at most 8 KB: what
        // allocates does so every time.
        long allocated = long.MaxValue;
        for (int attempt = 0; attempt < 5 && allocated != 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            action();
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.True(allocated == 0, $"{what} allocated {allocated} bytes");
    }
}

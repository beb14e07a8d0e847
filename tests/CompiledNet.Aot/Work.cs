using System.Numerics;
using System.Runtime.CompilerServices;
using CompiledNet;

namespace Ahead;

/// <summary>A call that a program makes again and again.</summary>
/// <remarks>What calls the network is compiled for good at once, so that what is seen is the library's way and the generated code's.</remarks>
internal abstract class Work
{
    private const int Batch = 32;

    /// <summary>The calls of a block, which takes some twenty microseconds.</summary>
    public abstract int CallsOfBlock { get; }

    /// <summary>One call.</summary>
    public abstract void Call();

    /// <summary>A kind of call.</summary>
    /// <param name="name">Its name.</param>
    public static Work Find(string name) => name switch
    {
        "2-3-2" => new SmallInference(),
        "64-32-10" => new DigitInference(),
        "64-32-10-step" => new DigitStep(),
        "images" => new Inference<float>(new ImageNetwork(1), samples: 1),
        "images-batch" => new Inference<float>(new ImageNetwork(1), samples: 45),
        "double" => new Inference<double>(new DoubleNetwork(1), samples: 1),
        "adam-w" => new Training(new CurvedNetwork(1), new CurvedNetwork.Workspace(Batch), new AdamW(1e-6)),
        "sgd" => new Training(new ControlNetwork(1), new ControlNetwork.Workspace(Batch), new Sgd(1e-6, momentum: 0.9)),
        "rms-prop" => new DoubleTraining(),
        "adagrad" => new Training(new NoteNetwork(1), new NoteNetwork.Workspace(Batch), new Adagrad(1e-6)),
        "windows" => new Inference<float>(new WindowNetwork(1), samples: 1),
        "windows-step" => new Training(new WindowNetwork(1), new WindowNetwork.Workspace(Batch), new Adam(1e-6)),
        "effect" => new Effect(),
        _ => throw new ArgumentException($"There is no work '{name}'.", nameof(name)),
    };

    /// <summary>Makes some calls.</summary>
    /// <param name="count">Their number.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Repeat(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Call();
        }
    }

    private static T[] Halves<T>(int count)
        where T : INumberBase<T>
    {
        var values = new T[count];
        Array.Fill(values, T.CreateChecked(0.5));
        return values;
    }

    private sealed class SmallInference : Work
    {
        private readonly SmallNetwork _network = new(1);
        private readonly float[] _input = Halves<float>(SmallNetwork.InputSize);
        private readonly float[] _output = new float[SmallNetwork.OutputSize];

        public override int CallsOfBlock => 1024;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Call() => _network.Forward(_input, _output);
    }

    private sealed class DigitInference : Work
    {
        private readonly DigitNetwork _network = new(1);
        private readonly float[] _input = Halves<float>(DigitNetwork.InputSize);
        private readonly float[] _output = new float[DigitNetwork.OutputSize];

        public override int CallsOfBlock => 128;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Call() => _network.Forward(_input, _output);
    }

    private sealed class DigitStep : Work
    {
        private readonly DigitNetwork _network = new(1);
        private readonly DigitNetwork.Workspace _workspace = new(Batch);
        private readonly Adam _optimizer = new(1e-6);
        private readonly float[] _inputs = Halves<float>(Batch * DigitNetwork.InputSize);
        private readonly int[] _classes = new int[Batch];

        public override int CallsOfBlock => 2;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Call()
        {
            _network.Forward(_inputs, _workspace);
            _network.BackwardClasses(_classes, _workspace);
            _optimizer.Step(_network.Parameters, _workspace.Gradients);
        }
    }

    private sealed class Inference<T>(INetwork<T> network, int samples) : Work
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly T[] _inputs = Halves<T>(samples * network.InputSize);
        private readonly T[] _outputs = new T[samples * network.OutputSize];

        public override int CallsOfBlock => 2;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Call() => network.Forward(_inputs, _outputs);
    }

    private sealed class Training(INetwork<float> network, Workspace<float> workspace, Optimizer optimizer) : Work
    {
        private readonly float[] _inputs = Halves<float>(Batch * network.InputSize);
        private readonly float[] _targets = Halves<float>(Batch * network.OutputSize);

        public override int CallsOfBlock => 2;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Call()
        {
            network.Forward(_inputs, workspace);
            network.Backward(_targets, workspace);
            GradientClipping.ByGlobalNorm(workspace.Gradients, 1e-3);
            optimizer.Step(network.Parameters, workspace.Gradients);
        }
    }

    private sealed class DoubleTraining : Work
    {
        private readonly DoubleNetwork _network = new(1);
        private readonly DoubleNetwork.Workspace _workspace = new(Batch);
        private readonly RmsProp _optimizer = new(1e-6);
        private readonly double[] _inputs = Halves<double>(Batch * DoubleNetwork.InputSize);
        private readonly double[] _targets = Halves<double>(Batch * DoubleNetwork.OutputSize);

        public override int CallsOfBlock => 2;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Call()
        {
            _network.Forward(_inputs, _workspace);
            _network.Backward(_targets, _workspace);
            GradientClipping.ByValue(_workspace.Gradients, 1e-3);
            _optimizer.Step(_network.Parameters, _workspace.Gradients);
        }
    }

    private sealed class Effect : Work
    {
        private readonly SequenceStream<float> _stream = new EffectNetwork(1).CreateStream();
        private readonly float[] _inputs = Halves<float>(20);
        private readonly float[] _outputs = new float[20];

        public override int CallsOfBlock => 8;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public override void Call()
        {
            _stream.Process(_inputs, _outputs);
            _stream.Step(_inputs.AsSpan(0, 1), _outputs.AsSpan(0, 1));
        }
    }
}

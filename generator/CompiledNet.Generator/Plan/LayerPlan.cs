using CompiledNet.Generator.Functions;
using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Plan;

/// <summary>What is decided about any kind of layer.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Position">Where it stands.</param>
/// <param name="Output">What it puts out.</param>
/// <param name="Tensors">Its tensors, in the order in which files have them.</param>
internal abstract record LayerPlan(string Name, LayerPosition Position, OutputPlan Output, EquatableArray<TensorPlan> Tensors)
{
    /// <summary>1 for the first layer.</summary>
    public int Index => Position.Index;

    public bool IsLast => Position.IsLast;

    public bool HasKernels => Position.HasKernels;

    /// <summary>Whether threads may share its steps.</summary>
    public bool IsShared => Position.HasThreads;

    /// <summary>The first of the values that it takes; the only one but for joins.</summary>
    public InputPlan Input => Position.Inputs[0];

    /// <summary>The values that it takes, each once.</summary>
    public IEnumerable<ValuePlan> InputValues => Position.Inputs.Select(input => input.Value).Distinct();

    /// <summary>Numbers in a row of its first input.</summary>
    public int InputSize => Input.Value.Size;

    /// <summary>Distance from one row to the next in its first input.</summary>
    public int InputStride => Input.Value.Stride;

    /// <summary>Its units: numbers in a row of its output.</summary>
    public int OutputSize => Output.Shape.Channels;

    /// <summary>Rows of its output for one sample: 1 of a vector.</summary>
    public int Rows => Output.Shape.Positions;

    /// <summary>Whether its values are sequences of any length: what stands for rows of a sample is then for a step of it.</summary>
    public bool IsOpen => Output.Shape.IsOpen;

    /// <summary>Whether each row of its output comes from the same row of its inputs: its steps count rows, and know nothing of samples.</summary>
    public virtual bool IsRowwise => true;

    /// <summary>Rows that its steps count for one sample.</summary>
    public int CountedRows => IsRowwise ? Rows : 1;

    public Activation Activation => Output.Activation;

    /// <summary>What there is to know of its activation.</summary>
    public ActivationFunction Function => ActivationFunction.Of(Activation);

    public double Slope => Output.Slope;

    public PreActivationUse PreActivation => Output.PreActivation;

    /// <summary>Whether a training step keeps z beside a.</summary>
    public bool KeepsPreActivation => PreActivation != PreActivationUse.None;

    /// <summary>Whether its kernels store a at once, σ being done to a register before it is stored.</summary>
    public virtual bool ActivatesSums => !KeepsPreActivation && Function.IsCheap;

    /// <summary>Distance from one row to the next in its batches of z and δ.</summary>
    public int Stride => Output.Stride;

    /// <summary>Distance from one row to the next in its batch of a. That of the output layer is the caller's: no padding.</summary>
    public int ActivationStride => IsLast ? OutputSize : Stride;

    /// <summary>Whether its backward step begins with δ = ∂L/∂a ⊙ σ′(z): not after the loss, which leaves δ, nor where σ′ is 1.</summary>
    public bool StartsFromActivation => !IsLast && Activation != Activation.Identity;

    /// <summary>What δ is computed from: z, or a.</summary>
    public ArgumentPlan Kept => ActivationFunction.Of(Activation).DerivativeNeedsZ ? ArgumentPlan.KeptPreActivation : ArgumentPlan.KeptActivation;

    /// <summary>Numbers that a workspace keeps of each sample for it: z if kept, a, δ, and what it wants for itself.</summary>
    public long RowLength =>
        (Rows * ((KeepsPreActivation ? (long)Stride : 0) + ActivationStride + Stride)) + Buffers.Where(buffer => buffer.IsOfSamples).Sum(buffer => (long)CountedRows * (buffer.Length + buffer.LengthOfStep));

    /// <summary>Numbers that a workspace has once for it, whatever its batch, the gradients not counted.</summary>
    public long OnceLength =>
        Buffers.Where(buffer => !buffer.IsOfSamples && !buffer.IsForInputGradient).Sum(buffer => (long)buffer.Length);

    /// <summary>Parameters that are trained, padding not counted.</summary>
    public long ParameterCount => Tensors.Where(tensor => tensor.Role != TensorRole.Statistic).Sum(tensor => (long)tensor.Count);

    /// <summary>Whether the main file writes it straight out, without loops.</summary>
    public virtual bool IsWrittenOut => false;

    /// <summary>Whether inference of one sample has a kernel of its own for it, beside that of batches.</summary>
    public virtual bool HasSampleKernel => false;

    /// <summary>Whether that kernel can take its input from registers, and leave its output there.</summary>
    public virtual bool CanStayInRegisters => false;

    /// <summary>Whether each number of the output depends on the one in its place alone, so that inference may write over an input that nothing reads later.</summary>
    public virtual bool IsElementwise => false;

    /// <summary>Whether a few rows have kernels of their own, whose sums have another order.</summary>
    public virtual bool HasKernelsOfFewRows => false;

    /// <summary>Multiplications with an addition in the forward propagation of one sample.</summary>
    public abstract long MultiplyAdds { get; }

    /// <summary>Its matrix products, forward and backward, and how each is computed.</summary>
    public virtual IEnumerable<ProductPlan> Products => [];

    /// <summary>What it wants in the workspace for itself.</summary>
    public virtual IEnumerable<BufferPlan> Buffers => [];

    /// <summary>Its forward step.</summary>
    public abstract StepPlan Forward { get; }

    /// <summary>Its kernels' part of a forward pass of training, as threads share it.</summary>
    public virtual IEnumerable<StepPlan> SharedForward => [Forward];

    /// <summary>Numbers for one sample that its step in inference wants beside its inputs and its output: the length of the buffer that the step writes.</summary>
    public virtual int InferenceBufferLength => 0;

    /// <summary>What it keeps of the steps before, in a network of sequences of any length: a row for each sample in training; null where it keeps nothing.</summary>
    public virtual BufferPlan? State => null;

    /// <summary>Length of what a stream keeps of them.</summary>
    public virtual int StreamStateLength => State?.Length ?? 0;

    /// <summary>Its step in a stream; null where it changes nothing.</summary>
    public virtual StepPlan? Stream => Inference;

    /// <summary>Its step in inference; null where it changes nothing, and its output is its input.</summary>
    public virtual StepPlan? Inference => Forward;

    /// <summary>What is computed once before the samples are dealt out on the way back; null where there is nothing.</summary>
    public virtual StepPlan? Prepare => null;

    /// <summary>The kernel that makes δ of ∂L/∂a, where its way back begins with that.</summary>
    public StepPlan Derive => new("Derive" + Name, Kept, ArgumentPlan.Delta, ArgumentPlan.RowsOfSamples);

    /// <summary>Its kernels from ∂L/∂a to δ and ∂L/∂input, as threads share them.</summary>
    public abstract IEnumerable<StepPlan> BackwardData { get; }

    /// <summary>Its kernel from δ to the gradients of its parameters; null where it has none, or they are part of the others.</summary>
    public virtual StepPlan? BackwardWeights => null;

    /// <summary>How many rows of gradients threads share in <see cref="BackwardWeights"/>.</summary>
    public virtual int GradientRows => 0;
}

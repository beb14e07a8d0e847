using CompiledNet.Generator.Model;

namespace CompiledNet.Generator.Plan;

/// <summary>A method that computes part of a layer: its name and signature. Everyone who declares or calls it reads them here.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Arguments">Its parameters, in order.</param>
/// <param name="Sharing">How threads share it.</param>
internal sealed record StepPlan(string Method, EquatableArray<ArgumentPlan> Arguments, StepSharing Sharing = StepSharing.Samples)
{
    public StepPlan(string method, params ArgumentPlan[] arguments)
        : this(method, new EquatableArray<ArgumentPlan>(arguments))
    {
    }

    /// <summary>Whether it is a kernel that has no loops in the main file beside it.</summary>
    public bool IsKernelAlone { get; init; }

    /// <summary>Whether it has a parameter of a role.</summary>
    public bool Takes(ArgumentRole role) => Arguments.Any(argument => argument.Role == role);
}

/// <summary>How threads share a step.</summary>
internal enum StepSharing
{
    /// <summary>Each takes some of the samples, after the steps before it for the same samples.</summary>
    Samples,

    /// <summary>One takes it whole, after the steps before it have been taken for all samples.</summary>
    Whole,
}

/// <summary>A parameter of a step.</summary>
/// <param name="Role">What it is.</param>
/// <param name="Value">The value whose batch or gradient it is, where the role says so.</param>
/// <param name="Buffer">The buffer of the layer's own that it is, where the role says so.</param>
internal sealed record ArgumentPlan(ArgumentRole Role, ValuePlan? Value = null, BufferPlan? Buffer = null)
{
    public static readonly ArgumentPlan Parameters = new(ArgumentRole.Parameters);
    public static readonly ArgumentPlan Statistics = new(ArgumentRole.Statistics);
    public static readonly ArgumentPlan PreActivation = new(ArgumentRole.PreActivation);
    public static readonly ArgumentPlan Activation = new(ArgumentRole.Activation);
    public static readonly ArgumentPlan KeptPreActivation = new(ArgumentRole.KeptPreActivation);
    public static readonly ArgumentPlan KeptActivation = new(ArgumentRole.KeptActivation);
    public static readonly ArgumentPlan Delta = new(ArgumentRole.Delta);
    public static readonly ArgumentPlan ReadOnlyDelta = new(ArgumentRole.ReadOnlyDelta);
    public static readonly ArgumentPlan Gradients = new(ArgumentRole.Gradients);
    public static readonly ArgumentPlan FirstSample = new(ArgumentRole.FirstSample);
    public static readonly ArgumentPlan Samples = new(ArgumentRole.Samples);
    public static readonly ArgumentPlan Steps = new(ArgumentRole.Steps);
    public static readonly ArgumentPlan RowsOfSamples = new(ArgumentRole.RowsOfSamples);
    public static readonly ArgumentPlan Accumulate = new(ArgumentRole.Accumulate);
    public static readonly ArgumentPlan Training = new(ArgumentRole.Training);
    public static readonly ArgumentPlan TrainingSamples = new(ArgumentRole.TrainingSamples);
    public static readonly ArgumentPlan Dropout = new(ArgumentRole.Dropout);
    public static readonly ArgumentPlan FirstRow = new(ArgumentRole.FirstRow);
    public static readonly ArgumentPlan Rows = new(ArgumentRole.Rows);

    public static ArgumentPlan Input(ValuePlan value) => new(ArgumentRole.Input, value);

    public static ArgumentPlan InputGradient(ValuePlan value) => new(ArgumentRole.InputGradient, value);

    /// <summary>What the layer keeps of the steps before, read and renewed.</summary>
    public static ArgumentPlan State(BufferPlan buffer) => new(ArgumentRole.State, Buffer: buffer);

    /// <summary>A buffer that the step writes.</summary>
    public static ArgumentPlan Writes(BufferPlan buffer) => new(ArgumentRole.WrittenBuffer, Buffer: buffer);

    /// <summary>A buffer that the step reads.</summary>
    public static ArgumentPlan Reads(BufferPlan buffer) => new(ArgumentRole.ReadBuffer, Buffer: buffer);
}

/// <summary>What a parameter of a step is.</summary>
internal enum ArgumentRole
{
    /// <summary>All parameters of the network, to be read.</summary>
    Parameters,

    /// <summary>All parameters of the network, of which the step renews running statistics.</summary>
    Statistics,

    /// <summary>The batch of a value that the layer takes.</summary>
    Input,

    /// <summary>The layer's batch of z, written.</summary>
    PreActivation,

    /// <summary>The layer's batch of a, written.</summary>
    Activation,

    /// <summary>z, to compute δ from.</summary>
    KeptPreActivation,

    /// <summary>a, to compute δ from.</summary>
    KeptActivation,

    /// <summary>∂L/∂a, over which δ is written.</summary>
    Delta,

    /// <summary>δ.</summary>
    ReadOnlyDelta,

    /// <summary>The gradient of a value that the layer takes, written.</summary>
    InputGradient,

    /// <summary>The gradients of all parameters.</summary>
    Gradients,

    /// <summary>A buffer of the layer's own, written.</summary>
    WrittenBuffer,

    /// <summary>A buffer of the layer's own, read.</summary>
    ReadBuffer,

    /// <summary>The index in the batch of the first sample.</summary>
    FirstSample,

    /// <summary>How many samples, or rows of them where the layer counts those.</summary>
    Samples,

    /// <summary>How many steps each sample has.</summary>
    Steps,

    /// <summary>What the layer keeps of the steps before, read and renewed.</summary>
    State,

    /// <summary>How many rows of samples.</summary>
    RowsOfSamples,

    /// <summary>Whether gradients are added to what is there.</summary>
    Accumulate,

    /// <summary>Whether the Forward is one of training.</summary>
    Training,

    /// <summary>The samples of the whole batch; 0 if the Forward was none of training.</summary>
    TrainingSamples,

    /// <summary>What a dropout's mask is drawn from.</summary>
    Dropout,

    /// <summary>The first of the rows of a gradient that a thread takes.</summary>
    FirstRow,

    /// <summary>How many rows it takes.</summary>
    Rows,
}

/// <summary>A buffer in the workspace that a layer wants for itself.</summary>
/// <param name="Name">The name of the property, and of the parameter: <c>W1T</c>.</param>
/// <param name="Length">Its length; that of a row, where it has rows.</param>
/// <param name="IsOfSamples">Whether it has a row for each sample, or for each row of one where the layer counts those.</param>
/// <param name="IsForInputGradient">Whether it is needed only if ∂L/∂x is asked for.</param>
/// <param name="LengthOfStep">What each step of a sequence of any length adds to it.</param>
internal sealed record BufferPlan(string Name, int Length, bool IsOfSamples, bool IsForInputGradient = false, int LengthOfStep = 0)
{
    /// <summary>Its row of one sample.</summary>
    public string SmallName => char.ToLowerInvariant(Name[0]) + Name.Substring(1);

    /// <summary>The field behind the property.</summary>
    public string Field => "_" + char.ToLowerInvariant(Name[0]) + Name.Substring(1);
}

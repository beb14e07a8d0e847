namespace CompiledNet;

/// <summary>Declares a layer that makes a vector of a sequence: its last step.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LastStepAttribute : LayerAttribute;

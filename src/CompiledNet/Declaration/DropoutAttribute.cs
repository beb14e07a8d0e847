namespace CompiledNet;

/// <summary>
/// Declares a layer that in training sets each number to 0 with a probability of rate, and divides the others by 1 − rate; in inference it changes nothing
/// (Srivastava et al., Dropout, 2014). Which numbers, is a function of <see cref="Workspace{T}.Seed"/>, <see cref="Workspace{T}.Step"/>, sample and unit.
/// </summary>
/// <param name="rate">The share of numbers that are dropped, from 0 to less than 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DropoutAttribute(double rate) : LayerAttribute
{
    /// <summary>The share of numbers that are dropped.</summary>
    public double Rate { get; } = rate;
}

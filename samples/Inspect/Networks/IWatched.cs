using System.Numerics;
using CompiledNet;

namespace Inspect;

/// <summary>A network whose partial methods <c>OnForward</c> and <c>OnBackward</c> write into a recording, while it has one.</summary>
/// <remarks>
/// It has none of <see cref="INetwork{T}"/>, though its networks are such: with a member called <c>Loss</c> in sight the generator would
/// write full names, and its code is to be read here.
/// </remarks>
/// <typeparam name="T">The network's number type.</typeparam>
internal interface IWatched<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Where the values of each layer go.</summary>
    Recording<T>? Recording { get; set; }

    /// <summary>Takes one step of gradient descent.</summary>
    /// <param name="optimizer">It has η.</param>
    /// <param name="workspace">It has the gradients of the last Backward.</param>
    void Update(Sgd optimizer, Workspace<T> workspace);
}

namespace Inspect;

/// <summary>How a network is drawn.</summary>
internal enum GraphKind
{
    /// <summary>Every unit with its numbers.</summary>
    Units,

    /// <summary>A picture that goes into layers of units.</summary>
    Picture,

    /// <summary>A picture that goes through a convolution.</summary>
    Maps,
}

/// <summary>A sample with all that the network has made of it.</summary>
/// <param name="Title">The title of the page.</param>
/// <param name="Network">The network in a line.</param>
/// <param name="About">What the page says of the sample.</param>
/// <param name="Numbers">The numbers.</param>
/// <param name="Graph">How it is drawn.</param>
internal sealed record InspectedSample(string Title, string Network, string About, Inspection Numbers, GraphKind Graph);

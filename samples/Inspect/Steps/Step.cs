namespace Inspect;

/// <summary>One step of the page.</summary>
internal sealed record Step
{
    /// <summary>Its name in the address of the page: z1, delta2, …</summary>
    public required string Id { get; init; }

    /// <summary>What the graph has to show: sample, sum, activation, loss, delta, gradient, input-gradient or update.</summary>
    public required string Kind { get; init; }

    /// <summary>The layer, from 1; 0 where it belongs to none.</summary>
    public int Layer { get; init; }

    /// <summary>The step in the list of steps, as an equation's left side.</summary>
    public required string Label { get; init; }

    public required string Heading { get; init; }

    /// <summary>Equations, as <see cref="Formula"/> reads them.</summary>
    public required string[] Equations { get; init; }

    /// <summary>What is to be said to it.</summary>
    public required string Remark { get; init; }

    /// <summary>The equation with the numbers of all units; empty where there are too many.</summary>
    public string Matrices { get; init; } = string.Empty;

    /// <summary>The equation with the numbers of one unit, for each.</summary>
    public string[] Units { get; init; } = [];

    /// <summary>What the units are called: a1, say, for a1[j].</summary>
    public string UnitName { get; init; } = string.Empty;

    /// <summary>What each unit is called where they are not of one layer.</summary>
    public string[] UnitNames { get; init; } = [];

    /// <summary>What is chosen where it is not a unit of <see cref="Layer"/>: a number beyond the layers'.</summary>
    public int? Chooses { get; init; }

    /// <summary>The code that computes it.</summary>
    public required Listing[] Code { get; init; }
}

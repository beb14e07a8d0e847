namespace CompiledNet.Tool.Checking;

/// <summary>How far a network is from its source.</summary>
/// <param name="Largest">The largest difference.</param>
/// <param name="Where">The numbers that it lies between.</param>
/// <param name="Inputs">How many inputs were compared.</param>
internal sealed record CheckResult(double Largest, string Where, int Inputs);

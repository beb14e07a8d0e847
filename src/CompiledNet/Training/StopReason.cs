namespace CompiledNet;

/// <summary>Why a training ended.</summary>
public enum StopReason
{
    /// <summary>All epochs were done.</summary>
    Completed,

    /// <summary>The monitored metric had not improved for as many epochs as <see cref="TrainingOptions.Patience"/> says.</summary>
    NoImprovement,

    /// <summary>A callback asked for it.</summary>
    Callback,
}

namespace RealTime;

/// <summary>What a loop does at each tick.</summary>
internal interface ILoopWork
{
    /// <summary>What the world does meanwhile; not measured.</summary>
    void Observe();

    /// <summary>Answers with a network what was observed: what is measured. Called early, and again, it gives the same answer.</summary>
    void Answer();
}

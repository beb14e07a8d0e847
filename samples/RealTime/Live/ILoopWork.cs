namespace RealTime;

/// <summary>What a loop does at each tick.</summary>
internal interface ILoopWork
{
    /// <summary>What the world does meanwhile; not measured.</summary>
    void Observe();

    /// <summary>Does what <see cref="Respond"/> will do, without effect, so that it finds its code and numbers in the caches.</summary>
    void Rehearse();

    /// <summary>Answers with a network: what is measured.</summary>
    void Respond();
}

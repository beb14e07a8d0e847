namespace OnLine;

/// <summary>Lets a controller run on cart and pole, while somebody pushes the pole every two seconds.</summary>
/// <param name="controller">The controller.</param>
/// <param name="chance">Where starts, pushes and noise come from.</param>
internal sealed class Experiment(LearningController controller, Chance chance)
{
    private const int PushInterval = 2000; // steps
    private const int PushLength = 50;     // steps
    private const double LargestPush = 2;  // newtons: the weight of the pole

    private double _push;

    /// <summary>Learns. Whenever the pole has fallen, somebody sets it up again; nothing else interrupts the learning.</summary>
    /// <param name="steps">For how many steps.</param>
    /// <param name="track">Takes where cart and pole were in the first steps.</param>
    /// <returns>How often the pole fell, and at which step for the last time, 0 if never.</returns>
    public (int Falls, int LastFall) Learn(int steps, Span<Motion> track)
    {
        int falls = 0;
        int lastFall = 0;
        Motion state = Start();
        Motion seen = chance.Measure(state);
        for (int step = 0; step < steps; step++)
        {
            if (step < track.Length)
            {
                track[step] = state;
            }

            double force = controller.Act(seen);
            state = CartPole.Next(state, force, PushAt(step));
            seen = chance.Measure(state);
            controller.Learn(seen);
            if (CartPole.IsLost(state))
            {
                falls++;
                lastFall = step;
                state = Start();
                seen = chance.Measure(state);
            }
        }

        return (falls, lastFall);
    }

    /// <summary>Runs without learning, until the pole falls.</summary>
    /// <param name="track">Takes where cart and pole were at each step; its length says how long to run at the most.</param>
    /// <returns>For how many steps the pole stood: the length of <paramref name="track"/> if it did not fall.</returns>
    public int Run(Span<Motion> track)
    {
        Motion state = Start();
        for (int step = 0; step < track.Length; step++)
        {
            track[step] = state;
            if (CartPole.IsLost(state))
            {
                return step;
            }

            double force = controller.Act(chance.Measure(state));
            state = CartPole.Next(state, force, PushAt(step));
        }

        return track.Length;
    }

    // Somewhere near the middle, the pole leaning a little.
    private Motion Start() => new(chance.Within(0.2), 0, chance.Within(0.1), 0);

    private double PushAt(int step)
    {
        int since = step % PushInterval;
        if (since == 0)
        {
            _push = step == 0 ? 0 : chance.Within(LargestPush);
        }

        return since < PushLength ? _push : 0;
    }
}

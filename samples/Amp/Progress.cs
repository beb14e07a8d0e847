using System.Globalization;
using CompiledNet;

namespace Amp;

/// <summary>Shows how a training proceeds: one line that moves on a terminal, else a line for every tenth epoch.</summary>
internal sealed class Progress(int epochs) : IProgress<EpochResult>
{
    /// <inheritdoc/>
    public void Report(EpochResult value)
    {
        bool isTerminal = !Console.IsOutputRedirected;
        if (isTerminal || value.Epoch % 10 == 0 || value.Epoch == epochs)
        {
            Console.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{(isTerminal ? "\r" : "")}epoch {value.Epoch,3}/{epochs}  loss {value.TrainingLoss:E2}  ESR {value.Training(Metric.ErrorToSignal):F4}, test {value.Validation(Metric.ErrorToSignal):F4}{(isTerminal ? "" : "\n")}"));
        }
    }
}

using System.CommandLine;
using Fashion;

var data = new Option<string>("--data")
{
    Description = "The folder with the four .gz files of Fashion-MNIST.",
    HelpName = "FOLDER",
    DefaultValueFactory = _ => FashionImages.FolderOfPackage,
};
var large = new Option<bool>("--large") { Description = "Trains 784-256-128-10 for 20 epochs instead of 784-128-10 for 10." };
var lenet = new Option<bool>("--lenet") { Description = "Trains the convolutional network LeNet for 10 epochs instead." };
var seed = new Option<long>("--seed")
{
    Description = "Every random choice, from the weights to the order of the pictures, follows from this number.",
    DefaultValueFactory = _ => 42,
};
var command = new RootCommand("Learns to tell ten kinds of clothes apart, on one core.") { data, large, lenet, seed };
command.Validators.Add(result =>
{
    if (result.GetValue(large) && result.GetValue(lenet))
    {
        result.AddError("--large and --lenet name two networks: choose one.");
    }
});
command.SetAction(parsed =>
{
    try
    {
        Subject subject = parsed.GetValue(lenet) ? Subject.LeNet : parsed.GetValue(large) ? Subject.Large : Subject.Usual;
        Job.Run(parsed.GetValue(data)!, subject, parsed.GetValue(seed));
        return 0;
    }
    catch (DataFileException exception)
    {
        Console.Error.WriteLine(exception.Message);
        return 1;
    }
});
return command.Parse(args).Invoke();

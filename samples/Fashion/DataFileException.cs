namespace Fashion;

/// <summary>The data set is not there or cannot be read; the message is for whoever runs the program.</summary>
internal sealed class DataFileException(string message) : Exception(message);

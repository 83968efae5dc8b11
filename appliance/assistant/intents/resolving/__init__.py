"""From the words of a sentence to the arguments of the tools' contract."""

"""The subcommands of `extract`, by what they are about; nothing heavy is imported until one runs."""

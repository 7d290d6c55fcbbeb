import CommandLineTool

EntenteCommand.runAndExit()

import ArgumentParser
import Pipeline

/// `entente knowledge`: what the program knows, and what a user adds to it.
struct KnowledgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "knowledge", abstract: "What the program knows: look at it, check and try tables of your own.",
    discussion: """
      A table of your own has the format of ours and is named as ours (frames-mine.tsv, people-mine.tsv, eras.tsv, \
      units.tsv), or says "# table: times/eras.tsv" in its head. `read` and `code` take a folder of them with --knowledge.
      """,
    subcommands: [
      KnowledgeCheckCommand.self, KnowledgeTryCommand.self, KnowledgeListCommand.self, KnowledgeShowCommand.self,
      KnowledgeBreakCommand.self, KnowledgeCounterexamplesCommand.self,
    ])
}

struct KnowledgeCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Loads tables of your own over ours, runs their examples, and warns of rows that another shadows.",
    discussion: "Exit code 1 where something is in error.")

  @Argument(help: "Tables, or folders of them.")
  var files: [String]

  @OptionGroup var model: ModelOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let report = KnowledgeCheck(pipeline: try model.load()).run(files)
    try output.write(report.text)
    if report.hasErrors { throw CommandExit.someFailed }
  }
}

struct KnowledgeTryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try", abstract: "What a sentence gives with and without a table of your own, and why.",
    discussion: "Events are found by rules alone, which is what tables say.")

  @Argument(help: "A table, or a folder of them.")
  var file: String

  @Argument(help: "The sentence, in quotation marks.")
  var sentence: String

  @OptionGroup var model: ModelOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try output.write(KnowledgeTrial(files: [file], pipeline: model.load()).text(of: sentence))
  }
}

struct KnowledgeListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The tables that ship with the program, with their numbers of rows.")

  @OptionGroup var output: OutputOptions

  func run() throws { try output.write(KnowledgeListing.tables()) }
}

struct KnowledgeShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "A table, a row of it, or all rows that hold a word.",
    discussion: "Takes times/eras.tsv, times/eras.tsv:9, or a word such as expel.")

  @Argument(help: "A table, TABLE:LINE, or a word.")
  var name: String

  @OptionGroup var output: OutputOptions

  func run() throws { try output.write(KnowledgeListing.text(of: name)) }
}

import ArgumentParser
import Foundation
import Pipeline

struct KnowledgeBreakCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "break",
    abstract: "Breaks frames on purpose and counts those whose examples and counterexamples tell.",
    discussion: "A frame is dropped, its sides are swapped, and each of its conditions is taken away. For developers.",
    shouldDisplay: false)

  @Argument(help: "Tables of your own to lay over ours.")
  var files: [String] = []

  @Option(help: "How many frames to break, spread evenly over all.")
  var sample = 200

  @OptionGroup var model: ModelOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if sample < 1 { throw ValidationError("--sample takes a number from 1 up.") }
  }

  func run() throws { try output.write(FrameMutation(files: files, pipeline: model.load()).text(sample: sample)) }
}

struct KnowledgeCounterexamplesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "counterexamples",
    abstract: "Writes our frame tables with counterexamples made from their examples' own parties.",
    discussion: """
      A counterexample keeps the parties and changes what should silence the frame: another object, or a negation. One is \
      taken where it would fire without a condition of the frame. For developers.
      """,
    shouldDisplay: false)

  @Argument(help: "The folder to write the tables to.")
  var folder: String

  @OptionGroup var model: ModelOptions

  func run() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try CounterexampleMaker(pipeline: model.load()).rewrite { name, text in
      let file = name.split(separator: "/").last.map(String.init) ?? name
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder).appendingPathComponent(file))
    }
  }
}

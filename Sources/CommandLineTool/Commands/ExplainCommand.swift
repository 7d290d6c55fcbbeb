import ArgumentParser
import Findings
import Pipeline
import Store

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Why a finding was made: its sentence, the parse, the rule and the knowledge rows.",
    discussion: "A finding's name stands in brackets in the chronicle and in every export, such as 9e561519.e1034.")

  @Argument(help: "The finding's name.")
  var finding: String

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var lexicon: LexiconOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    guard let name = FindingName(finding) else {
      throw ValidationError("\"\(finding)\" is not a finding's name such as 9e561519.e1034.")
    }
    let archive = try archive.openExisting()
    do {
      let pipeline = try model.load()
      // The document is read again for what the learned reader weighed, where its encoder is there.
      let encoder = try EncoderLocation.folder().map { EncoderChoice(folder: $0) }
      let coder = try encoder.map {
        try DocumentCoder(pipeline: pipeline, lexicon: lexicon.load(), encoder: $0, knowledge: lexicon.overlays())
      }
      try output.write(Explanation(of: name, in: archive, pipeline: pipeline, coder: coder).text)
    } catch let error as NamingError {
      throw ValidationError("\(error)")
    }
  }
}

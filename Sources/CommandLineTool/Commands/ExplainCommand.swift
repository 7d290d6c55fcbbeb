import ArgumentParser
import Findings
import Pipeline
import Store

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Why a finding was made: its sentence, the parse, the rule and the knowledge rows.",
    discussion: "A finding's name stands in brackets in the chronicle and in every export, such as 9e561519.e14.")

  @Argument(help: "The finding's name.")
  var finding: String

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var model: ModelOptions

  func run() throws {
    guard let name = FindingName(finding) else {
      throw ValidationError("\"\(finding)\" is not a finding's name such as 9e561519.e14.")
    }
    let archive = try archive.openExisting()
    let explanation = try Explanation(of: name, in: archive, pipeline: model.load())
    var output = BufferedOutput(.standardOutput)
    try output.write(Array(explanation.text.utf8))
    try output.flush()
  }
}

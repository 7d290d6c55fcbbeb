import Analysis
import ArgumentParser
import Codebook
import Exports
import Findings
import Foundation
import Pipeline
import Store

struct ChronicleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chronicle", abstract: "The dated list of what happened, with sentence and source on each line.",
    discussion: """
      Actors are given by code: ISO 3166 alpha-3 for states (RUS IRN), IGO, UNO, EUR and so on for organizations; or \
      by name ("France"), and then standard error tells the code that was taken. With \
      two codes the chronicle holds what happened between them. What is only expected, hypothetical or denied, and \
      what only somebody quoted asserts, is marked in the text; --facts leaves it out.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, md, csv, json
  }

  @Argument(help: "Codes or names of actors that all have to take part.")
  var actors: [String] = []

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var time: TimeOptions

  @Option(help: "Only this PLOVER category, such as CONSULT; may be repeated.")
  var kind: [PloverCategory] = []

  @Option(help: "Only this status: occurred, ongoing, expected, hypothetical or denied; may be repeated.")
  var status: [EventStatus] = []

  @Option(help: "Only what at least this many documents report.")
  var sources = 1

  @Option(help: "Only what the coder is at least this sure of, from 0 to 1.")
  var confidence = 0.0

  @Flag(help: "Only what the authors themselves report as having happened or going on.")
  var facts = false

  @Flag(help: "Also what the texts give no date for.")
  var undated = false

  @Option(help: "text, md, csv or json.")
  var format = Format.text

  func validate() throws {
    _ = try ActorArguments(actors)
    if sources < 1 { throw ValidationError("--sources takes a number from 1 up.") }
    if !(0...1).contains(confidence) { throw ValidationError("--confidence takes a number from 0 to 1.") }
  }

  func run() throws {
    let named = try ActorArguments(actors)
    named.tell()
    let action = ChronicleAction(
      filter: EventFilter(
        codes: named.codes, from: time.from?.earliest, to: time.to?.latest,
        categories: kind, statuses: facts && status.isEmpty ? [.occurred, .ongoing] : status, includesClaims: !facts,
        includesUndated: undated, minimumConfidence: confidence),
      minimumSources: sources)
    let chronicle = try action.chronicle(of: archive.openExisting())
    var text = ""
    let writer: any ChronicleFormat =
      switch format {
      case .text: TextChronicle()
      case .md: MarkdownChronicle()
      case .csv: CommaSeparatedChronicle()
      case .json: JSONChronicle()
      }
    writer.write(chronicle, to: &text)
    var output = BufferedOutput(.standardOutput)
    try output.write(Array(text.utf8))
    try output.flush()
  }
}

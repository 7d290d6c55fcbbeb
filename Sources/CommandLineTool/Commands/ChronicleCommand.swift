import Analysis
import ArgumentParser
import Exports
import Findings
import Foundation
import Pipeline
import Store

/// The formats of chronicles.
enum ChronicleFormatName: String, ExpressibleByArgument, CaseIterable {
  case text, md, csv, json

  func write(
    _ action: ChronicleAction, limit: Int = .max, to output: ([UInt8]) throws -> Void, isGrouped: Bool,
    unfoldsReports: Bool = false
  ) throws {
    switch self {
    case .text:
      try action.write(TextChronicle(isGrouped: isGrouped, unfoldsReports: unfoldsReports), limit: limit, to: output)
    case .md: try action.write(MarkdownChronicle(), limit: limit, to: output)
    case .csv: try action.write(CommaSeparatedChronicle(), limit: limit, to: output)
    case .json: try action.write(JSONChronicle(), limit: limit, to: output)
    }
  }
}

struct ChronicleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chronicle", abstract: "The dated list of what happened, with sentence and source on each line.",
    discussion: """
      Actors are given by code: ISO 3166 alpha-3 for states (RUS IRN), IGO, UNO, EUR and so on for organizations; or \
      by name ("France"), and then standard error tells what was taken. A code means all that had it (VNM: both \
      Vietnams), the name of a former state that state alone ("North Vietnam"), a person's name that person. With \
      two the chronicle holds what happened between them. What is only expected, hypothetical or denied, and \
      what only somebody quoted asserts, is marked in the text; --facts leaves it out. So is what a person has \
      confirmed, corrected or added; --checked shows nothing else. What several texts tell is one line, with the \
      best date, how many independent sources there are (copies and texts that lean on one another are one), and what \
      they contradict each other in; --reports shows each one's sentence.
      """)

  @OptionGroup var words: FilterOptions
  @OptionGroup var events: EventFilterOptions
  @OptionGroup var archive: ArchiveOptions

  @Option(help: "time, or doubt for the most doubtful first.")
  var order: String?

  @Flag(help: "In text, the sentence of each report, not only that of the first.")
  var reports = false

  @Option(help: "text, md, csv or json.")
  var format = ChronicleFormatName.text

  @OptionGroup var output: OutputOptions

  func run() throws {
    let archive = try archive.openExisting()
    let filter = try words.filter(
      events.fields + (order.map { [("order", $0)] } ?? []), for: .chronicle, in: archive)
    let action = try ChronicleAction(filter, of: archive)
    try output.write { output in
      try format.write(
        action, to: { try output.write($0) }, isGrouped: filter.order == .time, unfoldsReports: reports)
    }
    if action.list.isEmpty, filter.events(among: []) == .chronicle, try !archive.dataSetNumbers().isEmpty {
      StandardError.write("The rows of event data sets are left out; --data-sets shows them too.")
    }
  }
}

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "What wants a person's look: the most doubtful lines that nobody has checked.",
    discussion: """
      Ordered by what the coder's confidence, the basis of the date and contradictions between sources leave in doubt. \
      Take a name in brackets to entente confirm, correct or reject; the next run begins behind it.
      """)

  @OptionGroup var words: FilterOptions
  @OptionGroup var events: EventFilterOptions
  @OptionGroup var archive: ArchiveOptions

  @Option(help: "How many lines at most.")
  var limit = 20

  @Option(help: "text, md, csv or json.")
  var format = ChronicleFormatName.text

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit takes a number from 1 up.") }
  }

  func run() throws {
    let archive = try archive.openExisting()
    var more = events.fields + [("order", "doubt")]
    if words.undated == nil { more.append(("undated", "1")) }
    let filter = try words.filter(more, for: .chronicle, in: archive)
    let all = try ChronicleAction.occurrences(filter, of: archive)
    // What somebody has looked at is in no doubt and stands last.
    let open = all.prefix { element in !all.rows(of: element).contains { $0.decision != nil } }.count
    let action = ChronicleAction(all, of: archive, documents: try archive.documents())
    try output.write { output in
      try format.write(action, limit: min(limit, open), to: { try output.write($0) }, isGrouped: false)
    }
    StandardError.write("\(open) \(open == 1 ? "line is" : "lines are") still to be looked at.")
  }
}

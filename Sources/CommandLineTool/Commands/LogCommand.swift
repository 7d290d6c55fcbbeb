import ArgumentParser
import Exports
import Findings
import Foundation
import Pipeline
import Store

struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "What people decided, when, and why.",
    discussion: """
      --format json writes decisions that entente import brings into another archive. --orphans lists those whose place \
      in the text is gone; they are kept, and hold again where the place comes back.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, md, csv, json
  }

  @OptionGroup var archive: ArchiveOptions

  @Flag(help: "Only decisions whose place is gone.")
  var orphans = false

  @Option(help: "text, md, csv or json.")
  var format = Format.text

  @OptionGroup var output: OutputOptions

  func run() throws {
    let archive = try archive.openExisting()
    let log = try orphans ? archive.orphans() : archive.log()
    guard let format = FindingListFormat(rawValue: format.rawValue), format != .json else {
      let file = try DecisionFile(log.map(\.decision)).json()
      return try output.write { try $0.write(Array(file)) }
    }
    let list = FindingList(
      columns: ["number", "time", "by", "decision", "on", "field", "old", "new", "reason", "words", "state"],
      rows: log.map { entry in
        let decision = entry.decision
        return [
          String(entry.number), decision.time, decision.author, decision.action.rawValue,
          entry.targets.compactMap(\.self).joined(separator: " "), decision.field ?? "", decision.oldValue ?? "",
          decision.newValue ?? "", decision.reason, decision.targets.map(\.quote).joined(separator: " … "),
          entry.isUndone ? "undone" : entry.isOrphan ? "orphan: its place is gone" : "",
        ]
      })
    try output.write(format.write(list))
    if list.rows.isEmpty {
      StandardError.write(orphans ? "No decision is orphaned." : "Nobody has decided anything yet.")
    }
  }
}

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Brings decisions of another archive into this one.",
    discussion: """
      Takes what `entente log --format json` writes. Decisions on documents that this archive doesn't hold are kept and \
      hold as soon as it does; those that it has already are passed over.
      """)

  @Argument(help: "Files of decisions.")
  var files: [String]

  @OptionGroup var archive: ArchiveOptions

  func run() throws {
    var decisions: [Decision] = []
    var problems: [String] = []
    for path in files {
      guard let data = FileManager.default.contents(atPath: path) else {
        throw ValidationError("\(path): error: can't be read")
      }
      do {
        let read = try DecisionFile(json: data, name: path).sound(in: path)
        decisions += read.decisions
        problems += read.problems
      } catch let problem as DecisionFile.Problem {
        throw ValidationError("\(problem)")
      }
    }
    let archive = try archive.openExisting()
    for problem in problems { StandardError.write(problem) }
    let numbers = try archive.decide(decisions)
    let orphans = try archive.orphans().count
    StandardError.write(
      "\(numbers.count) of \(decisions.count + problems.count) decisions were new; \(orphans) in the archive stand on no place (entente log --orphans)."
    )
    if !problems.isEmpty { throw CommandExit.someFailed }
  }
}

import ArgumentParser
import Codebook
import Exports
import Findings
import Foundation
import Pipeline
import SourceTexts
import Store

extension FindingListFormat: ExpressibleByArgument {}

/// What the lists of findings have in common: filters and where the archive lies.
struct ListOptions: ParsableArguments {
  @Argument(help: "Codes or names of actors that all have to be concerned.")
  var actors: [String] = []

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var time: TimeOptions

  @Option(help: "Only this document: its number or the first digits of its digest.")
  var document: String?

  func validate() throws { _ = try ActorArguments(actors) }

  func filter(in archive: Archive) throws -> FindingFilter {
    var number: Int64?
    if let document {
      number = try archive.documents().first { String($0.id) == document || $0.digest.rawValue.hasPrefix(document) }?.id
      if number == nil { throw ValidationError("The archive holds no document \(document).") }
    }
    let named = try ActorArguments(actors)
    named.tell()
    return FindingFilter(
      codes: named.codes, from: time.from?.earliest, to: time.to?.latest, document: number)
  }

  /// Opens the archive, makes a list and prints it.
  func print(
    _ format: FindingListFormat, empty: String, _ list: (Archive, FindingFilter, FindingLists) throws -> FindingList
  ) throws {
    let archive = try archive.openExisting()
    let references = Dictionary(uniqueKeysWithValues: try archive.documents().map { ($0.id, $0.reference) })
    let made = try list(archive, filter(in: archive), FindingLists(references: references))
    var output = BufferedOutput(.standardOutput)
    try output.write(Array(format.write(made).utf8))
    try output.flush()
    if made.rows.isEmpty { StandardError.write(empty) }
  }
}

/// A code of three letters on the command line; those of other codebooks are taken too (KOS for XKX).
struct ActorCodeArgument: ExpressibleByArgument {
  var code: ActorCode

  init?(argument: String) {
    guard argument.utf8.count == 3, argument.utf8.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }),
      let aliases = try? CodeAliases()
    else { return nil }
    code = aliases.code(argument)
  }
}

struct StatementsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statements", abstract: "Who said what, of whom, when and where: quotations and reported speech.")

  @OptionGroup var list: ListOptions

  @Option(help: "text, md, csv or json.")
  var format = FindingListFormat.text

  func run() throws {
    try list.print(format, empty: "No statements pass the filter.") { archive, filter, lists in
      lists.list(try archive.statements(matching: filter))
    }
  }
}

struct FiguresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures",
    abstract: "Quantities with unit, kind and date: trade, arms, loans, forces, casualties, shares.")

  @OptionGroup var list: ListOptions

  @Option(help: "text, md, csv or json.")
  var format = FindingListFormat.text

  func run() throws {
    try list.print(format, empty: "No figures pass the filter.") { archive, filter, lists in
      lists.list(try archive.figures(matching: filter))
    }
  }
}

struct AgreementsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreements", abstract: "Treaties, pacts, deals and memberships, and what became of them.")

  @OptionGroup var list: ListOptions

  @Option(help: "text, md, csv or json.")
  var format = FindingListFormat.text

  func run() throws {
    try list.print(format, empty: "No agreements pass the filter.") { archive, filter, lists in
      lists.list(try archive.agreements(matching: filter))
    }
  }
}

struct SourcesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources", abstract: "The links and notes on which the documents' claims rest.",
    discussion: "bibtex and csl-json give each cited work once, for a reference manager.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, md, csv, json, bibtex
    case cslJSON = "csl-json"
  }

  @OptionGroup var list: ListOptions

  @Option(help: "text, md, csv, json, bibtex or csl-json.")
  var format = Format.text

  func run() throws {
    if let format = FindingListFormat(rawValue: format.rawValue) {
      return try list.print(format, empty: "No sources pass the filter.") { archive, filter, lists in
        lists.list(try archive.citations(matching: filter))
      }
    }
    let archive = try list.archive.openExisting()
    let citations = try archive.citations(matching: list.filter(in: archive)).map(\.finding)
    var output = BufferedOutput(.standardOutput)
    let text = format == .bibtex ? BibTeX.write(citations) : CitationStyleJSON.write(citations)
    try output.write(Array(text.utf8))
    try output.flush()
  }
}

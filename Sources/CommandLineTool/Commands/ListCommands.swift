import Analysis
import ArgumentParser
import Codebook
import Exports
import Findings
import Foundation
import Pipeline
import SourceTexts
import Store

/// What the lists of findings have in common: filters, where the archive lies and where the list goes.
struct ListOptions: ParsableArguments {
  @OptionGroup var words: FilterOptions
  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var output: OutputOptions

  /// Opens the archive, makes a list and writes it, some hundreds of rows at a time.
  func write(
    _ format: FindingListFormat, _ list: Filter.List, empty: String,
    _ read: (Archive, [Int64], FindingLists) throws -> FindingList
  ) throws {
    let archive = try archive.openExisting()
    let ids = try numbers(list, in: archive)
    let references = Dictionary(uniqueKeysWithValues: try archive.documents().map { ($0.id, $0.reference) })
    let lists = FindingLists(references: references)
    var writer = FindingListWriter(format)
    try output.write { output in
      for start in stride(from: 0, through: max(0, ids.count - 1), by: 500) {
        let part = Array(ids[start..<min(ids.count, start + 500)])
        try output.write(writer.write(try read(archive, part, lists)))
      }
      try output.write(writer.end())
    }
    if ids.isEmpty { StandardError.write(empty) }
  }

  /// Row numbers of the findings that pass, in order.
  func numbers(_ list: Filter.List, in archive: Archive) throws -> [Int64] {
    let filter = try words.filter(for: list, in: archive)
    let table = try archive.table(of: list)
    let sentences = try filter.search.map { try archive.sentenceNumbers(holding: $0) }
    return table.places(filter, sentences: sentences).map { table.rows[$0].id }
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
    try list.write(format, .statements, empty: "No statements pass the filter.") { archive, ids, lists in
      lists.list(try archive.statements(ids: ids).inOrder(ids))
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
    try list.write(format, .figures, empty: "No figures pass the filter.") { archive, ids, lists in
      lists.list(try archive.figures(ids: ids).inOrder(ids))
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
    try list.write(format, .agreements, empty: "No agreements pass the filter.") { archive, ids, lists in
      lists.list(try archive.agreements(ids: ids).inOrder(ids))
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
      return try list.write(format, .sources, empty: "No sources pass the filter.") { archive, ids, lists in
        lists.list(try archive.citations(ids: ids).inOrder(ids))
      }
    }
    let archive = try list.archive.openExisting()
    let ids = try list.numbers(.sources, in: archive)
    let citations = try archive.citations(ids: ids).inOrder(ids).map(\.finding)
    try list.output.write(format == .bibtex ? BibTeX.write(citations) : CitationStyleJSON.write(citations))
  }
}

extension Dictionary where Key == Int64 {
  /// The values of some keys, in their order.
  fileprivate func inOrder(_ keys: [Int64]) -> [Value] { keys.compactMap { self[$0] } }
}

import ArgumentParser
import Exports
import Foundation
import Pipeline
import Store

/// The formats of comparisons.
enum ComparisonFormatName: String, ExpressibleByArgument, CaseIterable {
  case text, md, html, json

  func text(_ compared: ComparedDocuments) -> String {
    switch self {
    case .text: ProseComparison(.text).text(compared)
    case .md: ProseComparison(.markdown).text(compared)
    case .html: ProseComparison(.html).text(compared)
    case .json: JSONComparison().text(compared)
    }
  }
}

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "What two documents both tell, what only one tells, and where they differ.",
    discussion: """
      Takes two documents of the archive (number, file name, identifier, or eight first digits), or two files, which are \
      read for this and not stored. Contradictions stand first, each with its sentences; then what both tell, what only \
      one tells, which sources both cite, the times that each covers, and how each stands to the parties.
      """)

  @Argument(help: "A document or a file.")
  var first: String

  @Argument(help: "Another one.")
  var second: String

  @OptionGroup var archive: ArchiveOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var lexicon: LexiconOptions
  @OptionGroup var coding: CodingOptions
  @OptionGroup var threads: ThreadOptions

  @Option(help: "text, md, html or json.")
  var format = ComparisonFormatName.text

  @OptionGroup var output: OutputOptions

  func run() throws {
    let (archive, documents) = try documents()
    guard documents[0].id != documents[1].id else {
      throw ValidationError("\(first) and \(second) are the same document.")
    }
    let compared = try CompareAction(archive).compare(documents[0], documents[1])
    try output.write(format.text(compared))
  }

  /// Where the archive knows both words, its documents; else what the two files hold.
  private func documents() throws -> (Archive, [DocumentSummary]) {
    let words = [first, second]
    let files = words.filter { FileManager.default.fileExists(atPath: $0) }
    if FileManager.default.fileExists(atPath: archive.archive) {
      let known = try archive.openExisting()
      do {
        return (known, try words.map { try known.document(named: $0) })
      } catch let error as NamingError {
        guard files.count == 2 else { throw error }
      }
    }
    guard files.count == 2 else {
      let missing = words.first { !FileManager.default.fileExists(atPath: $0) } ?? first
      throw ValidationError("\(missing): there is no such file, and no archive \(archive.archive) that knows it.")
    }
    let store = try Archive.openInMemory()
    let reader = try ArchiveReader(
      coder: coderSource(model: model, lexicon: lexicon, coding: coding), workers: threads.workers)
    var failures: [String] = []
    _ = try reader.read(words, into: store) { progress in
      if case .failed(let diagnostic) = progress { failures.append(diagnostic.description) }
    }
    for failure in failures { StandardError.write(failure) }
    if !failures.isEmpty { throw CommandExit.someFailed }
    let documents = try store.documents()
    guard documents.count == 2 else {
      throw ValidationError("Two documents are compared; these files hold \(documents.count).")
    }
    return (store, try words.map { try store.document(named: $0) })
  }
}

import ArgumentParser
import Exports
import Findings
import Foundation
import Pipeline
import Store

extension FindingListFormat: ExpressibleByArgument {}

struct DocumentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "documents", abstract: "The documents of an archive, with their numbers and what was found in each.")

  @OptionGroup var archive: ArchiveOptions

  @Option(help: "text, md, csv or json.")
  var format = FindingListFormat.text

  @OptionGroup var output: OutputOptions

  func run() throws {
    let documents = try archive.openExisting().documents()
    let list = FindingList(
      columns: [
        "number", "name", "title", "authors", "published", "publisher", "identifier", "files", "events", "statements",
        "figures", "agreements", "sources", "coder", "model", "kind",
      ],
      rows: documents.map { document in
        func count(_ kind: FindingKind) -> String { String(document.counts[kind] ?? 0) }
        return [
          String(document.id), document.name, document.displayTitle, document.metadata.authors.joined(separator: "; "),
          document.metadata.published ?? "", document.metadata.publisher ?? "", document.metadata.identifier ?? "",
          document.files.joined(separator: "; "), count(.event), count(.statement), count(.figure), count(.agreement),
          count(.citation), document.versions.coder, document.versions.modelName,
          document.kind.rawValue + (document.isComplete ? "" : ", not whole"),
        ]
      })
    try output.write(format.write(list))
    if documents.isEmpty { StandardError.write("The archive holds no documents yet.") }
  }
}

struct RemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Removes documents with all that was found in them.",
    discussion: "Decisions on them stay in the log, and hold again where the documents are read again.")

  @Argument(help: "Documents: their numbers, file names, identifiers, or eight first digits.")
  var documents: [String]

  @OptionGroup var archive: ArchiveOptions

  func run() throws {
    let archive = try archive.openExisting()
    // All are looked up before one is removed.
    let found: [DocumentSummary]
    do {
      found = try documents.map { try archive.document(named: $0) }
    } catch let error as NamingError {
      throw ValidationError("\(error)")
    }
    for document in found where try archive.remove(document: document.id) {
      StandardError.write("removed \(document.id), \(document.displayTitle)")
    }
  }
}

import ArgumentParser
import Pipeline
import Store

struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Full text: the sentences that hold all the words, best first.",
    discussion:
      "Words are stemmed; case and accents don't matter. Several words in one argument (entente search 'sphere of influence') are a phrase. Below a sentence stand the names of what was found in it, for entente explain."
  )

  @Argument(help: "What to look for.")
  var words: [String]

  @OptionGroup var archive: ArchiveOptions

  @Option(help: "How many sentences at most.")
  var limit = 20

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit takes a number from 1 up.") }
  }

  func run() throws {
    let archive = try archive.openExisting()
    let references = Dictionary(uniqueKeysWithValues: try archive.documents().map { ($0.id, $0.reference) })
    // The shell took the user's quotation marks: an argument of several words was one in quotes.
    let query = words.map { $0.contains(" ") && !$0.contains("\"") ? "\"\($0)\"" : $0 }.joined(separator: " ")
    let hits = try archive.search(query, limit: limit)
    try output.write { output in
      for hit in hits {
        let names = try archive.findingNames(in: hit).map(\.description).joined(separator: " ")
        try output.write(Array("“\(hit.marked)”\n    — \(references[hit.document] ?? "")\n".utf8))
        if !names.isEmpty { try output.write(Array("    \(names)\n".utf8)) }
      }
    }
    if hits.isEmpty { StandardError.write("No sentence holds all of: \(query)") }
  }
}

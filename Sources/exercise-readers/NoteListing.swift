import Foundation
import StatementExtraction

/// What the reference parser makes of notes, as JSON.
enum NoteListing {
  private struct Work: Encodable {
    var authors: [String]
    var title: String?
    var published: String?
    var pages: String?
  }

  /// Prints an array of works for each line; false where a file can't be read.
  static func show(_ files: [String]) throws -> Bool {
    let parser = try ReferenceParser()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for file in files {
      guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return false }
      var cited: [BibliographicReference] = []
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.isEmpty { cited = [] }
        let works = parser.works(in: String(line), cited: &cited).map { work in
          Work(
            authors: work.reference.authors, title: work.reference.title, published: work.reference.published,
            pages: work.reference.pages)
        }
        print(String(decoding: try encoder.encode(works), as: UTF8.self))
      }
    }
    return true
  }
}

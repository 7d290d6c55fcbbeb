import Findings
import SourceTexts

/// An article as a line of the filters `times` and `code` carries it.
public struct ArticleInput: Decodable, Sendable {
  public var text: String
  public var date: String?
  public var title: String?
  public var url: String?
  public var publisher: String?

  /// The article's record; its date is checked.
  ///
  /// - Throws: ``LineError`` where `date` isn't a date.
  func metadata() throws -> DocumentMetadata {
    var published: String?
    if let date, !date.isEmpty {
      guard let value = DocumentMetadata.publicationDate(date) else {
        throw LineError(.invalidField, "field \"date\" is \"\(date)\", expected YYYY, YYYY-MM or YYYY-MM-DD")
      }
      published = value
    }
    return DocumentMetadata(title: title, published: published, publisher: publisher, url: url)
  }
}

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
      guard let value = Self.extendedDate(date) else {
        throw LineError(.invalidField, "field \"date\" is \"\(date)\", expected YYYY, YYYY-MM or YYYY-MM-DD")
      }
      published = value
    }
    return DocumentMetadata(title: title, published: published, publisher: publisher, url: url)
  }

  /// The day, month or year at the front of an ISO 8601 date or time; nil where there is none.
  static func extendedDate(_ text: String) -> String? {
    let day = text.split(whereSeparator: { $0 == "T" || $0 == " " }).first.map(String.init) ?? text
    guard let bounds = ExtendedDate.bounds(of: day), bounds.earliest != nil, bounds.latest != nil,
      !day.contains("/"), !day.contains("X")
    else { return nil }
    return day
  }
}

extension DocumentMetadata {
  /// The day of publication; the first of the month or year where only that is known.
  public var publicationDay: CalendarDay? {
    published.flatMap { ExtendedDate.bounds(of: $0)?.earliest }
  }
}

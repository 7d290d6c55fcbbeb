import Findings
import Foundation
import SourceTexts
import Store

/// Why a form was not taken.
struct FormProblem: Error {
  var text: String
}

/// What can be corrected of a document.
enum MetadataField: String, CaseIterable {
  case title, authors, published, publisher, url

  /// Bytes of it at most.
  var limit: Int {
    switch self {
    case .title, .publisher: 2000
    case .authors: 20_000
    case .published: 100
    case .url: 8000
    }
  }

  var title: String {
    switch self {
    case .title: "The title"
    case .authors: "The list of authors"
    case .published: "The date"
    case .publisher: "The publisher"
    case .url: "The address"
    }
  }
}

extension Site {
  /// What a form says of a document, or what is wrong with it. A field that is empty takes away what was known; one that
  /// isn't in the form changes nothing.
  func metadata(_ fields: FormFields, of document: DocumentSummary) -> Result<DocumentMetadata, FormProblem> {
    var metadata = document.metadata
    func set(_ field: MetadataField, _ change: (String?) -> Void) {
      if fields.has(field.rawValue) { change(fields.whole(field.rawValue)) }
    }
    set(.title) { metadata.title = $0 }
    set(.authors) { text in
      metadata.authors = (text ?? "").split(whereSeparator: \.isNewline)
        .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
    set(.publisher) { metadata.publisher = $0 }
    set(.url) { metadata.url = $0 }
    set(.published) { metadata.published = $0 }
    for field in MetadataField.allCases {
      let length = fields.whole(field.rawValue)?.utf8.count ?? 0
      // What a document said of itself may be longer, and may stay so.
      guard length > field.limit, Self.text(field, of: metadata) != Self.text(field, of: document.metadata) else {
        continue
      }
      let text =
        "\(field.title) is too long: \(Wording.number(length)) bytes, where at most \(Wording.number(field.limit)) are taken."
      return .failure(FormProblem(text: text))
    }
    if let published = metadata.published, ExtendedDate.bounds(of: published) == nil || published.contains("/") {
      return .failure(FormProblem(text: "“\(published)” is not a date such as 2017, 2017-02 or 2017-02-06."))
    }
    if let url = metadata.url, !Self.isWebAddress(url) {
      return .failure(FormProblem(text: "“\(url)” is not an address that begins with http:// or https://."))
    }
    return .success(metadata)
  }

  private static func text(_ field: MetadataField, of metadata: DocumentMetadata) -> String? {
    switch field {
    case .title: metadata.title
    case .authors: metadata.authors.joined(separator: "\n")
    case .published: metadata.published
    case .publisher: metadata.publisher
    case .url: metadata.url
    }
  }
}

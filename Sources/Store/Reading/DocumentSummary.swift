import Findings
import SourceTexts

/// What a document is: a text that was read, or a set of event data whose rows have no words of their own.
public enum DocumentKind: String, Sendable {
  case text
  case dataSet = "data set"
}

/// A document as lists show it.
public struct DocumentSummary: Sendable, Hashable, Identifiable {
  public var id: Int64
  /// What names it in every archive, 64 hexadecimal digits.
  public var key: String
  /// As many first digits of the key as tell it apart, eight or more: what its findings' names begin with.
  public var name: String
  /// Of its text; documents with the same are one source.
  public var digest: ContentDigest
  public var kind: DocumentKind
  /// Whether all rows of a data set are there; one whose writing was stopped isn't, until it is written again.
  public var isComplete = true
  public var metadata: DocumentMetadata
  public var format: DocumentFormat
  /// The files it was read from, sorted.
  public var files: [String]
  /// How many findings of each kind, kinds without any left out.
  public var counts: [FindingKind: Int]
  public var versions: CoderVersions
  /// How many things its reader noticed: pages without text, words that couldn't be told apart.
  public var diagnosticCount: Int

  /// The title, else the input's own identifier, else the name of the first file, else its key's first digits.
  public var displayTitle: String {
    metadata.title ?? metadata.identifier
      ?? files.first { $0 != "-" }.map { String($0.split(separator: "/").last ?? Substring($0)) } ?? name
  }

  /// "Author, Title (Publisher, 2017-02-06)" with what is known of it.
  public var reference: String {
    var text = ""
    if !metadata.authors.isEmpty { text += metadata.authors.joined(separator: ", ") + ", " }
    text += displayTitle
    let place = [metadata.publisher, metadata.published].compactMap(\.self).joined(separator: ", ")
    return place.isEmpty ? text : "\(text) (\(place))"
  }
}

extension DocumentSummary {
  /// The identifier of its record, else its file's name, else its name in the archive: what other programs call it.
  public var shortName: String {
    metadata.identifier ?? files.first { $0 != "-" }.map { String($0.split(separator: "/").last ?? Substring($0)) }
      ?? name
  }
}

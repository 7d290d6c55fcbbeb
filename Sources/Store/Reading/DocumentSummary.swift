import Findings
import SourceTexts

/// A document as lists show it.
public struct DocumentSummary: Sendable, Hashable, Identifiable {
  public var id: Int64
  public var digest: ContentDigest
  public var metadata: DocumentMetadata
  public var format: DocumentFormat
  /// The files it was read from, sorted.
  public var files: [String]
  /// How many findings of each kind, kinds without any left out.
  public var counts: [FindingKind: Int]
  public var versions: CoderVersions
  /// How many things its reader noticed: pages without text, words that couldn't be told apart.
  public var diagnosticCount: Int

  /// The title, else the input's own identifier, else the name of the first file, else the digest's first digits.
  public var displayTitle: String {
    metadata.title ?? metadata.identifier
      ?? files.first { $0 != "-" }.map { String($0.split(separator: "/").last ?? Substring($0)) } ?? digest.short
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

import SourceTexts

/// What names a document in every archive: its text, and its identifier where it is one record of many. Two records with
/// the same text are two documents and one source.
public enum DocumentKey {
  /// The text's digest; of a record with an identifier the digest of both.
  public static func key(digest: ContentDigest, identifier: String?) -> String {
    guard let identifier, !identifier.isEmpty else { return digest.rawValue }
    return ContentDigest(of: "\(digest.rawValue)\n\(identifier)".utf8).rawValue
  }

  public static func key(of source: SourceText) -> String {
    key(digest: ContentDigest(of: source.text.utf8), identifier: source.metadata.identifier)
  }
}

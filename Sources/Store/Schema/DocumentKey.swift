import SourceTexts

/// What names a document in every archive: its text, and its identifier where it is one record of many. Two records with
/// the same text are two documents and one source.
public enum DocumentKey {
  /// The text's digest; of a record with an identifier the digest of both.
  public static func key(digest: ContentDigest, identifier: String?) -> String {
    guard let identifier, !identifier.isEmpty else { return digest.rawValue }
    return ContentDigest(of: "\(digest.rawValue)\n\(identifier)".utf8).rawValue
  }

  /// Of a data set whose file has this digest: another one than a text of the same bytes has.
  public static func key(ofDataSet digest: ContentDigest, identifier: String?) -> String {
    ContentDigest(of: "\(digest.rawValue)\ndata set\n\(identifier ?? "")".utf8).rawValue
  }

  public static func key(of source: SourceText) -> String {
    key(digest: ContentDigest(of: source.text.utf8), identifier: source.metadata.identifier)
  }
}

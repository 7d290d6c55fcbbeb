import Findings

/// A work that one or more citations name.
struct CitedWork {
  var citation: Citation
  var details: ReferenceDetails
  /// Unique in its list: `taylor1954`, `taylor1954-2`.
  var key: String

  var isArticle: Bool { citation.outlet != nil && citation.title != nil }
  /// Of a day's issue rather than a volume.
  var isNews: Bool { isArticle && details.volume == nil && (citation.published?.utf8.count ?? 0) == 10 }

  /// BibTeX entry type.
  var type: String {
    if citation.kind == .link { return "online" }
    if isArticle { return "article" }
    if citation.authors.isEmpty || citation.title == nil { return details.address == nil ? "misc" : "online" }
    return "book"
  }

  /// CSL item type.
  var styleType: String {
    if isNews { return "article-newspaper" }
    switch type {
    case "online": return "webpage"
    case "article": return "article-journal"
    case "book": return "book"
    default: return "document"
    }
  }

  /// The title that the reference gives, else the words of its address, else the reference itself: reference managers
  /// list works by title.
  var title: String {
    citation.title ?? Self.words(ofAddress: citation.reference) ?? details.address ?? citation.reference
  }

  /// "us-iran-russia" in an address as "Us iran russia"; nil where no part of its path is words.
  private static func words(ofAddress address: String) -> String? {
    guard address.hasPrefix("http") else { return nil }
    let path = address.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").dropFirst(2)
    for part in path.reversed() {
      let words = part.prefix { $0 != "." }.split(whereSeparator: { $0 == "-" || $0 == "_" })
        .filter { $0.allSatisfy { $0.isLetter && $0.isASCII } }
      guard words.count >= 3 else { continue }
      let text = words.joined(separator: " ")
      return text.prefix(1).uppercased() + text.dropFirst()
    }
    return nil
  }

  /// One work a reference, in order of first citation.
  static func distinct(_ citations: [Citation]) -> [CitedWork] {
    var seen: Set<String> = []
    var keys: [String: Int] = [:]
    return citations.compactMap { citation in
      let identity =
        citation.title.map { "\(citation.authors.joined(separator: ";"))|\($0)" } ?? citation.reference
      guard seen.insert(identity).inserted else { return nil }
      let surname = citation.authors.first.map { AuthorName($0).family } ?? citation.outlet ?? "source"
      let stem =
        surname.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        + (citation.published?.prefix(4) ?? "")
      let base = stem.isEmpty ? "source" : stem
      let number = keys[base, default: 0]
      keys[base] = number + 1
      return CitedWork(
        citation: citation, details: ReferenceDetails(citation), key: number == 0 ? base : "\(base)-\(number + 1)")
    }
  }
}

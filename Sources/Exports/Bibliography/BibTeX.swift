import Findings

/// Cited works as BibTeX entries, one a work, in order of first citation.
public enum BibTeX {
  /// The entries; works without an author, title, outlet or address are written as notes.
  public static func write(_ citations: [Citation]) -> String {
    CitedWork.distinct(citations).map { work in
      var fields: [(String, String)] = []
      if !work.citation.authors.isEmpty {
        fields.append(("author", work.citation.authors.joined(separator: " and ")))
      }
      if let title = work.citation.title { fields.append(("title", title)) }
      if let outlet = work.citation.outlet { fields.append((work.isArticle ? "journal" : "publisher", outlet)) }
      if let published = work.citation.published {
        fields.append(("date", published))
        fields.append(("year", String(published.prefix(4))))
      }
      if work.citation.kind == .link {
        fields.append(("url", work.citation.reference))
      } else {
        fields.append(("note", work.citation.reference))
      }
      if let language = work.citation.language { fields.append(("langid", language)) }
      let body = fields.map { "  \($0.0) = {\($0.0 == "url" ? $0.1 : escape($0.1))}" }.joined(separator: ",\n")
      return "@\(work.type){\(work.key),\n\(body)\n}\n"
    }.joined(separator: "\n")
  }

  /// Signs that TeX would read as commands, and braces that would end the field.
  private static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\textbackslash{}"
      case "{", "}", "#", "$", "%", "&", "_": escaped += "\\\(scalar)"
      case "~": escaped += "\\textasciitilde{}"
      case "^": escaped += "\\textasciicircum{}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

/// A work that one or more citations name.
struct CitedWork {
  var citation: Citation
  /// Unique in its list: `taylor1954`, `taylor1954b`.
  var key: String

  var isArticle: Bool { citation.outlet != nil && citation.title != nil }

  /// BibTeX entry type.
  var type: String {
    if citation.kind == .link { return "online" }
    return isArticle ? "article" : citation.authors.isEmpty || citation.title == nil ? "misc" : "book"
  }

  /// One work a reference, in order of first citation.
  static func distinct(_ citations: [Citation]) -> [CitedWork] {
    var seen: Set<String> = []
    var keys: [String: Int] = [:]
    return citations.compactMap { citation in
      let identity =
        citation.title.map { "\(citation.authors.joined(separator: ";"))|\($0)" } ?? citation.reference
      guard seen.insert(identity).inserted else { return nil }
      let surname = citation.authors.first?.split(separator: " ").last.map(String.init) ?? citation.outlet ?? "source"
      let stem =
        surname.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        + (citation.published?.prefix(4) ?? "")
      let base = stem.isEmpty ? "source" : stem
      let number = keys[base, default: 0]
      keys[base] = number + 1
      return CitedWork(citation: citation, key: number == 0 ? base : "\(base)-\(number + 1)")
    }
  }
}

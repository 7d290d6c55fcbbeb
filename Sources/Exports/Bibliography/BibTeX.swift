import Findings

/// Cited works as BibTeX entries, one a work, in order of first citation.
public enum BibTeX {
  /// The entries, with the fields that BibTeX, BibLaTeX and reference managers read; the reference as the document has it
  /// stands in `note`.
  public static func write(_ citations: [Citation]) -> String {
    CitedWork.distinct(citations).map { work in
      let (citation, details) = (work.citation, work.details)
      var fields: [(String, String)] = []
      func add(_ name: String, _ value: String?) { if let value, !value.isEmpty { fields.append((name, value)) } }
      add("author", citation.authors.map(name).joined(separator: " and "))
      add("title", escape(work.title))
      // The field for who stands behind a work differs from type to type.
      let outletField = ["online": "organization", "article": "journal"][work.type] ?? "publisher"
      add(outletField, citation.outlet.map(escape))
      if citation.outlet == nil || outletField != "publisher" { add("publisher", details.publisher.map(escape)) }
      add("address", details.place.map(escape))
      add("volume", details.volume)
      add("number", details.issue)
      add("pages", details.pages?.replacing("–", with: "--"))
      add("date", citation.published)
      add("year", citation.published.map { String($0.prefix(4)) })
      add("doi", details.identifier)
      add("url", details.address)
      if citation.kind == .note { add("note", escape(citation.reference)) }
      add("langid", citation.language)
      let body = fields.map { "  \($0.0) = {\($0.1)}" }.joined(separator: ",\n")
      return "@\(work.type){\(work.key),\n\(body)\n}\n"
    }.joined(separator: "\n")
  }

  /// "van Gogh, Vincent"; a body or one-word name stands in braces, so that nobody splits it.
  private static func name(_ author: String) -> String {
    let name = AuthorName(author)
    if name.given.isEmpty { return "{\(escape(name.family))}" }
    return escape((name.particle.isEmpty ? "" : name.particle + " ") + "\(name.family), \(name.given)")
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

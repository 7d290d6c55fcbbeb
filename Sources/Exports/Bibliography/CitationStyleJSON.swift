import Findings

/// Cited works as CSL-JSON (Citation Style Language 1.0.2, data schema), one item a work, in order of first citation.
public enum CitationStyleJSON {
  public static func write(_ citations: [Citation]) -> String {
    var json = JSONWriter()
    json.beginArray()
    for work in CitedWork.distinct(citations) {
      let citation = work.citation
      json.beginObject()
      json.key("id")
      json.string(work.key)
      json.key("type")
      json.string(work.styleType)
      if !citation.authors.isEmpty {
        json.key("author")
        json.beginArray()
        for author in citation.authors { write(author, to: &json) }
        json.endArray()
      }
      let details = work.details
      let texts: [(String, String?)] = [
        ("title", work.title), ("container-title", citation.outlet), ("publisher", details.publisher),
        ("publisher-place", details.place), ("volume", details.volume), ("issue", details.issue),
        ("page", details.pages), ("DOI", details.identifier), ("URL", details.address),
        ("note", citation.kind == .note ? citation.reference : nil), ("language", citation.language),
      ]
      for (name, text) in texts {
        guard let text else { continue }
        json.key(named: name)
        json.string(text)
      }
      if let published = citation.published { write(date: published, to: &json) }
      json.endObject()
    }
    json.endArray()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func write(_ author: String, to json: inout JSONWriter) {
    let name = AuthorName(author)
    json.beginObject()
    if name.given.isEmpty {
      json.key("literal")
      json.string(author)
    } else {
      json.key("family")
      json.string(name.family)
      json.key("given")
      json.string(name.given)
      if !name.particle.isEmpty {
        json.key("non-dropping-particle")
        json.string(name.particle)
      }
    }
    json.endObject()
  }

  /// `{"issued":{"date-parts":[[2016,12,22]]}}`
  private static func write(date: String, to json: inout JSONWriter) {
    let parts = date.split(separator: "-").compactMap { Int($0) }
    guard !parts.isEmpty else { return }
    json.key("issued")
    json.beginObject()
    json.key("date-parts")
    json.beginArray()
    json.beginArray()
    for part in parts { json.integer(part) }
    json.endArray()
    json.endArray()
    json.endObject()
  }
}

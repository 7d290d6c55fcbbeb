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
      json.string(citation.kind == .link ? "webpage" : work.isArticle ? "article-journal" : "book")
      if !citation.authors.isEmpty {
        json.key("author")
        json.beginArray()
        for author in citation.authors { write(author, to: &json) }
        json.endArray()
      }
      if let title = citation.title {
        json.key("title")
        json.string(title)
      }
      if let outlet = citation.outlet {
        json.key("container-title")
        json.string(outlet)
      }
      if let published = citation.published { write(date: published, to: &json) }
      json.key(named: citation.kind == .link ? "URL" : "note")
      json.string(citation.reference)
      if let language = citation.language {
        json.key("language")
        json.string(language)
      }
      json.endObject()
    }
    json.endArray()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func write(_ author: String, to json: inout JSONWriter) {
    let words = author.split(separator: " ")
    json.beginObject()
    if words.count > 1, let family = words.last {
      json.key("family")
      json.string(String(family))
      json.key("given")
      json.string(words.dropLast().joined(separator: " "))
    } else {
      json.key("literal")
      json.string(author)
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

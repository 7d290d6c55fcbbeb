import Foundation
import ResourceTables
import SourceTexts

/// Reads a page's bibliographic record from JSON-LD, `meta` elements, `time`, `link` and `title`.
struct HTMLMetadata: Sendable {
  private enum Field: String {
    case title, author, published, publisher, url, language
  }

  private let fields: [String: (field: Field, rank: Int)]

  init(table: ResourceTable) throws {
    let name = try table.index(of: "name")
    let field = try table.index(of: "field")
    let rank = try table.index(of: "rank")
    var fields: [String: (Field, Int)] = [:]
    for row in table.rows {
      guard let value = Field(rawValue: row.fields[field]), let number = Int(row.fields[rank]) else {
        throw ResourceError(
          table: row.table, line: row.line,
          reason: .value(column: "field", got: row.fields[field], expected: "a field with a rank"))
      }
      fields[row.fields[name]] = (value, number)
    }
    self.fields = fields
  }

  /// The record of a page. JSON-LD goes first, then `meta` by rank, then what the page shows.
  func read(_ tree: HTMLTree) -> DocumentMetadata {
    var record = DocumentMetadata()
    var values: [Field: (rank: Int, values: [String])] = [:]
    var pageTitle: String?
    var dates: [String] = []
    var linked = LinkedData()
    for (index, node) in tree.nodes.enumerated() {
      switch node.tag {
      case "meta":
        guard let content = node.attributes["content"].map(Self.clean), !content.isEmpty,
          let name = node.attributes["name"] ?? node.attributes["property"] ?? node.attributes["itemprop"]
            ?? node.attributes["http-equiv"],
          let (field, rank) = fields[name.lowercased()]
        else { continue }
        if let known = values[field], known.rank < rank { continue }
        if let known = values[field], known.rank == rank {
          if field == .author, !known.values.contains(content) { values[field]?.values.append(content) }
        } else {
          values[field] = (rank, [content])
        }
      case "title":
        if pageTitle == nil {
          pageTitle = Self.clean(
            tree.nodes[index].children.map { String(decoding: tree.nodes[$0].text, as: UTF8.self) }.joined())
        }
      case "link": if node.attributes["rel"] == "canonical", record.url == nil { record.url = node.attributes["href"] }
      case "html": record.language = node.attributes["lang"] ?? node.attributes["xml:lang"]
      case "time":
        if let date = (node.attributes["datetime"]).flatMap(PublicationDate.edtf) {
          if node.attributes["pubdate"] != nil || node.attributes["itemprop"] == "datePublished" {
            dates.insert(date, at: 0)
          } else {
            dates.append(date)
          }
        }
      case "script" where node.attributes["type"]?.lowercased() == "application/ld+json":
        linked.add(node.children.flatMap { tree.nodes[$0].text })
      default: break
      }
    }
    linked.read(into: &record)
    record.title = record.title ?? values[.title]?.values.first
    if record.authors.isEmpty {
      record.authors = (values[.author]?.values ?? []).filter { !$0.hasPrefix("http") }.flatMap(Self.authors)
    }
    record.published =
      record.published ?? values[.published]?.values.lazy.compactMap(PublicationDate.edtf).first ?? dates.first
    record.publisher = record.publisher ?? values[.publisher]?.values.first { !$0.hasPrefix("http") }
    record.url = record.url ?? values[.url]?.values.first
    record.language = (record.language ?? values[.language]?.values.first)?.replacing("_", with: "-")
    if record.title == nil, let pageTitle, !pageTitle.isEmpty {
      record.title = Self.withoutPublisher(pageTitle, publisher: record.publisher)
      if record.publisher == nil { record.publisher = Self.publisher(of: pageTitle, in: tree) }
    }
    return record
  }

  private static func clean(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func authors(_ text: String) -> [String] {
    text.replacing(" and ", with: ";").split(separator: ";").map { clean(String($0)) }.filter { !$0.isEmpty }
  }

  /// "A Title | The Paper", "A Title - The Paper" without the paper.
  static func withoutPublisher(_ title: String, publisher: String?) -> String {
    for separator in [" | ", " – ", " — ", " - ", " :: ", " » "] {
      let pieces = title.components(separatedBy: separator)
      guard pieces.count > 1, let first = pieces.first, let last = pieces.last else { continue }
      if last == publisher || separator == " | " || first.count > 2 * last.count {
        return pieces.dropLast().joined(separator: separator)
      }
    }
    return title
  }

  /// What stands behind the page's own `h1` in its title: "A Title - The Paper" over "A Title".
  private static func publisher(of title: String, in tree: HTMLTree) -> String? {
    for (index, node) in tree.nodes.enumerated() where node.tag == "h1" {
      let heading = tree.text(below: index, limit: 500)
      guard !heading.isEmpty, title.hasPrefix(heading) else { continue }
      let rest = title.dropFirst(heading.count)
      for separator in [" | ", " – ", " — ", " - "] where rest.hasPrefix(separator) {
        let name = rest.dropFirst(separator.count)
        if (2...60).contains(name.utf8.count), !name.contains(separator) { return String(name) }
      }
    }
    return nil
  }
}

import Findings
import Foundation
import SourceTexts

/// The bibliographic record that a user keeps beside a document: `report.bib` or `report.csl.json` for `report.pdf`.
public enum BibliographicSidecar {
  /// The record beside `path`, or nil where there is none or it can't be read; a broken one is told of by a diagnostic.
  public static func record(beside path: String) -> (metadata: DocumentMetadata?, diagnostic: ReadingDiagnostic?) {
    let stem = (path as NSString).deletingPathExtension
    for (suffix, read) in [(".bib", bibTeX), (".csl.json", citationStyleJSON), (".csl", citationStyleJSON)] {
      let file = stem + suffix
      guard let data = FileManager.default.contents(atPath: file) else { continue }
      guard let metadata = read(String(decoding: data, as: UTF8.self)) else {
        return (
          nil,
          ReadingDiagnostic(
            .warning, .malformedRecord, file: file, message: "no bibliographic record could be read from this file")
        )
      }
      return (metadata, nil)
    }
    return (nil, nil)
  }

  /// Whether `path` is such a record and no document.
  public static func isSidecar(_ path: String) -> Bool {
    let lower = path.lowercased()
    return [".bib", ".csl.json", ".csl"].contains { lower.hasSuffix($0) }
  }

  /// Reads `text` as every kind of record, for trials with broken files.
  package static func tryReading(_ text: String) {
    _ = bibTeX(text)
    _ = citationStyleJSON(text)
  }

  /// The first entry of a BibTeX file, or nil where there is none.
  static func bibTeX(_ text: String) -> DocumentMetadata? {
    guard let at = text.firstIndex(of: "@"), let open = text[at...].firstIndex(of: "{"),
      let comma = text[open...].firstIndex(of: ",")
    else { return nil }
    var fields: [String: String] = [:]
    var rest = text[text.index(after: comma)...]
    while let equals = rest.firstIndex(of: "="), !rest[..<equals].contains("}") {
      let name = rest[..<equals].filter { $0.isLetter }.lowercased()
      rest = rest[rest.index(after: equals)...].drop(while: \.isWhitespace)
      guard let value = takeValue(&rest) else { break }
      fields[name] = value
    }
    guard !fields.isEmpty else { return nil }
    var date = fields["date"] ?? fields["year"]
    if fields["date"] == nil, let year = fields["year"], let month = fields["month"], let number = Int(month),
      (1...12).contains(number)
    {
      date = year + (number < 10 ? "-0" : "-") + String(number)
    }
    return DocumentMetadata(
      title: fields["title"], authors: authors(fields["author"] ?? ""), published: valid(date),
      publisher: fields["journal"] ?? fields["journaltitle"] ?? fields["publisher"] ?? fields["institution"]
        ?? fields["organization"], url: fields["url"], language: fields["langid"] ?? fields["language"])
  }

  /// The first item of a CSL-JSON array, or a single item.
  static func citationStyleJSON(_ text: String) -> DocumentMetadata? {
    struct Item: Decodable {
      struct Name: Decodable {
        var family: String?
        var given: String?
        var literal: String?
      }
      struct Issued: Decodable {
        var parts: [[Number]]?
        var raw: String?
        enum CodingKeys: String, CodingKey {
          case parts = "date-parts"
          case raw
        }
      }
      /// CSL-JSON writes numbers as numbers or strings.
      struct Number: Decodable {
        var value: Int?
        init(from decoder: any Decoder) throws {
          let container = try decoder.singleValueContainer()
          value = (try? container.decode(Int.self)) ?? (try? container.decode(String.self)).flatMap { Int($0) }
        }
      }
      var title: String?
      var author: [Name]?
      var issued: Issued?
      var container: String?
      var publisher: String?
      var url: String?
      var language: String?
      enum CodingKeys: String, CodingKey {
        case title, author, issued, publisher, language
        case container = "container-title"
        case url = "URL"
      }
    }
    let data = Data(text.utf8)
    let decoder = JSONDecoder()
    guard
      let item = (try? decoder.decode([Item].self, from: data))?.first ?? (try? decoder.decode(Item.self, from: data))
    else { return nil }
    let parts = item.issued?.parts?.first?.compactMap(\.value) ?? []
    let padded = parts.enumerated().map { index, part in
      String(repeating: "0", count: max(0, (index == 0 ? 4 : 2) - String(part).count)) + String(part)
    }
    return DocumentMetadata(
      title: item.title,
      authors: (item.author ?? []).compactMap { name in
        name.literal ?? name.family.map { family in name.given.map { "\($0) \(family)" } ?? family }
      },
      published: valid(padded.isEmpty ? item.issued?.raw : padded.joined(separator: "-")),
      publisher: item.container ?? item.publisher, url: item.url, language: item.language)
  }

  /// A braced, quoted or bare value, without TeX's grouping braces.
  private static func takeValue(_ rest: inout Substring) -> String? {
    guard let first = rest.first else { return nil }
    var value = ""
    var depth = 0
    var position = rest.startIndex
    if first == "{" || first == "\"" {
      position = rest.index(after: position)
      while position < rest.endIndex {
        let character = rest[position]
        if character == "{" { depth += 1 }
        if character == "}" {
          if depth == 0, first == "{" { break }
          depth -= 1
        }
        if character == "\"", first == "\"", depth == 0 { break }
        if character != "{", character != "}" { value.append(character) }
        position = rest.index(after: position)
      }
      guard position < rest.endIndex else { return nil }
      position = rest.index(after: position)
    } else {
      while position < rest.endIndex, ![",", "}", "\n"].contains(rest[position]) {
        value.append(rest[position])
        position = rest.index(after: position)
      }
    }
    rest = rest[position...]
    if let comma = rest.firstIndex(where: { !$0.isWhitespace }), rest[comma] == "," {
      rest = rest[rest.index(after: comma)...]
    }
    return value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// "Taylor, A. J. P. and Rolo, P. J. V."
  private static func authors(_ field: String) -> [String] {
    field.components(separatedBy: " and ").map { name in
      let parts = name.split(separator: ",", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      return parts.count == 2 ? "\(parts[1]) \(parts[0])" : name.trimmingCharacters(in: .whitespaces)
    }.filter { !$0.isEmpty }
  }

  /// A date only where it is one.
  private static func valid(_ date: String?) -> String? {
    date.flatMap(DocumentMetadata.publicationDate)
  }
}

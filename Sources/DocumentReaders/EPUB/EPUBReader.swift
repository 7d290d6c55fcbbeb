import Foundation
import SourceTexts

/// Reads EPUB books (EPUB 3.3): the chapters of the spine, joined into one page that is read as web pages are, with the record of
/// the package file.
struct EPUBReader {
  let knowledge: DocumentKnowledge
  let limits: ReadingLimits

  /// - Throws: ``ReadingDiagnostic``: `damaged_file`, `truncated_file`, `encrypted_file`, `too_large`, `no_main_text`.
  func read(_ bytes: [UInt8], name: String) throws -> SourceText {
    let archive = try ZipArchive(bytes, name: name, limit: limits.unpackedBytes) { member in
      ["opf", "xml", "xhtml", "html", "htm"].contains(member.split(separator: ".").last?.lowercased() ?? "")
    }
    if archive.names.contains("META-INF/rights.xml") {
      throw ReadingDiagnostic(.error, .encryptedFile, file: name, message: "it is protected against copying")
    }
    let container = archive.members["META-INF/container.xml"].map(PackageParser.init)
    let path = container?.rootFile ?? archive.names.first { $0.hasSuffix(".opf") } ?? ""
    guard let package = archive.members[path].map(PackageParser.init), !package.spine.isEmpty else {
      throw ReadingDiagnostic(
        .error, .damagedFile, file: name, message: "it has no package file, expected an EPUB book")
    }
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    let chapters = package.spine.compactMap { package.items[$0] }.map { item in
      let path = (folder.isEmpty ? "" : folder + "/") + (item.removingPercentEncoding ?? item)
      return (file: item.split(separator: "/").last.map(String.init) ?? item, bytes: archive.members[path] ?? [])
    }
    var page = Array("<html><body><main>".utf8)
    for (number, chapter) in chapters.enumerated() {
      let body = Self.body(chapter.bytes)
      page += Array("<section>".utf8) + Self.renamed(body, chapter: number, among: chapters.map(\.file))
      page += Array("</section>".utf8)
    }
    page += Array("</main></body></html>".utf8)
    guard page.count <= limits.textBytes else {
      throw FileBytes.tooLarge(page.count, limit: limits.textBytes, file: name)
    }
    let source = try HTMLReader(knowledge: knowledge).read(page, name: name)
    var metadata = DocumentMetadata()
    metadata.title = package.properties["title"]?.first
    metadata.authors = package.properties["creator"] ?? []
    metadata.publisher = package.properties["publisher"]?.first
    metadata.language = package.properties["language"]?.first
    metadata.published = package.properties["date"]?.first.flatMap(PublicationDate.edtf)
    return SourceText(
      text: source.text, blocks: source.blocks, notes: source.notes, links: source.links, omissions: source.omissions,
      pages: [], metadata: source.metadata.overridden(by: metadata), format: .epub, origin: .none,
      diagnostics: source.diagnostics)
  }

  /// What stands inside a chapter's `body`.
  private static func body(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    var start = bytes.startIndex
    if let open = find("<body", in: bytes[...]), let end = bytes[open...].firstIndex(of: 0x3E) { start = end + 1 }
    let stop = find("</body", in: bytes[start...]) ?? bytes.endIndex
    return bytes[start..<stop]
  }

  private static func find(_ word: String, in bytes: ArraySlice<UInt8>) -> Int? {
    let word = Array(word.utf8)
    guard bytes.count >= word.count else { return nil }
    return (bytes.startIndex...(bytes.endIndex - word.count)).first { start in
      bytes[start] == 0x3C && bytes[start..<(start + word.count)].elementsEqual(word)
    }
  }

  /// The chapter with its identifiers and links into other chapters made unlike those of others: every chapter may have its
  /// own "note1".
  private static func renamed(_ bytes: ArraySlice<UInt8>, chapter: Int, among files: [String]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 1000)
    var place = bytes.startIndex
    func value(after name: String) -> (start: Int, end: Int)? {
      let name = Array(name.utf8)
      guard place + name.count + 1 < bytes.endIndex, bytes[place..<(place + name.count)].elementsEqual(name) else {
        return nil
      }
      let quote = bytes[place + name.count]
      guard quote == 0x22 || quote == 0x27 else { return nil }
      let start = place + name.count + 1
      guard let end = bytes[start...].prefix(2000).firstIndex(of: quote) else { return nil }
      return (start, end)
    }
    while place < bytes.endIndex {
      if bytes[place] == 0x20 {
        if let (start, end) = value(after: " id=") {
          result += Array(" id=\"c\(chapter)-".utf8) + bytes[start..<end] + [0x22]
          place = end + 1
          continue
        }
        if let (start, end) = value(after: " href="), let hash = bytes[start..<end].firstIndex(of: 0x23) {
          let file = bytes[start..<hash].split(separator: 0x2F).last.map { String(decoding: $0, as: UTF8.self) } ?? ""
          if let target = file.isEmpty ? chapter : files.firstIndex(of: file) {
            result += Array(" href=\"#c\(target)-".utf8) + bytes[(hash + 1)..<end] + [0x22]
            place = end + 1
            continue
          }
        }
      }
      result.append(bytes[place])
      place += 1
    }
    return result
  }

  /// Reads the package and container files.
  private struct PackageParser: XMLHandler {
    private(set) var rootFile: String?
    private(set) var spine: [String] = []
    /// Files by identifier.
    private(set) var items: [String: String] = [:]
    private(set) var properties: [String: [String]] = [:]
    private var element: String?

    /// What stands before a fault counts.
    init(_ bytes: [UInt8]) { try? read(bytes) }

    mutating func start(_ element: String, _ attributes: [String: String]) {
      let name = element.split(separator: ":").last.map(String.init) ?? element
      switch name {
      case "rootfile": if rootFile == nil { rootFile = attributes["full-path"] }
      case "item": if let id = attributes["id"], let file = attributes["href"] { items[id] = file }
      case "itemref": if let id = attributes["idref"], attributes["linear"] != "no" { spine.append(id) }
      case "title", "creator", "publisher", "language", "date":
        self.element = name
        properties[name, default: []].append("")
      default: break
      }
    }

    mutating func end(_ name: String) {
      if let element, let last = properties[element]?.last {
        let words = last.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        properties[element]?.removeLast()
        if !words.isEmpty { properties[element]?.append(words) }
      }
      element = nil
    }

    mutating func characters(_ string: String) {
      guard let element, let count = properties[element]?.count, count > 0 else { return }
      properties[element]?[count - 1] += string
    }
  }
}

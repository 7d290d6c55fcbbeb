import SourceTexts

/// Takes the XML of office files apart (XML 1.0, fifth edition), as far as such files use it.
///
/// It checks what would make another reading possible: nesting, quotes, attributes that stand twice, characters. It declares
/// no entities: a document type is skipped whole, so that no entity can grow or reach outside, and nothing is fetched.
/// Namespaces aren't resolved: names are as they stand.
///
/// ```
/// var scanner = try XMLScanner(Array("<a b='1'>x &amp; y</a>".utf8))
/// while let event = try scanner.next() { … }  // start a [b: 1], characters "x ", "&", " y", end a
/// ```
///
/// - Complexity: linear in the bytes; memory for the names of open elements.
package struct XMLScanner {
  package enum Event: Equatable {
    case start(String, [String: String])
    case end(String)
    case characters(String)
  }

  /// Elements inside each other; files of people have some dozens.
  package static let depthLimit = 1000
  /// Attributes of one element.
  package static let attributeLimit = 1000

  private let bytes: [UInt8]
  private var place = 0
  private var open: [String] = []
  private var hasRoot = false
  private var hasDocumentType = false
  /// The end of an element that was closed in its own tag.
  private var pendingEnd: String?

  /// - Throws: ``XMLFault`` where the bytes are no text.
  package init(_ bytes: [UInt8]) throws(XMLFault) {
    self.bytes = Self.decoded(bytes)
    place = self.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if let byte = UTF8Scan(self.bytes).firstInvalid { throw XMLFault(reason: .character, byte: byte) }
    if let byte = self.bytes.firstIndex(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }) {
      throw XMLFault(reason: .character, byte: byte)
    }
  }

  /// UTF-16 by its byte order mark, the encodings of Western Europe by their declaration, else the bytes as they are.
  private static func decoded(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return (try? DecodedText(bytes, name: ""))?.utf8 ?? bytes
    }
    let head = FoldedWords.fold(bytes.prefix(200).prefix { $0 != 0x3E })
    guard head.starts(with: Array("<?xml".utf8)) else { return bytes }
    if head.containsBytes("iso-8859-1") || head.containsBytes("windows-1252") {
      return DecodedText.utf8(windows1252: bytes)
    }
    return bytes
  }

  /// What comes next; nil at the end of the document.
  package mutating func next() throws(XMLFault) -> Event? {
    if let name = pendingEnd {
      pendingEnd = nil
      return .end(name)
    }
    while place < bytes.count {
      if bytes[place] != 0x3C {
        if let event = try text() { return event }
      } else if stands("<!--") {
        try skip(past: "-->", from: 4, what: "a comment")
      } else if stands("<![CDATA[") {
        guard !open.isEmpty else { throw unexpected("an element") }
        let start = place + 9
        try skip(past: "]]>", from: 9, what: "a CDATA section")
        if start < place - 3 { return .characters(bytes.string(start..<(place - 3))) }
      } else if stands("<?") {
        try skip(past: "?>", from: 2, what: "a processing instruction")
      } else if stands("<!DOCTYPE") {
        guard !hasRoot, !hasDocumentType else { throw unexpected("an element") }
        try skipDocumentType()
      } else if stands("</") {
        return .end(try endTag())
      } else {
        return try startTag()
      }
    }
    if let name = open.last { throw XMLFault(reason: .endsEarly(inside: "<\(name)>"), byte: bytes.count) }
    guard hasRoot else { throw XMLFault(reason: .noElement, byte: bytes.count) }
    return nil
  }

  // MARK: Tags

  private mutating func startTag() throws(XMLFault) -> Event {
    let tag = place
    place += 1
    let name = try self.name()
    guard !open.isEmpty || !hasRoot else {
      place = tag
      throw unexpected("the end of the file")
    }
    guard open.count < Self.depthLimit else { throw XMLFault(reason: .tooDeep(limit: Self.depthLimit), byte: tag) }
    hasRoot = true
    var attributes: [String: String] = [:]
    while true {
      let hadBlank = skipBlanks()
      guard place < bytes.count else { throw XMLFault(reason: .endsEarly(inside: "a tag"), byte: tag) }
      if bytes[place] == 0x3E {
        place += 1
        open.append(name)
        return .start(name, attributes)
      }
      if stands("/>") {
        place += 2
        pendingEnd = name
        return .start(name, attributes)
      }
      guard hadBlank else { throw unexpected("a blank or the tag's end") }
      let start = place
      let key = try self.name()
      skipBlanks()
      guard place < bytes.count, bytes[place] == 0x3D else { throw unexpected("=") }
      place += 1
      skipBlanks()
      let value = try quoted()
      guard attributes.updateValue(value, forKey: key) == nil else {
        throw XMLFault(reason: .repeatedAttribute(key), byte: start)
      }
      guard attributes.count <= Self.attributeLimit else {
        throw XMLFault(reason: .tooMany("attributes", limit: Self.attributeLimit), byte: start)
      }
    }
  }

  private mutating func endTag() throws(XMLFault) -> String {
    let tag = place
    place += 2
    let name = try self.name()
    skipBlanks()
    guard place < bytes.count, bytes[place] == 0x3E else { throw unexpected(">") }
    place += 1
    guard open.last == name else { throw XMLFault(reason: .closes(name, open: open.last), byte: tag) }
    open.removeLast()
    return name
  }

  private mutating func name() throws(XMLFault) -> String {
    let start = place
    while place < bytes.count, Self.isName(bytes[place]) { place += 1 }
    guard place > start, !bytes[start].isASCIIDigit, bytes[start] != 0x2D, bytes[start] != 0x2E else {
      place = start
      throw unexpected("a name")
    }
    return bytes.string(start..<place)
  }

  private static func isName(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte.isASCIIDigit || byte >= 0x80 || byte == 0x3A || byte == 0x5F || byte == 0x2D
      || byte == 0x2E
  }

  private mutating func quoted() throws(XMLFault) -> String {
    guard place < bytes.count, bytes[place] == 0x22 || bytes[place] == 0x27 else { throw unexpected("a quoted value") }
    let quote = bytes[place]
    place += 1
    var start = place
    var value = ""
    while place < bytes.count, bytes[place] != quote {
      guard bytes[place] != 0x3C else { throw unexpected("the value's end") }
      guard bytes[place] == 0x26 else {
        place += 1
        continue
      }
      value += bytes.string(start..<place) + (try reference())
      start = place
    }
    guard place < bytes.count else { throw XMLFault(reason: .endsEarly(inside: "a value"), byte: start) }
    value += bytes.string(start..<place)
    place += 1
    return value
  }

  // MARK: Words

  /// The words up to the next tag or reference, or one reference; nil for blanks outside the outermost element.
  private mutating func text() throws(XMLFault) -> Event? {
    let start = place
    if open.isEmpty {
      skipBlanks()
      guard place == bytes.count || bytes[place] == 0x3C else { throw unexpected("an element") }
      return nil
    }
    if bytes[place] == 0x26 { return .characters(try reference()) }
    while place < bytes.count, bytes[place] != 0x3C, bytes[place] != 0x26 { place += 1 }
    return .characters(bytes.string(start..<place))
  }

  /// What `&name;` or `&#number;` stands for.
  private mutating func reference() throws(XMLFault) -> String {
    let start = place
    guard let end = bytes[start...].prefix(64).firstIndex(of: 0x3B) else { throw unexpected("&name;") }
    let name = bytes.string((start + 1)..<end)
    place = end + 1
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default: break
    }
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let code = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      guard let code, let scalar = Unicode.Scalar(code), code >= 0x20 || [0x09, 0x0A, 0x0D].contains(code) else {
        throw XMLFault(reason: .character, byte: start)
      }
      return String(scalar)
    }
    // What a document type may have declared is not known, and no fault.
    guard hasDocumentType, name.utf8.allSatisfy(Self.isName) else {
      throw XMLFault(reason: .unknownEntity(name), byte: start)
    }
    return "\u{FFFD}"
  }

  // MARK: What carries no words

  private mutating func skipDocumentType() throws(XMLFault) {
    let start = place
    hasDocumentType = true
    place += 9
    var isInside = false
    while place < bytes.count {
      switch bytes[place] {
      case 0x22, 0x27:
        guard let end = bytes[(place + 1)...].firstIndex(of: bytes[place]) else {
          throw XMLFault(reason: .endsEarly(inside: "the document type"), byte: start)
        }
        place = end
      case 0x5B: isInside = true
      case 0x5D: isInside = false
      case 0x3C where stands("<!--"):
        try skip(past: "-->", from: 4, what: "a comment")
        continue
      case 0x3E where !isInside:
        place += 1
        return
      default: break
      }
      place += 1
    }
    throw XMLFault(reason: .endsEarly(inside: "the document type"), byte: start)
  }

  private mutating func skip(past mark: StaticString, from length: Int, what: String) throws(XMLFault) {
    let start = place
    place = min(bytes.count, place + length)
    while place < bytes.count {
      if stands(mark) {
        place += mark.utf8CodeUnitCount
        return
      }
      place += 1
    }
    throw XMLFault(reason: .endsEarly(inside: what), byte: start)
  }

  @discardableResult
  private mutating func skipBlanks() -> Bool {
    let start = place
    while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
    return place > start
  }

  private func stands(_ mark: StaticString) -> Bool {
    mark.withUTF8Buffer { mark in
      guard place + mark.count <= bytes.count else { return false }
      return mark.indices.allSatisfy { bytes[place + $0] == mark[$0] }
    }
  }

  private func unexpected(_ expected: String) -> XMLFault {
    guard place < bytes.count else { return XMLFault(reason: .endsEarly(inside: "a tag"), byte: bytes.count) }
    let length = max(1, UTF8Scan.length(of: bytes, at: place))
    return XMLFault(
      reason: .unexpected(bytes.string(place..<min(bytes.count, place + length)), expected: expected), byte: place)
  }
}

import Foundation

/// A message or a part of one (RFC 2045, 2046): its fields and its content, decoded.
struct MIMEPart {
  /// Lower-case names; of several fields of one name the first.
  private(set) var fields: [String: String] = [:]
  private(set) var parts: [MIMEPart] = []
  /// Without transfer encoding; empty where there are parts.
  private(set) var content: [UInt8] = []

  /// Lower-case "text/plain".
  var type: String {
    (fields["content-type"] ?? "text/plain").prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
  }

  var charset: String? { Self.parameter("charset", of: fields["content-type"])?.lowercased() }

  init(_ bytes: ArraySlice<UInt8>, depth: Int = 0) {
    var place = bytes.startIndex
    var last: String?
    while place < bytes.endIndex {
      let end = bytes[place...].firstIndex(of: 0x0A) ?? bytes.endIndex
      var line = bytes[place..<end]
      if line.last == 0x0D { line = line.dropLast() }
      place = min(bytes.endIndex, end + 1)
      if line.isEmpty { break }
      if let first = line.first, first == 0x20 || first == 0x09 {
        if let last { fields[last]? += " " + String(decoding: line.drop(while: \.isBlank), as: UTF8.self) }
        continue
      }
      guard let colon = line.firstIndex(of: 0x3A) else {
        last = nil
        continue
      }
      let name = String(decoding: line[..<colon].map(\.asciiLowercased), as: UTF8.self)
      guard fields[name] == nil, fields.count < 200 else {
        last = nil
        continue
      }
      fields[name] = String(decoding: line[(colon + 1)...].drop(while: \.isBlank), as: UTF8.self)
      last = name
    }
    let body = bytes[place...]
    if type.hasPrefix("multipart/"), depth < 6, let boundary = Self.parameter("boundary", of: fields["content-type"]) {
      parts = Self.split(body, at: "--" + boundary).prefix(500).map { MIMEPart($0, depth: depth + 1) }
      return
    }
    switch (fields["content-transfer-encoding"] ?? "").trimmingCharacters(in: .whitespaces).lowercased() {
    case "base64": content = Array(Data(base64Encoded: Data(body), options: .ignoreUnknownCharacters) ?? Data())
    case "quoted-printable": content = Self.unquoted(body)
    default: content = Array(body)
    }
  }

  /// The first part of a type, this one too.
  func first(of type: String) -> MIMEPart? {
    if parts.isEmpty { return self.type == type && !isAttachment ? self : nil }
    return parts.lazy.compactMap { $0.first(of: type) }.first
  }

  private var isAttachment: Bool { fields["content-disposition"]?.lowercased().hasPrefix("attachment") ?? false }

  /// A field's words, encoded words (RFC 2047) decoded.
  func words(_ field: String) -> String? {
    guard let value = fields[field] else { return nil }
    var result = ""
    var rest = Substring(value)
    while let start = rest.firstRange(of: "=?") {
      let pieces = rest[start.upperBound...].split(separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
      guard pieces.count == 4, pieces[3].hasPrefix("=") else { break }
      let before = rest[..<start.lowerBound]
      if !before.allSatisfy(\.isWhitespace) || result.isEmpty { result += before }
      let bytes: [UInt8]
      if pieces[1].lowercased() == "b" {
        bytes = Array(Data(base64Encoded: String(pieces[2])) ?? Data())
      } else {
        bytes = Self.unquoted(Array(pieces[2].replacing("_", with: " ").utf8)[...])
      }
      let isUTF8 = pieces[0].lowercased() == "utf-8"
      result += String(decoding: isUTF8 ? bytes : DecodedText.utf8(windows1252: bytes), as: UTF8.self)
      rest = pieces[3].dropFirst()
    }
    return (result + rest).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func parameter(_ name: String, of field: String?) -> String? {
    guard let field, let start = field.range(of: name + "=", options: .caseInsensitive) else { return nil }
    let rest = field[start.upperBound...]
    let value =
      rest.hasPrefix("\"") ? rest.dropFirst().prefix { $0 != "\"" } : rest.prefix { $0 != ";" && !$0.isWhitespace }
    return value.isEmpty ? nil : String(value)
  }

  private static func split(_ body: ArraySlice<UInt8>, at boundary: String) -> [ArraySlice<UInt8>] {
    let mark = Array(boundary.utf8)
    var parts: [ArraySlice<UInt8>] = []
    var start: Int?
    var place = body.startIndex
    while place < body.endIndex {
      let end = body[place...].firstIndex(of: 0x0A) ?? body.endIndex
      if body[place..<end].starts(with: mark) {
        if let start { parts.append(body[start..<place]) }
        let rest = body[place..<end].dropFirst(mark.count)
        if rest.starts(with: [0x2D, 0x2D]) { return parts }
        start = min(body.endIndex, end + 1)
      }
      place = min(body.endIndex, end + 1)
    }
    if let start, start < body.endIndex { parts.append(body[start...]) }
    return parts
  }

  /// Quoted-printable: `=41` is "A", `=` at a line's end joins it with the next.
  private static func unquoted(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var place = bytes.startIndex
    while place < bytes.endIndex {
      guard bytes[place] == 0x3D else {
        result.append(bytes[place])
        place += 1
        continue
      }
      let next = bytes[(place + 1)..<min(bytes.endIndex, place + 3)]
      if next.first == 0x0A {
        place += 2
      } else if next.first == 0x0D {
        place += next.count == 2 && next.last == 0x0A ? 3 : 2
      } else if next.count == 2, let code = UInt8(String(decoding: next, as: UTF8.self), radix: 16) {
        result.append(code)
        place += 3
      } else {
        result.append(0x3D)
        place += 1
      }
    }
    return result
  }
}

import Foundation

/// A form with files, as browsers send it (RFC 7578), read from bytes in memory.
package struct MultipartForm {
  package struct Part {
    package var name: String
    /// As the client calls its file; only ever shown, never used as a path.
    package var fileName: String?
    package var bytes: [UInt8]
  }

  package var parts: [Part]
  /// How many parts are taken of one form.
  package static let partLimit = 200

  /// Reads the form, or nil where the body isn't one with the boundary that `contentType` names, or has more than
  /// `limit` parts.
  ///
  /// - Complexity: linear in the number of bytes.
  package init?(contentType: String, body: [UInt8], limit: Int = MultipartForm.partLimit) {
    guard let boundary = Self.boundary(in: contentType) else { return nil }
    let opening = Array("--\(boundary)".utf8)
    let delimiter = [0x0D, 0x0A] + opening
    guard body.starts(with: opening) else { return nil }
    parts = []
    var place = opening.count
    while true {
      if body[place...].starts(with: [0x2D, 0x2D]) { return }
      guard body[place...].starts(with: [0x0D, 0x0A]), parts.count < limit,
        let headEnd = Self.find([0x0D, 0x0A, 0x0D, 0x0A], in: body, from: place, before: place + 8192),
        let end = Self.find(delimiter, in: body, from: headEnd + 2, before: body.count)
      else { return nil }
      let head = String(decoding: body[min(place + 2, headEnd)..<headEnd], as: UTF8.self)
      let start = headEnd + 4
      if let name = Self.parameter("name", in: head), start <= end {
        parts.append(
          Part(name: name, fileName: Self.parameter("filename", in: head), bytes: Array(body[start..<end])))
      }
      place = end + delimiter.count
    }
  }

  /// Whether a form that could not be read has more than ``partLimit`` parts.
  ///
  /// - Complexity: linear in the number of bytes.
  package static func isTooManyParts(contentType: String, body: [UInt8]) -> Bool {
    guard let boundary = boundary(in: contentType) else { return false }
    let delimiter = Array("\r\n--\(boundary)\r\n".utf8)
    var count = body.starts(with: delimiter.dropFirst(2)) ? 1 : 0
    var place = 0
    while count <= partLimit, let next = find(delimiter, in: body, from: place, before: body.count) {
      count += 1
      place = next + delimiter.count - 2
    }
    return count > partLimit
  }

  private static func boundary(in contentType: String) -> String? {
    guard contentType.lowercased().hasPrefix("multipart/form-data"), let range = contentType.range(of: "boundary=")
    else { return nil }
    let value = contentType[range.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" && $0 != " " }
    return (1...70).contains(value.utf8.count) ? value : nil
  }

  /// A quoted parameter of the part's Content-Disposition.
  private static func parameter(_ name: String, in head: String) -> String? {
    for line in head.split(whereSeparator: \.isNewline)
    where line.lowercased().hasPrefix("content-disposition:") {
      guard let range = line.range(of: "; \(name)=\"") else { continue }
      return String(line[range.upperBound...].prefix { $0 != "\"" })
    }
    return nil
  }

  /// Where `pattern` next begins, by its first byte.
  private static func find(_ pattern: [UInt8], in body: [UInt8], from start: Int, before end: Int) -> Int? {
    let last = min(end, body.count) - pattern.count
    guard start <= last else { return nil }
    return body.withUnsafeBufferPointer { bytes in
      var place = start
      while place <= last {
        if bytes[place] == pattern[0] {
          var length = 1
          while length < pattern.count, bytes[place + length] == pattern[length] { length += 1 }
          if length == pattern.count { return place }
        }
        place += 1
      }
      return nil
    }
  }
}

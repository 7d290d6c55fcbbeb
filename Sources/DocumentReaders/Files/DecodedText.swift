import SourceTexts

/// A file's bytes as UTF-8, with the way back to the file's bytes.
struct DecodedText {
  /// Valid UTF-8 without a byte order mark.
  var utf8: [UInt8]
  var origin: TextOrigin
  var diagnostics: [ReadingDiagnostic]

  /// Tells the encoding by byte order mark, by `declared` (the name that an HTML or XML file gives), or by the bytes
  /// themselves: UTF-16 by its zero bytes, UTF-8 by being valid, else Windows-1252.
  ///
  /// - Throws: ``ReadingDiagnostic`` with code `binary_file` for bytes that are no text.
  /// - Complexity: linear.
  init(_ bytes: [UInt8], name: String, declared: String? = nil) throws {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      try self.init(unmarked: Array(bytes.dropFirst(3)), name: name, declared: "utf-8", at: 3)
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      self.init(utf16: bytes, from: 2, bigEndian: false, name: name)
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      self.init(utf16: bytes, from: 2, bigEndian: true, name: name)
    } else {
      try self.init(unmarked: bytes, name: name, declared: declared, at: 0)
    }
  }

  private init(unmarked bytes: [UInt8], name: String, declared: String?, at offset: Int) throws {
    // Zero bytes and other controls in a sample tell text from what isn't.
    let sample = bytes.prefix(1 << 16)
    var zeros = (even: 0, odd: 0)
    var controls = 0
    for (index, byte) in sample.enumerated() {
      if byte == 0 { if index & 1 == 0 { zeros.even += 1 } else { zeros.odd += 1 } }
      if byte < 0x20, byte != 0, !(0x07...0x0D).contains(byte), byte != 0x1B { controls += 1 }
    }
    let half = max(1, sample.count / 2)
    if bytes.count >= 4, controls * 20 < sample.count {
      if zeros.odd * 2 > half, zeros.even * 10 < half {
        self.init(utf16: bytes, from: 0, bigEndian: false, name: name, guessed: true)
        return
      }
      if zeros.even * 2 > half, zeros.odd * 10 < half {
        self.init(utf16: bytes, from: 0, bigEndian: true, name: name, guessed: true)
        return
      }
    }
    let strange = zeros.even + zeros.odd + controls
    if strange * 50 > sample.count {
      let place = bytes.firstIndex { $0 < 0x20 && !(0x07...0x0D).contains($0) && $0 != 0x1B }
      throw ReadingDiagnostic(
        .error, .binaryFile, file: name, byte: place.map { $0 + offset },
        message: "it holds bytes that no text has, expected text")
    }

    let origin = TextOrigin(anchors: [.init(text: 0, file: offset)])
    let scan = UTF8Scan(bytes)
    var diagnostics: [ReadingDiagnostic] = []
    if strange > 0 {
      diagnostics.append(
        ReadingDiagnostic(
          .warning, .undecodableText, file: name, byte: bytes.firstIndex(of: 0).map { $0 + offset },
          message: "\(strange) control characters stand in the text"))
    }
    guard let firstInvalid = scan.firstInvalid else {
      self.init(utf8: bytes, origin: origin, diagnostics: diagnostics)
      return
    }
    if scan.invalidCount * 4 <= scan.multiByteCount || declared == "utf-8" && scan.multiByteCount > 0 {
      diagnostics.append(
        ReadingDiagnostic(
          .warning, .undecodableText, file: name, byte: firstInvalid + offset,
          message: "\(scan.invalidCount) bytes are not UTF-8; each is shown as U+FFFD"))
      self.init(repairing: bytes, scan: scan, at: offset, diagnostics: diagnostics)
      return
    }
    if declared != "windows-1252", declared != "iso-8859-1", declared != "latin1", declared != "us-ascii" {
      diagnostics.append(
        ReadingDiagnostic(
          .warning, .guessedEncoding, file: name, byte: firstInvalid + offset,
          message: "it is not UTF-8; read as Windows-1252"))
    }
    self.init(windows1252: bytes, at: offset, diagnostics: diagnostics)
  }

  private init(utf8: [UInt8], origin: TextOrigin, diagnostics: [ReadingDiagnostic]) {
    self.utf8 = utf8
    self.origin = origin
    self.diagnostics = diagnostics
  }

  private init(utf16 bytes: [UInt8], from start: Int, bigEndian: Bool, name: String, guessed: Bool = false) {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = start
    while index + 1 < bytes.count {
      let pair = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(bigEndian ? pair.0 << 8 | pair.1 : pair.1 << 8 | pair.0)
      index += 2
    }
    self.utf8 = Array(String(decoding: units, as: UTF16.self).utf8)
    self.origin = .none
    self.diagnostics = []
    if guessed {
      diagnostics.append(
        ReadingDiagnostic(
          .warning, .guessedEncoding, file: name,
          message: "no byte order mark; read as UTF-16\(bigEndian ? "BE" : "LE")"))
    }
    if index < bytes.count {
      diagnostics.append(
        ReadingDiagnostic(
          .warning, .truncatedFile, file: name, byte: index, message: "UTF-16 text ends in half a character"))
    }
  }

  private init(repairing bytes: [UInt8], scan: UTF8Scan, at offset: Int, diagnostics: [ReadingDiagnostic]) {
    var utf8: [UInt8] = []
    utf8.reserveCapacity(bytes.count + 64)
    var anchors = [TextOrigin.Anchor(text: 0, file: offset)]
    var index = 0
    while index < bytes.count {
      let length = UTF8Scan.length(of: bytes, at: index)
      if length > 0 {
        utf8.append(contentsOf: bytes[index..<(index + length)])
        index += length
      } else {
        utf8.append(contentsOf: [0xEF, 0xBF, 0xBD])
        index += 1
        anchors.append(.init(text: utf8.count, file: index + offset))
      }
    }
    self.utf8 = utf8
    self.origin = TextOrigin(anchors: anchors)
    self.diagnostics = diagnostics
  }

  /// Windows-1252 as UTF-8.
  static func utf8(windows1252 bytes: [UInt8]) -> [UInt8] {
    DecodedText(windows1252: bytes, at: 0, diagnostics: []).utf8
  }

  private init(windows1252 bytes: [UInt8], at offset: Int, diagnostics: [ReadingDiagnostic]) {
    var utf8: [UInt8] = []
    utf8.reserveCapacity(bytes.count + bytes.count / 16)
    var anchors = [TextOrigin.Anchor(text: 0, file: offset)]
    for (index, byte) in bytes.enumerated() {
      if byte < 0x80 {
        utf8.append(byte)
        continue
      }
      let scalar = byte < 0xA0 ? Self.windows1252Controls[Int(byte) - 0x80] : UInt32(byte)
      utf8.append(contentsOf: String(Unicode.Scalar(scalar) ?? "\u{FFFD}").utf8)
      anchors.append(.init(text: utf8.count, file: index + 1 + offset))
    }
    self.utf8 = utf8
    self.origin = TextOrigin(anchors: anchors)
    self.diagnostics = diagnostics
  }

  /// Code points of bytes 0x80...0x9F (WHATWG Encoding Standard, index windows-1252).
  private static let windows1252Controls: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E,
    0x178,
  ]
}

/// How far bytes are UTF-8 (Unicode 15, table 3-7).
struct UTF8Scan {
  private(set) var firstInvalid: Int?
  private(set) var invalidCount = 0
  /// Valid characters of more than one byte.
  private(set) var multiByteCount = 0

  init(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        if bytes[index] < 0x80 {
          index += 1
          continue
        }
        let length = Self.length(of: bytes, at: index)
        if length > 0 {
          multiByteCount += 1
          index += length
        } else {
          if firstInvalid == nil { firstInvalid = index }
          invalidCount += 1
          index += 1
        }
      }
    }
  }

  /// Bytes of the well-formed character at `index`, or 0 where none begins there.
  static func length<Bytes: RandomAccessCollection>(of bytes: Bytes, at index: Int) -> Int
  where Bytes.Element == UInt8, Bytes.Index == Int {
    let first = bytes[index]
    if first < 0x80 { return 1 }
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard index + length <= bytes.endIndex, second.contains(bytes[index + 1]) else { return 0 }
    var place = index + 2
    while place < index + length {
      if bytes[place] & 0xC0 != 0x80 { return 0 }
      place += 1
    }
    return length
  }
}

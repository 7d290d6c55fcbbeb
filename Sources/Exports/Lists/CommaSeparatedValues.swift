/// Lines of comma-separated values (RFC 4180).
enum CommaSeparatedValues {
  /// One line, ended with CR LF. A cell that a spreadsheet would take for a formula (OWASP, "CSV Injection") is kept as
  /// text by an apostrophe before it; numbers stay as they are.
  static func line(_ fields: [String]) -> String {
    var bytes: [UInt8] = []
    append(fields, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same at the end of some bytes.
  static func append(_ fields: [String], to output: inout [UInt8]) {
    var isFirst = true
    for field in fields {
      if !isFirst { output.append(0x2C) }
      isFirst = false
      append(field, to: &output)
    }
    output.append(0x0D)
    output.append(0x0A)
  }

  /// An EDTF year before the common era begins with a minus sign.
  private static func isDate(_ field: String) -> Bool {
    field.utf8.first == 0x2D
      && field.utf8.allSatisfy { (0x30...0x39).contains($0) || [0x2D, 0x2F, 0x2E, 0x58].contains($0) }
  }

  private static func isFormula(_ field: String) -> Bool {
    guard let first = field.utf8.first else { return false }
    switch first {
    case 0x3D, 0x2B, 0x40, 0x2D, 0x09, 0x0D: return Double(field) == nil && !isDate(field)
    default: return false
    }
  }

  private static func append(_ field: String, to output: inout [UInt8]) {
    let isFormula = isFormula(field)
    var field = field
    field.withUTF8 { bytes in
      let needsQuotes = bytes.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
      if needsQuotes { output.append(0x22) }
      if isFormula { output.append(0x27) }
      if needsQuotes {
        for byte in bytes {
          if byte == 0x22 { output.append(0x22) }
          output.append(byte)
        }
        output.append(0x22)
      } else {
        output.append(contentsOf: bytes)
      }
    }
  }
}

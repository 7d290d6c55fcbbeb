/// Lines of comma-separated values (RFC 4180).
enum CommaSeparatedValues {
  /// One line, ended with CR LF. A cell that a spreadsheet would take for a formula (OWASP, "CSV Injection") is kept as
  /// text by an apostrophe before it; numbers stay as they are.
  static func line(_ fields: [String]) -> String {
    fields.map(quote).joined(separator: ",") + "\r\n"
  }

  /// An EDTF year before the common era begins with a minus sign.
  private static func isDate(_ field: String) -> Bool {
    field.utf8.first == 0x2D
      && field.utf8.allSatisfy { (0x30...0x39).contains($0) || [0x2D, 0x2F, 0x2E, 0x58].contains($0) }
  }

  private static func quote(_ field: String) -> String {
    let isFormula =
      field.utf8.first.map { [0x3D, 0x2B, 0x40, 0x2D, 0x09, 0x0D].contains($0) } ?? false
      && Double(field) == nil && !isDate(field)
    let field = isFormula ? "'" + field : field
    guard field.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return field }
    var quoted = "\""
    for scalar in field.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}

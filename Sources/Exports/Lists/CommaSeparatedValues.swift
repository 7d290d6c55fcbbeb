/// Lines of comma-separated values (RFC 4180).
enum CommaSeparatedValues {
  /// One line, ended with CR LF. A cell that a spreadsheet would take for a formula is kept as text by an apostrophe
  /// before it.
  static func line(_ fields: [String]) -> String {
    fields.map(quote).joined(separator: ",") + "\r\n"
  }

  private static func quote(_ field: String) -> String {
    let isFormula = field.utf8.first.map { [0x3D, 0x2B, 0x40].contains($0) } ?? false
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

/// A pipeline's `config.cfg`: sections of `key = JSON value` lines, as confection (spaCy's configuration library) writes
/// them.
struct PipelineConfiguration: Sendable {
  static let fileName = "config.cfg"
  private var values: [String: [String: JSONValue]] = [:]

  init(text: some StringProtocol) {
    var section = ""
    for line in text.split(whereSeparator: \.isNewline) {
      let line = line.drop(while: { $0 == " " || $0 == "\t" })
      if line.isEmpty || line.first == "#" || line.first == ";" { continue }
      if line.first == "[", let close = line.lastIndex(of: "]") {
        section = String(line[line.index(after: line.startIndex)..<close])
        values[section, default: [:]] = values[section] ?? [:]
      } else if let equals = line.firstIndex(of: "=") {
        let key = line[..<equals].reversed().drop(while: { $0 == " " }).reversed()
        let value = line[line.index(after: equals)...].drop(while: { $0 == " " })
        // A value that isn't JSON is a reference to another key or a bare word; kept as written.
        values[section, default: [:]][String(key)] = JSONValue(parsing: Array(value.utf8)) ?? .string(String(value))
      }
    }
  }

  func value(_ section: String, _ key: String) -> JSONValue? { values[section]?[key] }

  func hasSection(_ section: String) -> Bool { values[section] != nil }

  /// Names of the active components, in order.
  func components() throws(ModelError) -> [String] {
    guard let pipeline = value("nlp", "pipeline")?.array else {
      throw ModelError(file: Self.fileName, layer: "[nlp] pipeline", reason: .damaged("no list of components"))
    }
    let disabled = (value("nlp", "disabled")?.array ?? []).compactMap(\.string)
    return pipeline.compactMap(\.string).filter { !disabled.contains($0) }
  }
}

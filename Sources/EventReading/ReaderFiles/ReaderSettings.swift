import LanguageRuntime

/// The JSON settings in the header of a ``ReaderFile``, each read by name and type.
struct ReaderSettings {
  private let value: JSONValue

  init(_ value: JSONValue) { self.value = value }

  func string(_ name: String) throws(ModelError) -> String {
    guard let text = value[name]?.string else { throw missing(name) }
    return text
  }

  /// A number that is at least 1 and no more than a million.
  func count(_ name: String) throws(ModelError) -> Int {
    guard let number = value[name]?.int, (1...1_000_000).contains(number) else { throw missing(name) }
    return number
  }

  func number(_ name: String) throws(ModelError) -> Float {
    guard let number = value[name]?.float else { throw missing(name) }
    return number
  }

  func numbers(_ name: String) throws(ModelError) -> [Float] {
    guard let list = value[name]?.array else { throw missing(name) }
    let numbers = list.compactMap(\.float)
    guard numbers.count == list.count else { throw missing(name) }
    return numbers
  }

  func strings(_ name: String) throws(ModelError) -> [String] {
    guard let list = value[name]?.array else { throw missing(name) }
    let strings = list.compactMap(\.string)
    guard strings.count == list.count else { throw missing(name) }
    return strings
  }

  /// A list of lists of names: one of each table of features.
  func tables(_ name: String) throws(ModelError) -> [[String]] {
    guard let list = value[name]?.array else { throw missing(name) }
    var tables: [[String]] = []
    for table in list {
      guard let names = table.array?.compactMap(\.string), names.count == table.array?.count else {
        throw missing(name)
      }
      tables.append(names)
    }
    return tables
  }

  private func missing(_ name: String) -> ModelError {
    ModelError(file: ReaderFile.name, layer: name, reason: .missing)
  }
}

extension JSONValue {
  fileprivate var float: Float? {
    switch self {
    case .integer(let number): Float(number)
    case .double(let number): Float(number)
    default: nil
    }
  }
}

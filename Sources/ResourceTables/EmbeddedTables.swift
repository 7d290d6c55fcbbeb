import EmbeddedResources

/// The knowledge files that ship inside the binary.
public enum EmbeddedTables {
  /// All names, sorted: `actors/states.tsv`, `times/periods.tsv`, …
  public static let names: [String] = index.keys.sorted()

  /// The bytes of the file called `name`, or nil where there is none.
  public static func bytes(of name: String) -> UnsafeBufferPointer<UInt8>? { index[name]?.bytes }

  /// Reads the table called `name`.
  ///
  /// - Throws: ``ResourceError`` where it is missing or malformed.
  public static func table(_ name: String) throws -> ResourceTable {
    guard let bytes = bytes(of: name) else { throw ResourceError(table: name, line: 0, reason: .missing) }
    return try ResourceTable(name: name, bytes: bytes)
  }

  private struct Entry: @unchecked Sendable {
    // Points into the binary's read-only data, which lives as long as the process.
    let bytes: UnsafeBufferPointer<UInt8>
  }

  private static let index: [String: Entry] = {
    var index: [String: Entry] = [:]
    for number in 0..<entente_resource_count() {
      let resource = entente_resource(number)
      guard let name = resource.name else { continue }
      index[String(cString: name)] = Entry(bytes: UnsafeBufferPointer(start: resource.bytes, count: resource.length))
    }
    return index
  }()
}

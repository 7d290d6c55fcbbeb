/// Thrown where the archive no longer holds what a snapshot of it lists: a document was removed or coded anew meanwhile.
struct StaleSnapshot: Error {}

extension Dictionary {
  /// The values of some keys in their order.
  ///
  /// - Throws: ``StaleSnapshot`` where one is missing.
  func all(_ keys: some Sequence<Key>) throws -> [Value] {
    try keys.map { key in
      guard let value = self[key] else { throw StaleSnapshot() }
      return value
    }
  }
}

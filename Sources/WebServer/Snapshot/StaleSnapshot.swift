import Analysis

/// Thrown where the archive no longer holds what a snapshot of it lists: a document was removed or coded anew meanwhile.
struct StaleSnapshot: Error {
  /// The table that was asked for too late, to be read with the next snapshot.
  var list: Filter.List?
}

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

/// Which row of the vector table belongs to a word: identifiers in an open-addressing table, since there may be a million.
struct VectorRows: Sendable {
  private var keys: [UInt64] = []
  /// Negative where the place is empty.
  private var rows: [Int32] = []

  /// Reads `vocab/key2row`.
  init(_ file: MappedFile, rowCount: Int) throws(ModelError) {
    var size = 16
    // An entry has two bytes at least, and most have ten or more.
    while size < file.bytes.count / 6 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    rows = [Int32](repeating: -1, count: size)
    var used = 0
    try MessagePack.forEachPair(in: file.all) { (key, value) throws(ModelError) in
      guard let key = key.identifier, let row = value.int, row < rowCount else {
        throw ModelError(file: file.name, reason: .damaged("an entry is no row of the table"))
      }
      guard row >= 0 else { return }
      if used * 4 >= rows.count * 3 { grow() }
      let place = self.place(key)
      if rows[place] < 0 { used += 1 }
      keys[place] = key
      rows[place] = Int32(truncatingIfNeeded: row)
    }
  }

  func find(_ key: UInt64) -> Int32? {
    let row = rows[place(key)]
    return row < 0 ? nil : row
  }

  private func place(_ key: UInt64) -> Int {
    let mask = rows.count - 1
    // Identifiers are hashes already, except for the small numbers of reserved symbols.
    var place = Int(truncatingIfNeeded: key) & mask
    while rows[place] >= 0, keys[place] != key { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let old = zip(keys, rows).filter { $0.1 >= 0 }
    keys = [UInt64](repeating: 0, count: rows.count * 2)
    rows = [Int32](repeating: -1, count: rows.count * 2)
    for (key, row) in old {
      let place = self.place(key)
      keys[place] = key
      rows[place] = row
    }
  }
}

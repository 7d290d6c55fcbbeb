/// Labels (tags, relations, entity types, …) and their numbers. Number 0 is the empty label.
struct LabelTable: Sendable {
  private var table = ByteTable()
  private(set) var labels: [String] = []

  init() { _ = number(of: "") }

  var count: Int { labels.count }

  subscript(number: Int32) -> String { labels[Int(number)] }

  mutating func number(of label: String) -> Int32 {
    let (id, isNew) = table.intern(Array(label.utf8))
    if isNew { labels.append(label) }
    return Int32(truncatingIfNeeded: id)
  }

  func find(_ label: String) -> Int32? { table.find(Array(label.utf8)).map { Int32(truncatingIfNeeded: $0) } }
}

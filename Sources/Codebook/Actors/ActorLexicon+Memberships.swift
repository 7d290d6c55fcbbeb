import Findings

extension ActorLexicon {
  /// The key in ``memberships`` of the organization or grouping called `name`, a key itself too; nil where no members
  /// of such a one are known.
  public func memberships(of name: String, on day: CalendarDay? = nil) -> String? {
    var words = folding.words(of: name).map(\.hash)
    while let first = words.first, roles.articles.contains(first) { words.removeFirst() }
    guard var hash = words.first else { return nil }
    for word in words.dropFirst() { hash = NameFolding.combine(hash, word) }
    let found = candidates(index.postings(of: hash), on: day.map { Int32(clamping: $0.dayNumber) })
    let named = found.lazy.map { self.string(self.records[Int($0.record)].key) }
      .first { !self.memberships.members(of: $0).isEmpty }
    return named ?? (memberships.members(of: name).isEmpty ? nil : name)
  }
}

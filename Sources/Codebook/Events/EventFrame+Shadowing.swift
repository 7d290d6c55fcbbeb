extension EventFrame {
  /// Whether this frame takes every sentence that `other` would: it asks for no more and is meant before it.
  ///
  /// - Parameter isEarlier: whether it stands before `other`, which decides between equals.
  package func shadows(_ other: EventFrame, isEarlier: Bool) -> Bool {
    guard trigger == other.trigger, form == other.form else { return false }
    let rank = (specificity, isOwn ? 1 : 0, confidence)
    let rival = (other.specificity, other.isOwn ? 1 : 0, other.confidence)
    guard rank > rival || rank == rival && isEarlier else { return false }
    let asked = other.needs.split(separator: " ").map(Self.parts)
    return needs.split(separator: " ").map(Self.parts).allSatisfy { mine in
      asked.contains { theirs in
        mine.slot == theirs.slot
          && (mine.slot.hasSuffix("!") ? mine.items.isSubset(of: theirs.items) : theirs.items.isSubset(of: mine.items))
      }
    }
  }

  private static func parts(_ condition: Substring) -> (slot: Substring, items: Set<Substring>) {
    let parts = condition.split(separator: "=", maxSplits: 1)
    return (parts.first ?? "", Set(parts.dropFirst().first?.split(separator: "|") ?? []))
  }
}

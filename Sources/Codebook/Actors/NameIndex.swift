/// Names by the hash of their folded words: which records a sequence of words can stand for.
///
/// Hashes have 64 bits and are not checked against the words: among 100,000 names two share one with probability
/// 3 · 10⁻¹⁰.
package struct NameIndex: Sendable {
  /// One way in which a name stands for a record.
  package struct Posting: Sendable {
    package var record: Int32
    package var next: Int32
    /// When the name holds for the record, beside the record's own days.
    package var days: DayRange
    /// Words (by place, the first 16) that have a capital in the table, so must have one in a text.
    package var capitals: UInt16
    /// Words that bear a possessive ending.
    package var possessives: UInt16
    package var form: NameForm
    /// Capitals all through and short: "US" is not "us".
    package var isAcronym: Bool
  }

  private struct Slot {
    var hash: UInt64
    var head: Int32
    /// Most words of any name that begins with this word; 0 for longer sequences.
    var longest: UInt8
  }

  private var slots: [Slot]
  private var mask: Int
  private var count = 0
  package private(set) var postings: [Posting] = []

  package init(capacity: Int = 1 << 15) {
    var size = 1024
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: Slot(hash: 0, head: -1, longest: 0), count: size)
    mask = size - 1
    postings.reserveCapacity(capacity)
  }

  private func place(of hash: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place].hash != 0, slots[place].hash != hash { place = (place + 1) & mask }
    return place
  }

  private mutating func claim(_ hash: UInt64) -> Int {
    if count * 2 >= slots.count { grow() }
    let place = place(of: hash)
    if slots[place].hash == 0 {
      slots[place].hash = hash
      count += 1
    }
    return place
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(hash: 0, head: -1, longest: 0), count: old.count * 2)
    mask = slots.count - 1
    for slot in old where slot.hash != 0 { slots[place(of: slot.hash)] = slot }
  }

  /// Adds a name whose words have the hashes `words`; names of no words or more than 255 are passed over.
  package mutating func add(_ words: [UInt64], posting: Posting) {
    guard let first = words.first, words.count <= 255 else { return }
    let start = claim(first)
    slots[start].longest = max(slots[start].longest, UInt8(words.count))
    var hash = first
    for word in words.dropFirst() { hash = NameFolding.combine(hash, word) }
    let place = words.count == 1 ? start : claim(hash)
    var posting = posting
    var known = slots[place].head
    while known >= 0 {
      let other = postings[Int(known)]
      if other.record == posting.record, other.form == posting.form, other.days == posting.days { return }
      known = other.next
    }
    posting.next = slots[place].head
    slots[place].head = Int32(postings.count)
    postings.append(posting)
  }

  /// How many words the longest name has that begins with `word`; 0 where none does.
  @inline(__always)
  package func longestName(from word: UInt64) -> Int {
    Int(slots[place(of: word)].longest)
  }

  /// First posting of the name with this hash, or −1; the others follow by `next`.
  @inline(__always)
  package func firstPosting(of hash: UInt64) -> Int32 {
    let slot = slots[place(of: hash)]
    return slot.hash == hash ? slot.head : -1
  }

  /// All postings of the name with this hash, the last added first.
  package func postings(of hash: UInt64) -> [Posting] {
    var found: [Posting] = []
    var place = firstPosting(of: hash)
    while place >= 0 {
      found.append(postings[Int(place)])
      place = postings[Int(place)].next
    }
    return found
  }
}

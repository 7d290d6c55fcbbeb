import Findings

/// What kind of thing a row of the actors' tables names.
public enum ActorKind: String, Sendable, Codable, CaseIterable {
  case state
  /// A state that is no more, with today's successor as its code.
  case polity
  case person
  case organization
  /// An armed group, party or firm.
  case group
  /// A ministry, parliament, court, agency or armed force.
  case body
  /// A city or region that stands for the state it lies in, as a place and not as its government.
  case place
  /// Several states under one name without a body of their own: "the Baltic states".
  case grouping
  /// Words that look like an actor and aren't one: a sea, a war, a newspaper.
  case blocked
}

/// How a name stands for its record.
package enum NameForm: UInt8, Sendable {
  case name
  case formal
  case alias
  case adjective
  case demonym
  case seat
  case capital
  /// Family name alone, made from the full name.
  case surname
}

/// A stretch of the lexicon's bytes.
package struct ActorText: Hashable, Sendable {
  package var start: Int32
  package var count: Int32

  package static let empty = ActorText(start: 0, count: 0)
}

/// A closed range of days, as numbers from 1970-01-01; open sides are the least and greatest number.
package struct DayRange: Hashable, Sendable {
  package var first: Int32
  package var last: Int32

  package static let always = DayRange(first: .min, last: .max)

  package func contains(_ day: Int32) -> Bool { first <= day && day <= last }

  /// Days from `day` to the range; 0 inside it.
  package func distance(to day: Int32) -> Int {
    if day < first { return Int(first) - Int(day) }
    if day > last { return Int(day) - Int(last) }
    return 0
  }
}

/// A row of an actors' table: for a person one term of office.
package struct ActorRecord: Sendable {
  package var kind: ActorKind
  package var table: UInt8
  package var line: Int32
  package var key: ActorText
  package var name: ActorText
  package var office: ActorText
  /// `|`-separated, each with its period where it has one.
  package var aliases: ActorText
  /// The code's three letters in one number, 0 for none; a record without references is copied fast.
  private var packedCode: UInt32 = 0
  package var sector: Sector?
  package var days: DayRange
  /// Next row with the same key, or −1.
  package var next: Int32 = -1
  /// The row before with the same key, or −1.
  package var previous: Int32 = -1
  package var isUserDefined: Bool

  init(kind: ActorKind, table: UInt8, line: Int, key: ActorText, name: ActorText, isUserDefined: Bool) {
    self.kind = kind
    self.table = table
    self.line = Int32(clamping: line)
    self.key = key
    self.name = name
    self.office = .empty
    self.aliases = .empty
    self.sector = nil
    self.days = .always
    self.isUserDefined = isUserDefined
  }

  /// Nil where the row names an actor of no state.
  package var code: ActorCode? {
    get {
      guard packedCode != 0 else { return nil }
      let letters = String(unsafeUninitializedCapacity: 3) { buffer in
        for place in 0..<3 { buffer[place] = UInt8(truncatingIfNeeded: packedCode >> UInt32(16 - 8 * place)) }
        return 3
      }
      return ActorCode(rawValue: letters)
    }
    set {
      let bytes = newValue.map { Array($0.rawValue.utf8) } ?? []
      packedCode = bytes.count == 3 ? bytes.reduce(0) { $0 << 8 | UInt32($1) } : 0
    }
  }

  /// Sets the code from its letters: "IRN" is 0x49524E.
  mutating func setCode(packed: UInt32) { packedCode = packed }
}

/// The layers of findings, and the letter that stands for each in a finding's name.
public enum FindingKind: String, Sendable, CaseIterable, Codable {
  case time, actor, event, statement, figure, citation, agreement

  public var letter: Character {
    switch self {
    case .time: "t"
    case .actor: "a"
    case .event: "e"
    case .statement: "s"
    case .figure: "f"
    case .citation: "c"
    case .agreement: "g"
    }
  }

  public init?(letter: Character) {
    guard let kind = Self.allCases.first(where: { $0.letter == letter }) else { return nil }
    self = kind
  }
}

/// The name by which a user calls a finding: the first digits of its document's key, the layer's letter, and the place
/// where its words begin, in code points. It is made of the content, so that it stays when the document is coded anew.
///
/// The document has eight digits, more where two documents of an archive share those. The place is followed by its end
/// where two findings of a layer begin together, and by a number where they also end together: `e1034`, `e1034-1041`,
/// `e1034-1041x2`.
///
/// ```
/// FindingName("9e561519.e1034")?.tail    == "e1034"
/// FindingName("9e561519.e1034-1041")?.kind == .event
/// FindingName("9e561519")                == nil
/// FindingName("9e561519.e")              == nil
/// ```
public struct FindingName: Sendable, Hashable, CustomStringConvertible {
  /// First digits of the document's key, eight or more.
  public let document: String
  public let kind: FindingKind
  /// The part behind the point: unique in the document.
  public let tail: String

  /// Makes a name of parts that an archive keeps; nil where `tail` is no finding's.
  public init?(document: String, tail: String) {
    guard (8...64).contains(document.utf8.count),
      document.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }),
      let letter = tail.first, let kind = FindingKind(letter: letter), Self.isPlace(tail.dropFirst())
    else { return nil }
    self.document = document
    self.kind = kind
    self.tail = tail
  }

  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    self.init(document: String(parts[0]), tail: String(parts[1]))
  }

  public var description: String { "\(document).\(tail)" }

  /// `1034`, `1034-1041`, `1034-1041x2`.
  private static func isPlace(_ text: Substring) -> Bool {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...2).contains(ends.count), isNumber(ends[0]) else { return false }
    guard ends.count == 2 else { return true }
    let last = ends[1].split(separator: "x", omittingEmptySubsequences: false)
    return (1...2).contains(last.count) && last.allSatisfy(isNumber)
  }

  private static func isNumber(_ text: Substring) -> Bool {
    (1...12).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}

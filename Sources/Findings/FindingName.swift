/// The layers of findings, and the letter that stands for each in a finding's name.
public enum FindingKind: String, Sendable, CaseIterable {
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

/// The name by which a user calls a finding: the document's first eight digits, the layer's letter, the number in the
/// document from 1. It is the same in every archive that holds the same text coded by the same versions.
///
/// ```
/// FindingName("9e561519.e14")?.ordinal == 13
/// FindingName("9e561519")      == nil
/// ```
public struct FindingName: Sendable, Hashable, CustomStringConvertible {
  /// First eight digits of the document's SHA-256.
  public var document: String
  public var kind: FindingKind
  /// Number in its layer from 0.
  public var ordinal: Int

  public init(document: String, kind: FindingKind, ordinal: Int) {
    self.document = document
    self.kind = kind
    self.ordinal = ordinal
  }

  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 8, let letter = parts[1].first,
      let kind = FindingKind(letter: letter),
      let number = Int(parts[1].dropFirst()), number > 0
    else { return nil }
    self.init(document: String(parts[0]), kind: kind, ordinal: number - 1)
  }

  public var description: String { "\(document).\(kind.letter)\(ordinal + 1)" }
}

import SourceTexts

/// Words of a file that its readers don't see or its author has taken back: they are no text, and are told of.
struct LeftOutWords {
  enum Reason: String, CaseIterable {
    case hidden = "hidden text"
    case struck = "struck-out text"
    case deleted = "deleted text"
    case comment = "text of comments"
  }

  private var found: [Reason: (count: Int, first: String, byte: Int?)] = [:]

  /// - Parameters:
  ///   - words: what is left out; nothing is told of what has no letters.
  ///   - byte: where it stands in the file.
  mutating func add(_ reason: Reason, _ words: String, at byte: Int? = nil) {
    let words = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard words.contains(where: \.isLetter) else { return }
    let known = found[reason]
    found[reason] = ((known?.count ?? 0) + 1, known?.first ?? words, known == nil ? byte : known?.byte)
  }

  /// What another part of the same file leaves out comes behind.
  mutating func add(_ other: LeftOutWords) {
    for (reason, (count, first, byte)) in other.found {
      let known = found[reason]
      found[reason] = ((known?.count ?? 0) + count, known?.first ?? first, known == nil ? byte : known?.byte)
    }
  }

  /// One warning for each reason.
  func diagnostics(file: String) -> [ReadingDiagnostic] {
    Reason.allCases.compactMap { reason in
      guard let (count, first, byte) = found[reason] else { return nil }
      let words = first.count > 60 ? first.prefix(60) + "…" : first[...]
      return ReadingDiagnostic(
        .warning, .leftOut, file: file, byte: byte,
        message: "\(reason.rawValue) is left out, \(count == 1 ? "once" : "\(count) times"): “\(words)”")
    }
  }
}

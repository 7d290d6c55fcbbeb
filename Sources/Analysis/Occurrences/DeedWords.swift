import Findings
import SourceTexts

/// What was done, in the stems of a clause's own words: without those that name its sides, its day and its verb.
///
/// It tells two deeds of one day and pair apart. Deeds in words (a statement, a treaty) are told in so many ways that
/// their day and sides say more; for those it is empty.
public struct DeedWords: Hashable, Sendable {
  /// Sorted, each once.
  public var stems: [String]

  public init(stems: [String]) { self.stems = Array(Set(stems)).sorted() }

  /// Reads what ``text`` says.
  public init(_ text: String) { self.init(stems: text.split(separator: " ").map(String.init)) }

  public var text: String { stems.joined(separator: " ") }

  /// - Parameter text: of the document, UTF-8.
  public init(of event: Event, in text: [UInt8]) {
    guard event.category.quad == .materialConflict || event.category.quad == .materialCooperation,
      event.span.end <= text.count
    else {
      self.init(stems: [])
      return
    }
    var hidden = (event.actors + event.recipients).map(\.span) + [event.trigger]
    if let expression = event.date?.expression { hidden.append(expression) }
    if let speaker = event.saidBy?.span { hidden.append(speaker) }
    var stems: [String] = []
    var word: [UInt8] = []
    for offset in event.span.start...event.span.end {
      let byte = offset < event.span.end ? text[offset] : 0x20
      let isLetter = (0x41...0x5A).contains(byte & 0xDF) || byte >= 0x80
      if isLetter, !hidden.contains(where: { $0.contains(offset: offset) }) {
        word.append(byte)
      } else if !word.isEmpty {
        if let stem = Self.stem(String(decoding: word, as: UTF8.self).lowercased()) { stems.append(stem) }
        word = []
      }
    }
    self.init(stems: stems)
  }

  /// Whether nothing says that the two are different deeds.
  public func isSame(as other: DeedWords) -> Bool {
    stems.isEmpty || other.stems.isEmpty || stems.contains { other.stems.contains($0) }
  }

  /// The first six letters of a word that means something, without the commonest endings; nil for the others.
  private static func stem(_ word: String) -> String? {
    guard word.count > 3, !functionWords.contains(word) else { return nil }
    var stem = word[...]
    for ending in ["ings", "ing", "ed", "es", "s"] where stem.count - ending.count > 3 && stem.hasSuffix(ending) {
      stem = stem.dropLast(ending.count)
      break
    }
    return String(stem.prefix(6))
  }

  private static let functionWords: Set<String> = [
    "about", "above", "after", "again", "against", "along", "also", "among", "another", "around", "because", "been",
    "before", "behind", "being", "below", "between", "both", "could", "down", "during", "each", "even", "ever", "every",
    "first", "from", "have", "having", "here", "however", "into", "itself", "just", "last", "later", "least", "less",
    "like", "many", "might", "more", "most", "much", "must", "near", "never", "next", "once", "only", "other", "others",
    "over", "same", "second", "several", "should", "since", "some", "soon", "still", "such", "than", "that", "their",
    "them", "themselves", "then", "there", "these", "they", "this", "those", "though", "three", "through", "thus",
    "until", "upon", "very", "were", "what", "when", "where", "which", "while", "whom", "whose", "will", "with",
    "within", "without", "would",
  ]
}

import Linguistics

/// Words between quotation marks.
struct Quotation: Sendable, Hashable {
  /// From the opening to the closing mark, both included.
  var tokens: Range<Int>
  /// The words between the marks; not empty.
  var words: Range<Int>
  /// 0 for outer quotations, 1 for quotations inside them.
  var depth: Int
  /// Whether its passage ends before a closing mark: the next paragraph may go on with it.
  var isOpen = false
}

/// Pairs quotation marks in a passage: curly, straight, guillemets and single ones inside double ones.
///
/// A straight mark opens where a blank, an opening bracket or the start stands before it, else it closes. A quotation that
/// is still open at the end of its passage ends there, as in quotations over several paragraphs. Apostrophes are no marks.
struct QuotationFinder: Sendable {
  /// Quotations in order of their opening marks.
  ///
  /// - Complexity: linear in the number of tokens.
  func quotations(in passage: AnalysedPassage) -> [Quotation] {
    let tokens = passage.tokens
    var open: [(mark: Family, token: Int)] = []
    var found: [Quotation] = []
    func close(at index: Int, including last: Int) {
      guard let opening = open.popLast(), opening.token + 1 < index else { return }
      found.append(
        Quotation(tokens: opening.token..<last, words: (opening.token + 1)..<index, depth: open.count))
    }
    for (index, token) in tokens.enumerated() {
      guard let mark = Mark(token.text) else { continue }
      let isOpen = open.contains { $0.mark == mark.family }
      switch mark {
      case .opening(let family):
        // An unclosed quotation of the same family ended without a mark.
        if open.last?.mark == family { open.removeLast() }
        open.append((family, index))
      case .closing(let family):
        guard isOpen else { continue }
        while let last = open.last, last.mark != family { open.removeLast() }
        close(at: index, including: index + 1)
      case .straight(let family):
        let hasSpaceBefore = index == 0 || tokens[index - 1].hasSpaceAfter || Self.opensBracket(tokens[index - 1].text)
        let hasSpaceAfter = token.hasSpaceAfter || index + 1 == tokens.count
        if isOpen, !hasSpaceBefore || hasSpaceAfter {
          while let last = open.last, last.mark != family { open.removeLast() }
          close(at: index, including: index + 1)
        } else if !isOpen, !hasSpaceAfter || hasSpaceBefore, family == .double || hasSpaceBefore {
          open.append((family, index))
        }
      }
    }
    if let first = open.first(where: { $0.mark == .double }), first.token + 3 < tokens.count {
      found.append(
        Quotation(
          tokens: first.token..<tokens.count, words: (first.token + 1)..<tokens.count, depth: 0, isOpen: true))
    }
    return found.sorted { ($0.tokens.lowerBound, $1.tokens.upperBound) < ($1.tokens.lowerBound, $0.tokens.upperBound) }
  }

  private static func opensBracket(_ text: String) -> Bool {
    ["(", "[", "—", "–", "--", "-", "/", "“", "\"", "‘", "'"].contains(text)
  }

  enum Family: Hashable { case single, double, guillemet }

  private enum Mark {
    case opening(Family)
    case closing(Family)
    case straight(Family)

    typealias Family = QuotationFinder.Family

    init?(_ text: String) {
      switch text {
      case "“", "„", "``", "''“": self = .opening(.double)
      case "”", "‟": self = .closing(.double)
      case "\"", "''": self = .straight(.double)
      case "‘", "‚": self = .opening(.single)
      case "’": self = .straight(.single)
      case "'": self = .straight(.single)
      case "«": self = .opening(.guillemet)
      case "»": self = .closing(.guillemet)
      default: return nil
      }
    }

    var family: Family {
      switch self {
      case .opening(let family), .closing(let family), .straight(let family): family
      }
    }
  }
}

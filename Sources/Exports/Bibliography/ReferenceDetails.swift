import Findings

/// What a citation's reference tells beside the fields of its finding: address, DOI, publisher and place, volume, issue
/// and pages.
struct ReferenceDetails: Sendable, Hashable {
  var address: String?
  /// Without a resolver's address: `10.1000/182`.
  var identifier: String?
  var publisher: String?
  var place: String?
  var volume: String?
  var issue: String?
  /// Of the whole article, with an en dash; a page that is merely cited stays in the note.
  var pages: String?

  init(_ citation: Citation) {
    let reference = citation.reference
    if citation.kind == .link {
      address = reference
    } else if let found = reference.firstMatch(of: /https?:\/\/[^\s<>"”\]]+/) {
      address = Self.trimmed(found.output)
    }
    if let found = reference.firstMatch(of: /\b10\.[0-9]{4,9}\/[^\s<>"”\]]+/) {
      identifier = Self.trimmed(found.output)
    }
    guard citation.kind == .note else { return }
    // (Oxford: Clarendon Press, 1954)
    if let imprint = reference.firstMatch(of: /\(([^():,;]{2,40}):\s*([^():;]{2,80}?),\s*[0-9]{4}[^)]*\)/) {
      (place, publisher) = (String(imprint.output.1), String(imprint.output.2))
    }
    // Diplomacy & Statecraft 9, no. 2 (1998): 1–20
    guard let outlet = citation.outlet, let name = reference.firstRange(of: outlet) else { return }
    let rest = reference[name.upperBound...]
    if let numbers = rest.prefixMatch(of: /,?\s+([0-9]{1,4})(?:(?:,\s*no\.\s*|:|\/|\()([0-9]{1,3}))?\b/) {
      (volume, issue) = (String(numbers.output.1), numbers.output.2.map(String.init))
    }
    if volume != nil, let range = rest.firstMatch(of: /:\s*([0-9]+)\s*[-–]+\s*([0-9]+)/) {
      pages = "\(range.output.1)–\(range.output.2)"
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while let last = text.last, ".,;:".contains(last) || (last == ")" && !text.contains("(")) { text.removeLast() }
    return String(text)
  }
}
